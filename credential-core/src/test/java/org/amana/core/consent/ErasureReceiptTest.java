package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureReceiptTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    private final ErasureReceipt receipt = Samples.erasure(log);

    @Test
    void verify_whenGenuine_holds() {
        ErasureReceipt read = ErasureReceipt.parse(receipt.toJson());
        assertThat(read).isEqualTo(receipt);
        assertThat(read.verify(log.identity())).isEmpty();
    }

    @Test
    void verify_whenForgedOrForeignOrOfOtherLeaves_saysWhy() {
        assertThat(reason(receipt, LogSigner.generate("other.example/log", TestRandom.seeded())))
                .isEqualTo("wrong_origin");
        assertThat(reason(receipt, LogSigner.generate("ledger.example/log", new java.util.Random(5))))
                .isEqualTo("bad_note_signature");
        assertThat(reason(new ErasureReceipt(new Tombstone(List.of(0L)), receipt.proof()), log))
                .isEqualTo("bad_inclusion");
        assertThat(reason(new ErasureReceipt(new Tombstone(List.of(0L, 7L)), receipt.proof()), log))
                .as("leaves that came later")
                .isEqualTo("wrong_order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0002", "\u0001{\"leaves\":[1],\"type\":\"tombstone\"}", "\u0002{\"leaves\":[1]}",
            "\u0002{\"leaves\":[],\"type\":\"tombstone\"}", "\u0002{\"leaves\":[2,1],\"type\":\"tombstone\"}",
            "\u0002{\"leaves\":[1,1],\"type\":\"tombstone\"}", "\u0002{\"leaves\":[-1],\"type\":\"tombstone\"}",
            "\u0002{\"leaves\":[1.5],\"type\":\"tombstone\"}", "\u0002{\"leaves\":[\"1\"],\"type\":\"tombstone\"}",
            "\u0002{\"leaves\":[99999999999999999999],\"type\":\"tombstone\"}",
            "\u0002{\"leaves\":[1], \"type\":\"tombstone\"}", "\u0002{\"type\":\"tombstone\",\"leaves\":[1]}",
            "\u0002{\"leaves\":[1],\"type\":\"tombstone\",\"whom\":\"x\"}",
            "\u0002{\"leaves\":[1],\"type\":\"party\"}"})
    void tombstone_whenNotInItsOneForm_isRefused(String entry) {
        assertThatThrownBy(() -> Tombstone.parse(entry.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void tombstone_whenOfMoreLeavesThanAnEntryHolds_isRefused() {
        List<Long> most = LongStream.range(9_000_000_000_000_000L, 9_000_000_000_000_000L + Tombstone.MAX_LEAVES)
                .boxed()
                .toList();
        assertThat(new Tombstone(most).entry()).hasSizeLessThan(65_536);
        assertThatThrownBy(() -> new Tombstone(LongStream.rangeClosed(0, Tombstone.MAX_LEAVES).boxed().toList()))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void parse_whenNotAReceiptOfAnErasure_isRefused() {
        assertThatThrownBy(() -> ErasureReceipt.parse(StrictJson.object())).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ErasureReceipt.parse(receipt.toJson().put("type", ConsentReceipt.TYPE)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ErasureReceipt.parse(receipt.toJson().put("entry", "AQ")))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> ErasureReceipt.parse(receipt.toJson().put("proof", "none")))
                .isInstanceOf(ProblemException.class);
    }

    private static String reason(ErasureReceipt receipt, LogSigner log) {
        return receipt.verify(log.identity()).map(Finding::reason).orElse("");
    }
}
