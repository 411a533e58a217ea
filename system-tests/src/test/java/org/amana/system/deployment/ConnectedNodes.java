package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.amana.core.json.StrictJson;
import org.amana.schemas.Schemas;
import tools.jackson.databind.node.ObjectNode;

/**
 * Three nodes, each with its own folder, ports, database, keys and ledger, connected as docs/nodes.md tells operators to:
 * an asylum authority, a juvenile court, and one where people keep their wallets. The ledgers of the two offices witness
 * each other.
 */
public final class ConnectedNodes implements AutoCloseable {
    public static final String COURT = "harbour-court";
    public static final String AUTHORITY = "harbour-asylum-office";
    /** Id of the court's one intended use. */
    public static final String USE = "find-training-place";
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

    /** The two of the demo, whose people are imported at the start, and the one of the story. */
    private List<String> authoritySettings() {
        var settings = new ArrayList<>(witnessing(AUTHORITY));
        settings.add("--amana.ledger.witness.most-unwitnessed=0");
        settings.addAll(authority(0, "labour-office", "Labour Office", "مكتب العمل", "right-to-work"));
        settings.addAll(authority(1, "recognition-office", "Office for the Recognition of Qualifications",
                "مكتب معادلة المؤهلات", "qualification"));
        settings.addAll(authority(2, AUTHORITY, "Asylum Authority", "هيئة اللجوء", "right-to-work"));
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
                prefix + "exchange-uses[0]=" + USE, prefix + "staff[0]=court-clerk"));
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
        ObjectNode entries = StrictJson.object();
        entries.putArray("parties")
                .add(courtOf("access", true, "verifier-service"))
                .add(source(anchorsOf(authority,
                        "issuer"), false));
        entries.putArray("intended_uses").add(use());
        new RegisterTool(court).bring(entries);
        entries = StrictJson.object();
        entries.putArray("parties")
                .add(courtOf(anchorsOf(court, "access"), false, ""))
                .add(source(anchorsOf(authority,
                        "issuer"), false));
        new RegisterTool(people).bring(entries);
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
        ObjectNode entries = StrictJson.object();
        entries.putArray("parties")
                .add(source("issuer", true))
                .add(courtOf(anchorsOf(court, "access"), told,
                        COURT + "-verifier-service"));
        entries.putArray("intended_uses").add(use());
        new RegisterTool(authority).bring(entries);
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

    private ObjectNode source(String anchors, boolean servesHere) {
        ObjectNode party = party(sourceId(), "Asylum Authority", "هيئة اللجوء", anchors);
        party.putArray("identifiers").add("NTRXA-ASYLUM");
        party.putArray("issues").add(Schemas.type("right-to-work").vct());
        return servesHere ? party.put("service", "issuer-service") : party;
    }

    private ObjectNode courtOf(String anchors, boolean told, String service) {
        ObjectNode party = party(COURT, "Juvenile Court", "محكمة الأحداث", anchors);
        party.putArray("identifiers").add("LEIXG-000000AMANADEMO00099");
        party.putObject("supervisor")
                .put("uri", "https://supervisor.example")
                .putObject("name")
                .put("en", "Data Protection Authority (invented)");
        party.put("erasure_contact", "https://court.example/erasure");
        if (told) {
            party.put("notice_url", court.verifier() + "/" + COURT + "/notices");
        }
        return service.isEmpty() ? party : party.put("service", service);
    }

    private static ObjectNode party(String id, String english, String arabic, String anchors) {
        ObjectNode party = StrictJson.object().put("id", id).put("country", "XA").put("kind", "authority");
        party.putObject("name").put("en", english).put("ar", arabic);
        return party.put("anchors", anchors);
    }

    /** The same words in both registers: a consent is to what was registered. */
    private static ObjectNode use() {
        ObjectNode use = StrictJson.object().put("id", USE).put("party", COURT).put("withdrawable", true);
        use.putObject("purpose").put("en", "Find a training place for you").put("ar", "إيجاد مكان تدريب لك");
        use.putObject("refusal_consequence")
                .put("en", "You bring the paper yourself. It is treated in the same way.")
                .put("ar", "تُحضر الورقة بنفسك. تُعامل بالطريقة نفسها.");
        use.putArray("legal_basis").add("eu-gdpr:A6-1-a");
        use.putArray("recipients");
        use.put("retention", "P6M");
        var claims = use.putArray("credentials")
                .addObject()
                .put("vct", Schemas.type("right-to-work").vct())
                .putArray("claims");
        List.of("work_permission", "given_name", "family_name").forEach(claim -> claims.addArray().add(claim));
        return use;
    }

    /** Identifier of the authority. */
    public String sourceId() {
        return authority.issuer() + "/" + AUTHORITY;
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
