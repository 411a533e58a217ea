package org.amana.core.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example", 7, TreeHash.ofLeaf(new byte[1]));
    private static final LogSigner LOG = LogSigner.generate("log.example", new Random(1));
    private static final NoteSigner X1 = witness("x1.example", SignatureType.ML_DSA_44, 2);
    private static final NoteSigner X2 = witness("x2.example", SignatureType.COSIGNATURE_V1, 3);
    private static final NoteSigner Y1 = witness("y1.example", SignatureType.COSIGNATURE_V1, 4);
    private static final String WITNESSES = "witness X1 %s https://x1.example/\nwitness X2 %s\nwitness Y1 %s\n"
            .formatted(X1.verifierKey().vkey(), X2.verifierKey().vkey(), Y1.verifierKey().vkey());
    private static final String LOGS = LOG.identity()
            .keys()
            .stream()
            .map(key -> "log " + key.vkey() + "\n")
            .collect(Collectors.joining());

    @Test
    void open_whenTheQuorumIsMet_givesTheCheckpoint() {
        TrustPolicy policy = policy("group X any X1 X2\ngroup both all X Y1\nquorum both\n");
        assertThat(policy.open(note(X1, Y1))).isEqualTo(CHECKPOINT);
        assertThat(policy.open(note(X2, Y1))).isEqualTo(CHECKPOINT);
        refuse(policy, note(X1, X2), "quorum_not_met");
        refuse(policy, note(Y1), "quorum_not_met");
        refuse(policy, note(), "quorum_not_met");
    }

    @Test
    void open_whenAThresholdIsSet_countsMembersAndNotSignatures() {
        TrustPolicy policy = policy("group two 2 X1 X2 Y1\nquorum two\n");
        assertThat(policy.open(note(X2, Y1))).isEqualTo(CHECKPOINT);
        refuse(policy, note(X1, X1), "quorum_not_met");
    }

    @Test
    void open_whenTheQuorumIsNone_demandsTheLogsOwnKeys() {
        TrustPolicy policy = policy("quorum none\n");
        assertThat(policy.open(note())).isEqualTo(CHECKPOINT);
        String signed = LOG.sign(CHECKPOINT, NOON);
        String halved = signed.substring(0, signed.lastIndexOf("\u2014"));
        refuse(policy, UnverifiedNote.parse(halved), "missing_note_signature");
        refuse(policy, UnverifiedNote.parse(signed.replace("\n7\n", "\n8\n")), "bad_note_signature");
        LogSigner stranger = LogSigner.generate("other.example", new Random(9));
        refuse(policy, UnverifiedNote.parse(stranger.sign(
                new Checkpoint("other.example", 7, CHECKPOINT.root()), NOON)), "unknown_log");
    }

    @Test
    void open_whenAWitnessLineIsForged_condemnsTheNote() {
        String forged = X2.cosign(new Checkpoint("log.example", 8, CHECKPOINT.root()).text(), NOON);
        refuse(policy("quorum none\n"), UnverifiedNote.parse(LOG.sign(CHECKPOINT, NOON) + forged),
                "bad_note_signature");
    }

    @Test
    void parse_whenCommentsBlanksAndTabsStandBetween_readsOn() {
        String policy = "# who we trust \u00e9\n\n \t" + LOGS.replace(" ", " \t ") + WITNESSES + "\tquorum   X1 \n";
        assertThat(TrustPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)).witnesses()).hasSize(3);
        assertThat(TrustPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)).witnesses().getFirst().url())
                .hasToString("Optional[https://x1.example/]");
    }

    @Test
    void parse_whenThirtyTwoLogsWitnessesAndGroups_isSupported() {
        String file = IntStream.range(0, 32)
                .mapToObj(i -> "log " + NoteSigner.generate("l" + i, new Random(100 + i)).verifierKey().vkey() + "\n"
                        + "witness w" + i + " " + witness("w" + i, SignatureType.COSIGNATURE_V1, 200 + i)
                                .verifierKey()
                                .vkey()
                        + "\ngroup g" + i + " all w" + i + "\n")
                .collect(Collectors.joining()) + "quorum g31\n";
        assertThat(TrustPolicy.parse(bytes(file)).logs()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "quorum none", "quorum X\n", "quorum none\nquorum none\n", "quorum\n",
            "WITNESSES group g 0 X1\nquorum g\n", "WITNESSES group g 3 X1 X2\nquorum g\n",
            "WITNESSES group g 01 X1\nquorum g\n", "WITNESSES group g all\nquorum g\n",
            "WITNESSES group g all X1 X1\nquorum g\n", "WITNESSES group g all none\nquorum g\n",
            "WITNESSES group g all later\nquorum g\n", "WITNESSES group X1 all X2\nquorum X1\n",
            "WITNESSES group g all X1\ngroup h all X1\nquorum g\n", "WITNESSES WITNESSES quorum none\n",
            "LOGS LOGS quorum none\n", "log X\nquorum none\n", "witness none KEY\nquorum none\n",
            "witness w LOGKEY\nquorum w\n", "log KEY\nquorum none\n", "unknown line\nquorum none\n",
            "quorum none\n\u0001\n", "quorum none\r\n", "quorum none\n\u007f"})
    void parse_whenMalformed_isRefused(String file) {
        String policy = file.replace("WITNESSES ", WITNESSES)
                .replace("LOGS ", LOGS)
                .replace("LOGKEY", LOG.identity().keys().getFirst().vkey())
                .replace("KEY", Y1.verifierKey().vkey());
        assertThatThrownBy(() -> TrustPolicy.parse(bytes(policy)))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("malformed_policy"));
    }

    @Property(tries = 300)
    void parse_whateverTheText_throwsNothingElse(@ForAll @StringLength(max = 120) String text) {
        for (String file : new String[]{text, "quorum none\n" + text + "\n", WITNESSES + "group " + text + "\n"}) {
            try {
                TrustPolicy.parse(bytes(file));
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(WitnessProblem.MalformedPolicy.class);
            }
        }
    }

    private static TrustPolicy policy(String rules) {
        return TrustPolicy.parse(bytes(LOGS + WITNESSES + rules));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UnverifiedNote note(NoteSigner... cosigners) {
        var note = new StringBuilder(LOG.sign(CHECKPOINT, NOON));
        for (NoteSigner cosigner : cosigners) {
            note.append(cosigner.cosign(CHECKPOINT.text(), NOON));
        }
        return UnverifiedNote.parse(note.toString());
    }

    private static NoteSigner witness(String name, SignatureType type, int seed) {
        return NoteSigner.generate(name, type, new Random(seed));
    }

    private static void refuse(TrustPolicy policy, UnverifiedNote note, String code) {
        assertThatThrownBy(() -> policy.open(note)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
