package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.Finding;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ConsentReceiptTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    private final EphemeralKey person = EphemeralKey.generate();
    private final Opening opening = Opening.make(EventSignature.sign(Samples.given(person), person),
            TestRandom.seeded());
    private final ConsentReceipt receipt = Samples.receipt(opening, log);

    @Test
    void verify_whenGenuine_isVerifiedOffline() {
        ConsentReceipt read = ConsentReceipt.parse(StrictJson.write(receipt.toJson()).getBytes(StandardCharsets.UTF_8));
        assertThat(read.verify(log.identity())).isInstanceOfSatisfying(ReceiptVerdict.Verified.class,
                verified -> {
                    assertThat(verified.event().kind()).isEqualTo(EventKind.GIVEN);
                    assertThat(verified.index()).isEqualTo(1);
                    assertThat(verified.checkpoint().treeSize()).isEqualTo(2);
                });
    }

    @Test
    void verify_whenFromAnotherLogOrUnderAnotherKey_saysSo() {
        LogSigner other = LogSigner.generate("other.example/log", TestRandom.seeded());
        assertThat(reasons(receipt, other)).containsExactly("wrong_origin");
        LogSigner impostor = LogSigner.generate("ledger.example/log", new java.util.Random(99));
        assertThat(reasons(receipt, impostor)).containsExactly("bad_note_signature");
    }

    @Test
    void verify_whenSaltEventCommitmentOrProofDiffers_findsEachReason() {
        byte[] salt = opening.salt();
        salt[5] ^= 1;
        assertThat(changed(json -> json.put("salt", Base64Url.encode(salt)))).containsExactly("commitment_mismatch");
        ObjectNode event = StrictJson.parseObject(opening.event(), 100_000).put("retention", "P9M");
        assertThat(changed(json -> json.put("event", Base64Url.encode(StrictJson.canonical(event)))))
                .containsExactly("bad_actor_signature", "commitment_mismatch");
        byte[] commitment = opening.commitment().bytes();
        commitment[32] ^= 1;
        assertThat(changed(json -> json.put("commitment", Base64Url.encode(commitment))))
                .containsExactly("commitment_mismatch", "bad_inclusion");
        assertThat(changed(json -> json.put("proof", json.path("proof").stringValue().replace("index 1", "index 0"))))
                .containsExactly("bad_inclusion");
    }

    @Test
    void parse_whenMalformed_isRefused() {
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(json -> json.remove("type"),
                json -> json.remove("proof"), json -> json.put("salt", "AAAA"), json -> json.put("commitment", "AAAA"),
                json -> json.put("event", "=="), json -> json.put("proof", "nothing"))) {
            ObjectNode json = receipt.toJson();
            change.accept(json);
            assertThatThrownBy(() -> ConsentReceipt.parse(json))
                    .isInstanceOf(org.amana.core.problem.ProblemException.class);
        }
    }

    @Test
    void commitment_isAsTheLedgerIsSpecified() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(opening.salt(), "HmacSHA256"));
        mac.update("amana/consent/v1".getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        byte[] hmac = mac.doFinal(opening.event());
        assertThat(HexFormat.of().formatHex(opening.commitment().bytes()))
                .isEqualTo("01" + HexFormat.of().formatHex(hmac));
        assertThat(opening.salt()).hasSize(64);
        assertThatThrownBy(() -> Commitment.of(new byte[33])).hasMessageContaining("malformed_commitment");
        assertThatThrownBy(() -> Commitment.parse(Base64.getEncoder().encodeToString(new byte[34])))
                .hasMessageContaining("malformed_commitment");
    }

    private List<String> changed(Consumer<ObjectNode> change) {
        ObjectNode json = receipt.toJson();
        change.accept(json);
        return reasons(ConsentReceipt.parse(json), log);
    }

    private static List<String> reasons(ConsentReceipt receipt, LogSigner log) {
        return receipt.verify(log.identity()) instanceof ReceiptVerdict.Rejected rejected
                ? rejected.findings().stream().map(Finding::reason).toList()
                : List.of();
    }
}
