package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Three nodes, each with its own folder, ports, database, keys and ledger, connected as docs/nodes.md tells operators to:
 * an asylum authority, a juvenile court, and one where people keep their wallets. The ledgers of the two offices witness
 * each other.
 */
public final class ConnectedNodes implements AutoCloseable {
    public static final String COURT = "harbour-court";
    public static final String AUTHORITY = "harbour-asylum-office";
    /** Another authority of the same node, which assesses ages; its invented people are those of every demo. */
    public static final String AGE_AUTHORITY = "asylum-authority";
    /** Id of the court's use that rests on the consent of a person who decides for themselves. */
    public static final String USE = "find-training-place";
    /** Id of its use about young people. */
    public static final String AGE_USE = "learn-age-of-ward";
    /** Id of its use that rests on a law. */
    public static final String LAW_USE = "verify-work-permission-by-law";
    private static final String MANDATE_COURT = "juvenile-court";
    private static final String PEOPLE_NODE = "people";
    private final Path folder;
    private final Door witnessDoor = new Door();
    private final OneNode authority;
    private final OneNode court;
    private final OneNode people;

    private ConnectedNodes(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of(AUTHORITY, COURT)) {
            Files.writeString(policy(name), "quorum none\n");
        }
        var first = start(AUTHORITY, authoritySettings());
        var second = start(COURT, courtSettings());
        var third = start(PEOPLE_NODE, List.of("--amana.peers.node-name=" + PEOPLE_NODE));
        authority = first.join();
        court = second.join();
        people = third.join();
    }

    /** Starts the three side by side and connects them. */
    public static ConnectedNodes start(Path folder) throws IOException {
        ConnectedNodes nodes = new ConnectedNodes(folder);
        try {
            nodes.connect();
            return nodes;
        } catch (IOException | RuntimeException | AssertionError e) {
            nodes.close();
            throw e;
        }
    }

    private CompletableFuture<OneNode> start(String name, List<String> settings) throws IOException {
        Path own = Files.createDirectory(folder.resolve(name));
        return CompletableFuture.supplyAsync(() -> OneNode.start(own, settings.toArray(String[]::new)));
    }

    private Path policy(String name) {
        return folder.resolve(name + ".witnesses");
    }

    private List<String> witnessing(String name) {
        return List.of("--amana.ledger.witness.policy=" + policy(name), "--amana.ledger.witness.first-retry=200ms",
                "--amana.ledger.witness.max-retry=1s", "--amana.ledger.witness.interval=200ms");
    }

    /** Three of the demo, whose people are imported at the start, and the one of the story. */
    private List<String> authoritySettings() {
        var settings = new ArrayList<>(witnessing(AUTHORITY));
        settings.add("--amana.ledger.witness.most-unwitnessed=0");
        settings.addAll(authority(0, "labour-office", "Labour Office", "مكتب العمل", "right-to-work"));
        settings.addAll(authority(1, "recognition-office", "Office for the Recognition of Qualifications",
                "مكتب معادلة المؤهلات", "qualification"));
        settings.addAll(authority(2, AUTHORITY, "Asylum Authority", "هيئة اللجوء", "right-to-work"));
        settings.addAll(authority(3, AGE_AUTHORITY, "Asylum Authority", "هيئة اللجوء", "age-assessment"));
        return settings;
    }

    private static List<String> authority(int at, String id, String english, String arabic, String type) {
        String prefix = "--amana.issuer.authorities[" + at + "].";
        return List.of(prefix + "id=" + id, prefix + "name.en=" + english, prefix + "name.ar=" + arabic,
                prefix + "country=XA", prefix + "types=" + type, prefix + "staff=" + id + "-clerk");
    }

    private List<String> courtSettings() {
        String prefix = "--amana.verifier.organisations[3].";
        var settings = new ArrayList<>(witnessing(COURT));
        settings.addAll(List.of("--amana.peers.node-name=" + COURT, "--amana.verifier.exchange.first-pause=PT2S",
                "--amana.verifier.exchange.longest-pause=PT2S", "--amana.verifier.exchange.run-every=PT1S",
                prefix + "id=" + COURT, prefix + "names.en=Juvenile Court", prefix + "names.ar=محكمة الأحداث",
                prefix + "country=XA", prefix + "identifiers[0]=LEIXG-000000AMANADEMO00099",
                prefix + "exchange-uses=" + String.join(",", USE, AGE_USE, LAW_USE), prefix + "staff[0]=court-clerk"));
        return settings;
    }

    private void connect() throws IOException {
        witnessDoor.leadsTo(court.ledger());
        Files.writeString(policy(AUTHORITY), witnessed(court, witnessDoor.address() + "/witness"));
        Files.writeString(policy(COURT), witnessed(authority, authority.ledger() + "/witness"));
        var again = CompletableFuture.runAsync(() -> restart(court));
        restart(authority);
        again.join();
        tellCourtsNoticesTo(true);
        new RegisterTool(court).bring(sources().court("access", told(true), "verifier-service").uses(COURT).json());
        new RegisterTool(people).bring(sources().authority(mandateCourt(), "Juvenile Court", "محكمة الأحداث",
                "guardian-mandate", anchorsOf(court, "issuer"), false)
                .court(anchorsOf(court, "access"), Optional.empty(), "")
                .json());
        for (OneNode node : List.of(authority, people)) {
            Files.copy(trust(court).resolve("anchors/registrar.pem"),
                    trust(node).resolve("anchors/other-registrars.pem"));
        }
        list(court, "verifier-service", COURT);
        list(people, "wallet-service", PEOPLE_NODE);
        Path handedOut = authority.data().resolve("consent-ledger/this-ledger.json");
        Await.until("the ledger says that it keeps the authority's consents",
                () -> read(handedOut).contains(AUTHORITY));
        for (OneNode node : List.of(court, people)) {
            Files.createDirectories(trust(node).resolve("ledgers"));
            Files.copy(handedOut, trust(node).resolve("ledgers/" + AUTHORITY + ".json"));
        }
    }

    private static void restart(OneNode node) {
        node.end();
        node.restart();
    }

    /** A policy whose one log and one witness are that node's. */
    private static String witnessed(OneNode node, String witness) throws IOException {
        Path keys = node.data().resolve("consent-ledger/keys");
        var lines = new StringBuilder();
        for (String key : Files.readAllLines(keys.resolve("log.vkey"))) {
            lines.append("log ").append(key).append(' ').append(node.ledger()).append("/tlog\n");
        }
        List<String> cosigners = Files.readAllLines(keys.resolve("witness.vkey"));
        for (int i = 0; i < cosigners.size(); i++) {
            lines.append("witness other")
                    .append(i)
                    .append(' ')
                    .append(cosigners.get(i))
                    .append(' ')
                    .append(witness)
                    .append('\n');
        }
        return lines.append("group other all other0 other1\nquorum other\n").toString();
    }

    /** What the authority's register says of the court; without an address its ledger tells it nothing. */
    public void tellCourtsNoticesTo(boolean told) throws IOException {
        new RegisterTool(authority).bring(new RegisterEntries()
                .authority(sourceId(), "Asylum Authority", "هيئة اللجوء", "right-to-work", "issuer", true)
                .authority(mandateCourt(), "Juvenile Court", "محكمة الأحداث", "guardian-mandate",
                        anchorsOf(court, "issuer"), false)
                .court(anchorsOf(court, "access"), told(told), COURT + "-verifier-service")
                .uses(COURT)
                .json());
    }

    /** The two authorities of the other node, as a register says that does not keep their consents. */
    private RegisterEntries sources() throws IOException {
        String anchors = anchorsOf(authority, "issuer");
        return new RegisterEntries()
                .authority(sourceId(), "Asylum Authority", "هيئة اللجوء", "right-to-work", anchors, false)
                .authority(authority.issuer() + "/" + AGE_AUTHORITY, "Asylum Authority", "هيئة اللجوء",
                        "age-assessment", anchors, false);
    }

    private String mandateCourt() {
        return court.issuer() + "/" + MANDATE_COURT;
    }

    private Optional<String> told(boolean told) {
        return Optional.of(court.verifier() + "/" + COURT + "/notices").filter(_ -> told);
    }

    /** Lists a service of another node at the authority's ledger, under that node's name. */
    private void list(OneNode node, String service, String nodeName) throws IOException {
        Files.copy(trust(node).resolve("services/" + service + ".jwk"),
                trust(authority).resolve("services/" + nodeName + "-" + service + ".jwk"));
    }

    /** Their operators stop to trust the authority's ledger. */
    public void forgetLedger() throws IOException {
        for (OneNode node : List.of(court, people)) {
            Files.move(trust(node).resolve("ledgers/" + AUTHORITY + ".json"), node.data().resolve("was-trusted.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path trust(OneNode node) {
        return node.data().resolve("trust");
    }

    private static String anchorsOf(OneNode node, String function) throws IOException {
        return Files.readString(trust(node).resolve("anchors/" + function + ".pem"));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Identifier of the authority. */
    public String sourceId() {
        return authority.issuer() + "/" + AUTHORITY;
    }

    /** All three stop, and start again with clocks that are that far ahead, such as {@code 101d}. */
    public void clocksAhead(String time) {
        String ahead = "--amana.demo-clock-ahead=" + time;
        CompletableFuture.allOf(Stream.of(authority, court, people).map(node -> CompletableFuture.runAsync(() -> {
            node.end();
            node.restart(ahead);
        })).toArray(CompletableFuture[]::new)).join();
    }

    public OneNode authority() {
        return authority;
    }

    public OneNode court() {
        return court;
    }

    public OneNode people() {
        return people;
    }

    /** Through it the authority's ledger reaches its one witness. */
    public Door witnessDoor() {
        return witnessDoor;
    }

    @Override
    public void close() {
        List.of(people, court, authority).forEach(OneNode::close);
        witnessDoor.close();
    }
}
