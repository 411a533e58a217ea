package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Opening;
import org.amana.core.consent.Samples;
import org.amana.core.consent.Tombstone;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.Spec;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

@Spec("C2SP-tlog-proof")
class ReceiptCommandTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    private final EphemeralKey person = EphemeralKey.generate();
    private final ObjectNode receipt = receipt(log);
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(folder.resolve("log.vkey"), log.identity().text());
    }

    private ObjectNode receipt(LogSigner signer) {
        Opening opening = Opening.make(EventSignature.sign(Samples.given(person), person), TestRandom.seeded());
        return ConsentReceipt.parse(Samples.receipt(opening, signer).toJson()).toJson();
    }

    @Test
    void receipt_whenGenuine_holds() throws IOException {
        Run run = run(receipt);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("This receipt holds: GIVEN", "entry 1 of ledger.example/log");
    }

    @Test
    void receipt_withJson_saysTheFacts() throws IOException {
        Path file = Files.writeString(folder.resolve("receipt.json"), StrictJson.write(receipt));
        assertThat(Run.of("receipt", file, "--key", key, "--json").out()).contains("\"holds\":true", "\"index\":1");
    }

    @Test
    void receipt_ofAnotherLog_isTheWrongOrigin() throws IOException {
        assertDoesNotHold(receipt(LogSigner.generate("other.example/log", TestRandom.seeded())), ExitCode.OTHER_LOG,
                "wrong_origin");
    }

    @Test
    void receipt_signedByAnImpostor_isABadSignature() throws IOException {
        assertDoesNotHold(receipt(LogSigner.generate("ledger.example/log", new Random(7))), ExitCode.SIGNATURE,
                "bad_note_signature");
    }

    @Test
    void receipt_withAnotherIndex_isABadInclusion() throws IOException {
        receipt.put("proof", receipt.path("proof").stringValue().replace("index 1", "index 0"));
        assertDoesNotHold(receipt, ExitCode.NOT_INCLUDED, "bad_inclusion");
    }

    @Test
    void receipt_withoutTheMlDsaSignature_lacksASignature() throws IOException {
        String proof = receipt.path("proof").stringValue();
        receipt.put("proof", proof.substring(0, proof.lastIndexOf("\u2014")));
        assertDoesNotHold(receipt, ExitCode.SIGNATURE, "missing_note_signature");
    }

    @Test
    void receipt_underAKeyFileWithoutMlDsa_isMisunderstoodUnlessSaid() throws IOException {
        Files.writeString(key, log.identity().text().lines().findFirst().orElseThrow());
        Run run = run(receipt);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--one-signature");
        Path file = folder.resolve("receipt.json");
        assertThat(Run.of("receipt", file, "--key", key, "--one-signature").exitCode()).isZero();
    }

    @Test
    void receipt_thatIsNone_doesNotHold() throws IOException {
        assertDoesNotHold(StrictJson.object().put("type", "receipt"), ExitCode.DOES_NOT_HOLD, "malformed_receipt");
    }

    @Test
    void receipt_whenTheEventWasSignedBySomebodyElse_isABadSignature() throws IOException {
        ObjectNode event = StrictJson.parseObject(Base64Url.decode(receipt.path("event").stringValue()), 100_000);
        receipt.put("event", Base64Url.encode(StrictJson.canonical(event.put("retention", "P9M"))));
        assertDoesNotHold(receipt, ExitCode.SIGNATURE, "bad_actor_signature");
    }

    @Test
    void receipt_ofAnErasure_holdsAndSaysNothingOfThePerson() throws IOException {
        Run run = run(Samples.erasure(log).toJson());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("entry 2 of ledger.example/log says that 2 entries before it were erased");
    }

    @Test
    void receipt_ofAnErasureThatIsForged_doesNotHold() throws IOException {
        ObjectNode other = Samples.erasure(LogSigner.generate("ledger.example/log", new Random(7))).toJson();
        assertDoesNotHold(other, ExitCode.SIGNATURE, "bad_note_signature");
        ObjectNode fewer = Samples.erasure(log).toJson();
        fewer.put("entry", Base64Url.encode(new Tombstone(List.of(0L)).entry()));
        assertDoesNotHold(fewer, ExitCode.NOT_INCLUDED, "bad_inclusion");
    }

    @Test
    void receipt_whenTheFileIsAbsent_cannotRead() {
        assertThat(Run.of("receipt", folder.resolve("absent.json"), "--key", key).exitCode()).isEqualTo(3);
    }

    private Run run(ObjectNode json) throws IOException {
        Path file = Files.writeString(folder.resolve("receipt.json"), StrictJson.write(json));
        return Run.of("receipt", file, "--key", key);
    }

    private void assertDoesNotHold(ObjectNode json, int exitCode, String reason) throws IOException {
        Run run = run(json);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.out()).contains(reason);
    }
}
