package org.amana.core.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.Vectors;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TlogProofTest {
    private static final LogSigner SIGNER = LogSigner.generate("log.example", new Random(7));
    private static final LogIdentity LOG = SIGNER.identity();
    private static final TreeHash LEFT = leaf("left");
    private static final TreeHash RIGHT = leaf("right");
    private static final TlogProof PROOF = new TlogProof(1, List.of(LEFT), checkpoint("log.example"));

    @Test
    void verify_whenLeafIsInTheLog_findsNothing() {
        assertThat(PROOF.verify(RIGHT, LOG)).isEmpty();
        assertThat(TlogProof.parse(PROOF.text()).verify(RIGHT, LOG)).isEmpty();
        assertThat(TlogProof.parse(PROOF.text().replace("@v1\n", "@v1\nextra AAAA\n"))).isEqualTo(PROOF);
    }

    @Test
    void verify_whenSomethingDiffers_saysWhat() {
        assertThat(PROOF.verify(LEFT, LOG)).map(Finding::reason).contains("bad_inclusion");
        assertThat(new TlogProof(0, List.of(LEFT), PROOF.checkpoint()).verify(RIGHT, LOG)).map(Finding::reason)
                .contains("bad_inclusion");
        assertThat(new TlogProof(1, List.of(LEFT), checkpoint("other.example")).verify(RIGHT, LOG)).map(Finding::reason)
                .contains("wrong_origin");
        assertThat(new TlogProof(1, List.of(LEFT), PROOF.checkpoint().replace("\n2\n", "\n3\n")).verify(RIGHT, LOG))
                .map(Finding::reason)
                .contains("bad_note_signature");
        assertThat(new TlogProof(1, List.of(LEFT), "no note").verify(RIGHT, LOG)).map(Finding::reason)
                .contains("malformed_note");
    }

    @Test
    void parse_agreesWithVectors() {
        int refused = 0;
        for (JsonNode item : Vectors.anyJson("note/formats/proof-tlog_proof_test.go.json")) {
            String text = item.path("value").stringValue().replace("\\n", "\n");
            if (item.path("name").asString().equals("want")) {
                assertThat(TlogProof.parse(text).text()).isEqualTo(text);
            } else if (item.path("name").asString().equals("proof")) {
                assertThatThrownBy(() -> TlogProof.parse(text)).as(text).isInstanceOf(ProblemException.class);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(6);
    }

    @Property(tries = 500)
    void parse_whateverTheText_throwsNothingElse(@ForAll @StringLength(max = 200) String text) {
        for (String proof : List.of(text, "c2sp.org/tlog-proof@v1\n" + text + "\n\nrest")) {
            try {
                assertThat(TlogProof.parse(proof).index()).isNotNegative();
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isIn("malformed_proof", "malformed_hash");
            }
        }
    }

    private static String checkpoint(String origin) {
        var tree = new CompactTree();
        tree.append(LEFT);
        tree.append(RIGHT);
        return LogSigner.generate(origin, new Random(7))
                .sign(new Checkpoint(origin, 2, tree.root()), Instant.EPOCH.plusSeconds(1));
    }

    private static TreeHash leaf(String entry) {
        return TreeHash.ofLeaf(entry.getBytes(StandardCharsets.UTF_8));
    }
}
