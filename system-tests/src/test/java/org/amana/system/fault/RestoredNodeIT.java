package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.OneNode;
import org.amana.system.start.NodeCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A node is backed up while it runs, goes on, is lost and comes back. What a person took back or had erased in between
 * stays so, and the log goes on as the one that others have seen.
 */
@Tag("long")
class RestoredNodeIT {
    @TempDir
    Path folder;
    private OneNode node;
    private Desks desks;
    private WatchedLog log;

    /** A person, what they gave, and the proof in their hand. */
    private record Giver(HeadlessWallet wallet, String record, Path receipt, long index) {}

    @BeforeEach
    void startNode() {
        node = OneNode.start(folder, "--amana.ledger.log.mirror=" + folder.resolve("mirror"));
        desks = new Desks(node);
        log = new WatchedLog(node);
    }

    @AfterEach
    void stopNode() {
        node.close();
    }

    @Test
    void restore_afterEverythingWentOn_keepsPromisesMadeSince() throws Exception {
        Giver withdraws = giveDiploma("R-0001");
        Giver erases = giveDiploma("R-0002");
        Giver stays = giveDiploma("R-0003");
        run(0, "backup", "--data", data(), "--to", at("data-copies"), "--keys-to", at("key-copies"));
        assertThat(rowsOf(erases.index())).as("the backup knows the person who is erased later").isEqualTo(1);

        takeBack(withdraws);
        JsonNode taken = withdraws.wallet().takeLedgerFile();
        takeBack(erases);
        erases.wallet().forgetConsent(erases.record()).require(204);
        HeadlessWallet later = HeadlessWallet.create(node.wallet());
        List<String> listsBefore = present(later, "L-0004");
        String note = fetch(node.ledger() + "/tlog/checkpoint");
        Path newest = Files.writeString(folder.resolve("newest.checkpoint"), note);
        Checkpoint seen = LogIdentity.parse(Files.readString(node.ledgerKey())).open(UnverifiedNote.parse(note));
        Await.until("the copy of the log is up to date", () -> isMirrored(note));

        lose();
        requireRefusals(newest);
        assertThat(run(0, restore("--newest", newest.toString(), "--log", at("mirror"))).out())
                .anyMatch(line -> line.contains("come from the copy of the log"));
        node.restart();

        log.requireOnlyGrownSince(seen);
        log.requireReceipt(stays.receipt());
        log.requireReceipt(erases.receipt());
        assertThat(rowsOf(erases.index())).as("nothing of the erased person came back").isZero();
        assertThat(rowsOf(stays.index())).isEqualTo(1);
        stays.wallet().unlock();
        assertThat(present(stays.wallet(), "L-0003")).as("no card gets a place that a lost one may have")
                .doesNotContainAnyElementsOf(listsBefore);
        log.requireOnlyGrownSince(seen);
        withdraws.wallet().unlock();
        LedgerCaller bakery = LedgerCaller.as("verifier-service", node.data().resolve("trust"));
        assertThat(standing(bakery, withdraws)).as("a consent that may have been withdrawn is not in force")
                .contains("\"UNKNOWN\"");
        assertThat(standing(bakery, stays)).as("nobody can tell which one it was").contains("\"UNKNOWN\"");
        withdraws.wallet().bringLedgerFile(taken);
        assertThat(withdraws.wallet().entries().path("returned").asInt())
                .as("the wallet gives back what the ledger lost")
                .isEqualTo(1);
        assertThat(standing(bakery, withdraws)).contains("\"WITHDRAWN\"");
        assertThat(withdraws.wallet().consent().path("state").asString()).isEqualTo("withdrawn");
        Await.until("the bakery is told again, and erases what came back with its backup",
                () -> desks.kept(withdraws.record()).equals("ERASED"));
        assertThat(stays.wallet().consent().path("state").asString()).isEqualTo("in_doubt");
        stays.wallet().withdraw(stays.record()).require(200);
        assertThat(standing(bakery, stays)).contains("\"WITHDRAWN\"");
    }

    private void requireRefusals(Path newest) {
        assertThat(run(5, restore()).err()).contains("--newest", "--nothing-newer");
        assertThat(run(5, restore("--newest", newest.toString())).err()).contains("went on to", "--log");
        Path foreign = write("foreign.checkpoint", "other.example/tlog\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
                + "\n\n\u2014 other.example/tlog AAAAAAAA\n");
        assertThat(run(4, restore("--newest", foreign.toString(), "--log", at("mirror"))).err())
                .contains("no checkpoint of this node's ledger");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.toFile().list()).noneMatch(name -> name.contains("restoring"));
    }

    private String[] restore(String... more) {
        var arguments = new ArrayList<>(List.of("restore", "--from", at("data-copies"), "--keys", at("key-copies"),
                "--data", data()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private NodeCommand.Ended run(int exitCode, String... arguments) {
        NodeCommand.Ended ended = NodeCommand.run(folder, arguments);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        assertThat(ended.err()).doesNotContain("Exception", "\tat ");
        return ended;
    }

    private Giver giveDiploma(String registerNumber) {
        HeadlessWallet wallet = HeadlessWallet.create(node.wallet());
        accept(wallet, desks.diploma(registerNumber));
        String receipt = wallet.approve(wallet.read(desks.askForDiploma().request()))
                .require(200)
                .path("receipt")
                .asString();
        assertThat(receipt).isNotEmpty();
        String record = wallet.consent().path("record").asString();
        Await.until("the bakery keeps the diploma", () -> desks.kept(record).equals("KEPT"));
        String text = wallet.receipt(wallet.consent().path("receipt").asString(receipt));
        Path file = write(registerNumber + ".json", text);
        return new Giver(wallet, record, file, given(record));
    }

    /** Index of the newest readable entry, which is the one just given. */
    private long given(String record) {
        assertThat(record).isNotEmpty();
        return number("select max(index) from ledger.event where kind = 'GIVEN'");
    }

    private void takeBack(Giver giver) {
        giver.wallet().withdraw(giver.record()).require(200);
        Await.until("the bakery's copy is gone", () -> desks.kept(giver.record()).equals("ERASED"));
        Await.until("the person learns of it",
                () -> giver.wallet().consent().path("erasure").asString().equals("confirmed"));
    }

    /** Gets a card and shows it; the status lists that the copies of the card are in. */
    private List<String> present(HeadlessWallet wallet, String registerNumber) {
        Desks.Offer offer = desks.offer(registerNumber, "screen");
        accept(wallet, offer);
        wallet.approve(wallet.read(desks.ask().request())).require(200);
        return desks.copies(offer.person()).stream().map(copy -> copy.substring(0, copy.indexOf('#'))).toList();
    }

    private static void accept(HeadlessWallet wallet, Desks.Offer offer) {
        wallet.accept(wallet.open(offer.link()), offer.txCode()).require(200);
    }

    /** As the bakery's service learns it. */
    private String standing(LedgerCaller bakery, Giver giver) {
        return bakery.get(node.ledger(), "/v1/consents/" + giver.record());
    }

    /** The machine dies, and its disk with it. */
    private void lose() throws IOException {
        node.kill();
        new DatabaseServer(node.data()).stop();
        Files.move(node.data(), folder.resolve("lost"));
    }

    private long rowsOf(long index) {
        return number("select count(*) from ledger.event where index = " + index);
    }

    private long number(String query) {
        try (Connection connection = DriverManager.getConnection(node.jdbcUrl());
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isMirrored(String note) {
        try {
            return Files.readString(folder.resolve("mirror/checkpoint")).equals(note);
        } catch (IOException e) {
            return false;
        }
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String fetch(String address) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private String data() {
        return at("data");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }
}
