package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A superuser of the database changes what is logged: {@code amana-ledger} says so, or the ledger refuses to go on. */
class SuperuserTest {
    /** One full tile and more. */
    private static final int ENTRIES = 300;
    private static final int CONTENT = 6;
    private static final int SIGNATURE = 4;
    private static final int CLAIM = 10;
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private AttackedLedger ledger;

    @BeforeEach
    void fill() throws Exception {
        ledger = AttackedLedger.of(ENTRIES);
        AmanaLedgerCli honest = ledger.fsck();
        assertThat(honest.exitCode()).as(honest.output()).isZero();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void assertCaught(int exitCode, String... words) {
        AmanaLedgerCli fsck = ledger.fsck();
        assertThat(fsck.exitCode()).as(fsck.output()).isEqualTo(exitCode);
        assertThat(fsck.output()).startsWith("This log does not hold:").contains(words);
    }

    @Test
    void superuser_whoChangesALeafWithItsHash_isCaughtAtOnce() throws Exception {
        ledger.tamper("update leaf set entry = '\\x01ff', leaf_hash = sha256('\\x0001ff'::bytea) where index = 120");
        assertCaught(CONTENT, "entry 120 is not the one its leaf was made from", "root_mismatch");
    }

    @Test
    void superuser_whoChangesATileByte_isCaughtOnceTheTileIsReadAgain() throws Exception {
        ledger.tamper(
                "update tile set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where level = 0 and index = 0");
        ledger.stop();
        ledger.start();
        assertCaught(CONTENT, "entry 1 is not the one its leaf was made from");
    }

    @Test
    void superuser_whoSwapsTwoLeaves_isCaught() throws Exception {
        ledger.tamper("update leaf set index = index + 100000 where index in (110, 111)",
                "update leaf set index = case index when 100110 then 111 else 110 end where index > 100000");
        assertCaught(CONTENT, "root_mismatch");
    }

    @Test
    void superuser_whoChangesTheNewestCheckpoint_keepsTheLedgerFromStarting() throws Exception {
        ledger.tamper("update checkpoint set note = replace(note, split_part(note, E'\\n', 3),"
                + " encode(sha256('another root'), 'base64')) where tree_size = (select max(tree_size) from checkpoint)");
        ledger.stop();
        assertThatThrownBy(() -> ledger.start()).isInstanceOf(RuntimeException.class);
    }

    @Test
    void superuser_whoChangesAnOldCheckpoint_spoilsAReceiptAndItSaysSo() throws Exception {
        Caller wallet = ledger.wallet();
        var person = new Person();
        var given = Person.body(person.sign(person.answer(EventKind.GIVEN)));
        String key = Person.fresh();
        assertThat(receipt(wallet.post("/v1/consents", key, given)).exitCode()).isZero();
        AttackedLedger.append(wallet, ENTRIES);
        ledger.tamper("update checkpoint set note = replace(note, split_part(note, E'\\n', 3),"
                + " encode(sha256('another root'), 'base64')) where tree_size = (select min(tree_size) from checkpoint"
                + " where tree_size > (select index from event))");
        AmanaLedgerCli spoilt = receipt(wallet.post("/v1/consents", key, given));
        assertThat(spoilt.exitCode()).as(spoilt.output()).isEqualTo(SIGNATURE);
        assertThat(ledger.fsck().exitCode()).as("the log itself is as it was").isZero();
    }

    @Test
    void superuser_whoFlipsWhatStands_isCaughtByWhoFoldsTheEntriesAgain() throws Exception {
        Caller wallet = ledger.wallet();
        var person = new Person();
        ConsentEvent given = person.answer(EventKind.GIVEN);
        person.appended(consent(wallet, "", person, given));
        consent(wallet, "/" + given.record() + "/withdraw", person, person.withdrawal(given));
        AmanaLedgerCli honest = fold();
        assertThat(honest.exitCode()).as(honest.output()).isZero();
        assertThat(honest.output()).contains("Record " + given.record() + ": WITHDRAWN by entry");

        ledger.tamper("update consent_state set state = 'GIVEN', withdrawn_index = null, withdrawn_at = null");
        AmanaLedgerCli flipped = fold();
        assertThat(flipped.exitCode()).as(flipped.output()).isEqualTo(CLAIM);
        assertThat(flipped.output()).contains("record " + given.record() + " is WITHDRAWN by entry",
                "and is claimed to be GIVEN by entry");
        assertThat(ledger.fsck().exitCode()).as("the tree alone does not show it").isZero();

        ledger.tamper("delete from event where kind = 'WITHDRAWN'");
        assertThat(fold().exitCode()).as("the operator's files alone do not show it").isZero();
        AmanaLedgerCli own = fold("--openings", folder.resolve("receipt.json"));
        assertThat(own.exitCode()).as(own.output()).isEqualTo(CLAIM);
    }

    private ConsentReceipt consent(Caller wallet, String path, Person person, ConsentEvent event) throws Exception {
        Caller.Answer answer = wallet.post("/v1/consents" + path, Person.fresh(), Person.body(person.sign(event)));
        assertThat(receipt(answer).exitCode()).isZero();
        return ConsentReceipt.parse(answer.json().path("receipt"));
    }

    /** What the officer takes away, through the auditor's program. */
    private AmanaLedgerCli fold(Object... more) throws Exception {
        var officer = new Desk(ledger.address()).signIn("dpo", ledger.firstLogin());
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(officer.getBytes("/audit/desk/api/evidence.zip").body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
        var all = new ArrayList<Object>(List.of("--openings", folder.resolve("openings.jsonl"), "--state",
                folder.resolve("state.jsonl")));
        all.addAll(List.of(more));
        return ledger.fsck(all.toArray());
    }

    private AmanaLedgerCli receipt(Caller.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return AmanaLedgerCli.run("receipt",
                Files.writeString(folder.resolve("receipt.json"), StrictJson.write(answer.json().path("receipt"))),
                "--key", ledger.key());
    }

    @Test
    void superuser_whoDropsTheLastLeafAndSetsTheHeadBack_getsNoMoreSignatures() throws Exception {
        ledger.tamper("delete from idempotency where index = (select tree_size - 1 from head)",
                "delete from leaf where index = (select tree_size - 1 from head)",
                "delete from checkpoint where tree_size = (select tree_size from head)",
                "update head set tree_size = tree_size - 1");
        Caller wallet = ledger.wallet();
        assertThat(AttackedLedger.append(wallet, ENTRIES).status()).isEqualTo(503);
        assertCaught(CONTENT, "malformed_tile");
        ledger.stop();
        assertThatThrownBy(() -> ledger.start()).hasStackTraceContaining("run amana-ledger fsck");
    }

    @Test
    void superuser_whoRestoresYesterdaysDump_getsNoLedger() throws Exception {
        ledger.stop();
        String yesterday = ledger.dump();
        ledger.start();
        assertThat(AttackedLedger.append(ledger.wallet(), ENTRIES).status()).isEqualTo(201);
        ledger.stop();
        ledger.restore(yesterday);
        assertThatThrownBy(() -> ledger.start()).hasStackTraceContaining("the log is not continued");
    }

    @Test
    void superuser_whoRestoresYesterdaysDumpAndTheMark_isCaughtByWhoKeptACheckpoint() throws Exception {
        ledger.stop();
        String yesterday = ledger.dump();
        Path mark = ledger.key().resolveSibling("log.mark");
        byte[] yesterdaysMark = Files.readAllBytes(mark);
        ledger.start();
        assertThat(AttackedLedger.append(ledger.wallet(), ENTRIES).status()).isEqualTo(201);
        Path kept = ledger.keepCheckpoint(folder.resolve("kept"));
        ledger.stop();
        ledger.restore(yesterday);
        Files.write(mark, yesterdaysMark);
        ledger.start();
        assertThat(AttackedLedger.append(ledger.wallet(), ENTRIES + 1).status()).isEqualTo(201);

        Path shown = ledger.keepCheckpoint(folder.resolve("shown"));
        AmanaLedgerCli compared = AmanaLedgerCli.run("consistency", kept, shown, "--log", ledger.address() + "/tlog",
                "--key", ledger.key(), "--fork-proof", folder.resolve("fork.json"));
        assertThat(compared.exitCode()).as(compared.output()).isEqualTo(8);
        AmanaLedgerCli fork = AmanaLedgerCli.run("fork", folder.resolve("fork.json"), "--key", ledger.key());
        assertThat(fork.exitCode()).as(fork.output()).isZero();
    }
}
