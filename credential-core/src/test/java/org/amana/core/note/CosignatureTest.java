package org.amana.core.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.amana.core.merkle.TreeHash;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CosignatureTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example", 7, TreeHash.ofLeaf(new byte[1]));
    private static final String TEXT = CHECKPOINT.text();

    @Nested
    class SignedMessage {
        @Test
        void ofText_isTheExampleOfTheSpecification() {
            String text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
            assertThat(CosignedMessage.ofText(1_679_315_147, text)).asString()
                    .isEqualTo("cosignature/v1\ntime 1679315147\n" + text);
        }

        /** Laid out by hand after tlog-cosignature, "ML-DSA-44 signed message". */
        @Test
        void ofSubtree_isTheStructureByteForByte() {
            TreeHash hash = TreeHash.of(new byte[TreeHash.BYTES]);
            assertThat(CosignedMessage.ofSubtree("ab", 1, "cde", 0, 258, hash)).isEqualTo(HexFormat.of()
                    .parseHex("737562747265652f76310a00" + "026162" + "0000000000000001" + "03636465"
                            + "0000000000000000" + "0000000000000102" + "00".repeat(32)));
        }

        @Test
        void ofSubtree_whenATimeIsSaidOfAPart_orANameIsTooLong_isRefused() {
            TreeHash hash = CHECKPOINT.root();
            assertThat(CosignedMessage.ofSubtree("w", 0, "log", 4, 8, hash)).isNotEmpty();
            assertThatThrownBy(() -> CosignedMessage.ofSubtree("w", 1, "log", 4, 8, hash))
                    .isInstanceOf(ProblemException.class);
            assertThat(CosignedMessage.ofSubtree("w", 1, "l".repeat(255), 0, 8, hash)).isNotEmpty();
            assertThatThrownBy(() -> CosignedMessage.ofSubtree("w", 1, "l".repeat(256), 0, 8, hash))
                    .isInstanceOf(ProblemException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COSIGNATURE_V1", "ML_DSA_44"})
    void verify_whenCosigned_saysWhoAndWhen(SignatureType type) {
        NoteSigner witness = witness(type);
        VerifiedNote note = UnverifiedNote.parse(TEXT + "\n" + witness.cosign(TEXT, NOON))
                .verify(List.of(witness.verifierKey()));
        assertThat(note.signatures())
                .containsExactly(new NoteSignature(witness.verifierKey(), Optional.of(NOON)));
    }

    @Test
    void note_ofWhatIsVerified_holdsKnownSignaturesOnceAndNothingOfOthers() {
        NoteSigner witness = witness(SignatureType.COSIGNATURE_V1);
        LogSigner log = LogSigner.generate("log.example", TestRandom.seeded());
        String signed = log.sign(CHECKPOINT, NOON);
        String cosignature = witness.cosign(TEXT, NOON);
        UnverifiedNote note = UnverifiedNote.parse(signed + cosignature + signed.substring(signed.indexOf('\u2014')));

        assertThat(log.identity().openSigned(note).note()).isEqualTo(signed);
        assertThat(log.identity().openSigned(note).checkpoint()).isEqualTo(CHECKPOINT);
        assertThat(note.verify(List.of(witness.verifierKey())).lines()).containsExactly(cosignature);
    }

    @ParameterizedTest
    @EnumSource(names = {"COSIGNATURE_V1", "ML_DSA_44"})
    void verify_whenTimeTextOrAnyBitDiffers_isRefused(SignatureType type) {
        NoteSigner witness = witness(type);
        String line = witness.cosign(TEXT, NOON);
        byte[] value = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1).strip());
        for (int at : new int[]{4, 11, 12, value.length / 2, value.length - 1}) {
            byte[] changed = value.clone();
            changed[at] ^= 1;
            refuse(TEXT + "\n" + line(changed), witness);
        }
        byte[] negative = value.clone();
        negative[4] = (byte) 0x80; // C2SP tlog-cosignature: a timestamp must not exceed 2^63 - 1
        refuse(TEXT + "\n" + line(negative), witness);
        refuse(TEXT + "\n" + line(java.util.Arrays.copyOf(value, value.length - 1)), witness);
        refuse(TEXT.replace("\n7\n", "\n8\n") + "\n" + line, witness);
    }

    @ParameterizedTest
    @EnumSource(names = {"COSIGNATURE_V1", "ML_DSA_44"})
    void cosign_whenRepeated_givesTheSameBytesAndOthersAtAnotherTime(SignatureType type) {
        NoteSigner witness = witness(type);
        assertThat(witness.cosign(TEXT, NOON)).isEqualTo(NoteSigner.parse(witness.text()).cosign(TEXT, NOON))
                .isNotEqualTo(witness.cosign(TEXT, NOON.plusSeconds(1)));
    }

    @Test
    void verify_whenALogsSignatureIsPassedOffAsACosignature_isRefused() {
        byte[] seed = new byte[32];
        NoteSigner log = signer("w.example", SignatureType.ED25519, seed);
        NoteSigner witness = signer("w.example", SignatureType.COSIGNATURE_V1, seed);
        String line = log.sign(TEXT);
        byte[] raw = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1).strip());
        byte[] posing = ByteBuffer.allocate(4 + 8 + 64)
                .putInt(witness.verifierKey().id())
                .putLong(NOON.getEpochSecond())
                .put(raw, 4, 64)
                .array();
        refuse(TEXT + "\n" + line("w.example", posing), witness);
    }

    @Test
    void verify_whenAnMlDsaKeyMeetsATextThatIsNoCheckpoint_isRefused() {
        NoteSigner witness = witness(SignatureType.ML_DSA_44);
        assertThatThrownBy(() -> witness.cosign("no checkpoint\n", NOON)).hasMessageContaining("malformed_checkpoint");
        refuse("no checkpoint\n\n" + witness.cosign(TEXT, NOON), witness);
    }

    @Test
    void verify_whenTheNameIsAnothers_isRefusedByMlDsaWhichCommitsToIt() {
        byte[] seed = new byte[32];
        NoteSigner one = signer("one.example", SignatureType.ML_DSA_44, seed);
        NoteSigner two = signer("two.example", SignatureType.ML_DSA_44, seed);
        String line = one.cosign(TEXT, NOON);
        byte[] value = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1).strip());
        ByteBuffer.wrap(value).putInt(two.verifierKey().id());
        refuse(TEXT + "\n" + line("two.example", value), two);
    }

    @ParameterizedTest
    @EnumSource
    void signer_whenReadFromItsText_isTheSame(SignatureType type) {
        NoteSigner signer = witness(type);
        assertThat(NoteSigner.parse(signer.text()).verifierKey()).isEqualTo(signer.verifierKey());
        assertThat(VerifierKey.parse(signer.verifierKey().vkey())).isEqualTo(signer.verifierKey());
    }

    @Nested
    class BothKeysOfALog {
        private final LogSigner log = LogSigner.generate("log.example", TestRandom.seeded());

        @Test
        void open_whenBothSigned_givesTheCheckpoint() {
            String note = log.sign(CHECKPOINT, NOON);
            assertThat(log.identity().open(UnverifiedNote.parse(note))).isEqualTo(CHECKPOINT);
            assertThat(LogSigner.parse(log.text()).identity()).isEqualTo(log.identity());
            assertThat(LogIdentity.parse(log.identity().text())).isEqualTo(log.identity());
        }

        @Test
        void open_whenOneSignatureIsMissing_isRefused() {
            String[] parts = log.sign(CHECKPOINT, NOON).split("\n\n", 2);
            for (String line : parts[1].lines().toList()) {
                assertThatThrownBy(() -> log.identity().open(UnverifiedNote.parse(parts[0] + "\n\n" + line + "\n")))
                        .hasMessageContaining("missing_note_signature");
            }
        }

        @Test
        void parse_whenTheKeysAreOfTwoLogsOrOneIsMissing_isRefused() {
            LogSigner other = LogSigner.generate("other.example", new java.util.Random(3));
            String first = log.text().lines().findFirst().orElseThrow();
            String second = other.text().lines().toList().getLast();
            assertThatThrownBy(() -> LogSigner.parse(first)).hasMessageContaining("malformed_note_key");
            assertThatThrownBy(() -> LogSigner.parse(first + "\n" + second)).hasMessageContaining("malformed_note_key");
            assertThatThrownBy(() -> LogSigner.parse(first + "\n" + first)).hasMessageContaining("malformed_note_key");
            assertThatThrownBy(() -> LogIdentity.parse(log.identity().text() + other.identity().text()))
                    .hasMessageContaining("malformed_note_key");
            assertThatThrownBy(() -> LogIdentity.parse("\n")).hasMessageContaining("malformed_note_key");
        }
    }

    private static NoteSigner witness(SignatureType type) {
        return NoteSigner.generate("w.example", type, TestRandom.seeded());
    }

    private static NoteSigner signer(String name, SignatureType type, byte[] seed) {
        return NoteSigner.generate(name, type, () -> ByteBuffer.wrap(seed).getLong());
    }

    private static String line(byte[] value) {
        return line("w.example", value);
    }

    private static String line(String name, byte[] value) {
        return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(value) + "\n";
    }

    private static void refuse(String note, NoteSigner signer) {
        assertThatThrownBy(() -> UnverifiedNote.parse(note).verify(List.of(signer.verifierKey())))
                .isInstanceOfSatisfying(ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("bad_note_signature"));
    }
}
