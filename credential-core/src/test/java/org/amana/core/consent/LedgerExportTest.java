package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.Finding;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class LedgerExportTest {
    private final LogSigner log = LogSigner.generate("ledger.example/log", TestRandom.seeded());
    private final LedgerExport export = Samples.export(log);

    private static byte[] bytes(ObjectNode json) {
        return StrictJson.write(json).getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode entry(ObjectNode file, int place) {
        return (ObjectNode) file.path("entries").get(place);
    }

    private List<String> reasons(Consumer<ObjectNode> change) {
        ObjectNode json = export.toJson();
        change.accept(json);
        return LedgerExport.parse(bytes(json))
                .verify(_ -> Optional.of(log.identity()))
                .findings()
                .stream()
                .map(Finding::reason)
                .toList();
    }

    private String code(Consumer<ObjectNode> change) {
        ObjectNode json = export.toJson();
        change.accept(json);
        return Problems.codeOf(() -> LedgerExport.parse(bytes(json)));
    }

    @Test
    void verify_whenGenuine_everyReceiptHolds() {
        LedgerExport read = LedgerExport.parse(bytes(export.toJson()));
        assertThat(read).isEqualTo(export);
        assertThat(read.verify(_ -> Optional.of(log.identity()))).isEqualTo(new ExportVerdict(2, 2, List.of()));
        assertThat(read.verify(claimed -> Optional.of(claimed.claimed())).holds()).isTrue();
    }

    @Test
    void verify_underKeysOfAnImpostorOrNone_nothingHolds() {
        LogIdentity impostor = LogSigner.generate("ledger.example/log", new Random(99)).identity();
        assertThat(export.verify(_ -> Optional.of(impostor)).findings()).extracting(Finding::reason)
                .containsOnly("bad_note_signature")
                .hasSize(3);
        ExportVerdict unknown = export.verify(_ -> Optional.empty());
        assertThat(unknown.verified()).isZero();
        assertThat(unknown.findings()).extracting(Finding::reason).containsOnly("unknown_log").hasSize(2);
    }

    @Test
    void verify_ofAnEntryOfALogThatTheFileDoesNotName_isUnknown() {
        LogSigner other = LogSigner.generate("other.example/log", TestRandom.seeded());
        assertThat(reasons(file -> entry(file, 1).set("receipt", Samples.erasure(other).toJson())))
                .containsExactly("unknown_log");
    }

    @Test
    void verify_whenOneThingDiffers_saysWhichReceipt() {
        assertThat(reasons(file -> entry(file, 0).put("notice", "May the bakery have all?")))
                .containsExactly("notice_mismatch");
        assertThat(reasons(file -> entry(file, 0).put("kind", "REFUSED"))).containsExactly("entry_differs");
        assertThat(reasons(file -> entry(file, 0).put("at", "2020-01-01T00:00:00Z"))).containsExactly("entry_differs");
        assertThat(reasons(file -> ((ObjectNode) entry(file, 0).path("receipt")).put("salt",
                Base64Url.encode(new byte[64])))).containsExactly("commitment_mismatch");
        ObjectNode json = export.toJson();
        ((ObjectNode) entry(json, 0).path("receipt")).put("salt", Base64Url.encode(new byte[64]));
        assertThat(LedgerExport.parse(bytes(json)).verify(_ -> Optional.of(log.identity())).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).startsWith("receipt 1 (GIVEN): "));
    }

    @Test
    void verify_whenTheLogSignedTwoRecordsOfOneSize_isForked() {
        ObjectNode json = export.toJson();
        ((ArrayNode) json.path("entries")).add(Samples.export(log, "another neighbour").entries().getFirst().toJson());
        assertThat(LedgerExport.parse(bytes(json)).verify(_ -> Optional.of(log.identity())).findings())
                .extracting(Finding::reason)
                .containsExactly("forked");
    }

    @Test
    void parse_whenMalformed_isRefusedWhole() {
        assertThat(code(file -> file.put("type", "https://amana.example/consent/export/v2")))
                .isEqualTo("malformed_export");
        assertThat(code(file -> file.remove("entries"))).isEqualTo("malformed_export");
        assertThat(code(file -> file.put("logs", "none"))).isEqualTo("malformed_export");
        assertThat(code(file -> file.put("made_at", "yesterday"))).isEqualTo("malformed_event");
        assertThat(code(file -> file.put("relations", "sealed"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 0).remove("receipt"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 0).put("kind", "FORGOTTEN"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 1).put("kind", "GIVEN"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 0).put("party", "Bakery"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 0).putObject("party").put("<en>", "Bakery"))).isEqualTo("malformed_export");
        assertThat(code(file -> entry(file, 0).put("notice", "x".repeat(20_001)))).isEqualTo("malformed_export");
        assertThat(code(file -> ((ObjectNode) entry(file, 0).path("receipt")).put("proof", "none")))
                .isEqualTo("malformed_proof");
        assertThat(code(file -> ((ArrayNode) file.path("logs")).add(file.path("logs").get(0))))
                .isEqualTo("malformed_export");
        assertThat(code(file -> ((ObjectNode) file.path("logs").get(0)).put("origin", "other.example/log")))
                .isEqualTo("malformed_export");
        assertThat(code(file -> ((ObjectNode) file.path("logs").get(0)).putArray("keys"))).isEqualTo(
                "malformed_export");
    }

    @Test
    void parse_atTheLimitsOfCount_isReadAndBeyondThemRefused() {
        ObjectNode one = export.entries().get(1).toJson();
        for (int count : new int[]{LedgerExport.MAX_ENTRIES, LedgerExport.MAX_ENTRIES + 1}) {
            ObjectNode json = export.toJson();
            ArrayNode entries = json.putArray("entries");
            for (int i = 0; i < count; i++) {
                entries.add(StrictJson.object());
            }
            assertThat(Problems.of(() -> LedgerExport.parse(json)).detail())
                    .contains(count > LedgerExport.MAX_ENTRIES ? "at most" : "an entry has a receipt");
        }
        assertThat(one.path("kind").stringValue()).isEqualTo("FORGOTTEN");
    }

    @Test
    void parse_ofDamagedBytes_neverFailsOtherwiseThanWithAProblem() {
        byte[] genuine = bytes(export.toJson());
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = genuine.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            assertThat(Problems.onlyProblemsFrom(() -> LedgerExport.parse(damaged)
                    .verify(_ -> Optional.of(log.identity())))).isTrue();
        }
    }
}
