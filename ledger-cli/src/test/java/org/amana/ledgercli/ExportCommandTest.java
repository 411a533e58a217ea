package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.amana.core.consent.LedgerExport;
import org.amana.core.consent.Samples;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ExportCommandTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    private final ObjectNode export = Samples.export(log).toJson();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(folder.resolve("log.vkey"), log.identity().text());
    }

    @Test
    void export_whenGenuine_holdsAndSaysHowMany() throws IOException {
        Run run = run(export, "--key", key);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("This file holds: 2 receipts of ledger.example/log verified.");
        assertThat(run(export, "--key", key, "--json").out()).contains("\"receipts\":2", "\"keys\":\"given\"");
    }

    @Test
    void export_underItsOwnKeys_holdsAndWarns() throws IOException {
        Run run = run(export, "--claimed-keys");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("The keys are the file's own: ask somebody you trust");
    }

    @Test
    void export_withoutSayingWhoseKeys_isMisunderstood() throws IOException {
        assertThat(run(export).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run(export, "--key", key, "--claimed-keys").exitCode()).isEqualTo(ExitCode.USAGE);
        Files.writeString(key, log.identity().text().lines().findFirst().orElseThrow());
        assertThat(run(export, "--key", key).err()).contains("ML-DSA-44");
    }

    @Test
    void export_whoseOwnKeysAreOfOneKind_doesNotHold() throws IOException {
        ((ArrayNode) export.path("logs").get(0).path("keys")).remove(1);
        assertDoesNotHold(ExitCode.OTHER_LOG, "unknown_log", "--claimed-keys");
    }

    @Test
    void export_underAnotherKey_isASignatureThatIsForged() throws IOException {
        Files.writeString(key, LogSigner.generate("ledger.example/log", new Random(7)).identity().text());
        assertDoesNotHold(ExitCode.SIGNATURE, "bad_note_signature", "--key", key);
    }

    @Test
    void export_ofALogWhoseKeyWasNotGiven_isOfAnotherLog() throws IOException {
        Files.writeString(key, LogSigner.generate("other.example/log", new Random(7)).identity().text());
        assertDoesNotHold(ExitCode.OTHER_LOG, "unknown_log", "--key", key);
    }

    @Test
    void export_withOneNoticeChanged_saysWhichReceipt() throws IOException {
        ((ObjectNode) export.path("entries").get(0)).put("notice", "All you have?");
        Run run = assertDoesNotHold(ExitCode.NOT_INCLUDED, "notice_mismatch", "--key", key);
        assertThat(run.out()).contains("1 of 2 receipts of ledger.example/log hold", "receipt 1 (GIVEN)");
    }

    @Test
    void export_thatIsNone_doesNotHold() throws IOException {
        export.put("type", "export");
        assertDoesNotHold(ExitCode.DOES_NOT_HOLD, "malformed_export", "--key", key);
    }

    @Test
    void export_thatIsAbsentOrTooLarge_cannotBeRead() throws IOException {
        assertThat(Run.of("export", folder.resolve("absent.json"), "--key", key).exitCode())
                .isEqualTo(ExitCode.CANNOT_READ);
        Path large = Files.write(folder.resolve("large.json"), new byte[LedgerExport.MAX_BYTES + 1]);
        assertThat(Run.of("export", large, "--key", key).exitCode()).isEqualTo(ExitCode.CANNOT_READ);
    }

    private Run run(ObjectNode json, Object... options) throws IOException {
        Path file = Files.writeString(folder.resolve("everything.json"), StrictJson.write(json));
        Object[] arguments = new Object[options.length + 2];
        arguments[0] = "export";
        arguments[1] = file;
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Run.of(arguments);
    }

    private Run assertDoesNotHold(int exitCode, String reason, Object... options) throws IOException {
        Run run = run(export, options);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).contains(reason);
        return run;
    }
}
