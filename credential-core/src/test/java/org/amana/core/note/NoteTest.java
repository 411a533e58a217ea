package org.amana.core.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.Vectors;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NoteTest {
    private static final VerifierKey EXAMPLE = VerifierKey
            .parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    /** The example of C2SP signed-note, "Verifier keys". */
    private static final String NOTE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void verify_whenExampleOfTheSpecification_givesTheText() {
        VerifiedNote note = UnverifiedNote.parse(NOTE).verify(List.of(EXAMPLE));
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.signers()).containsExactly(EXAMPLE);
    }

    @Test
    void verify_whenCheckpointOfTheGoSumDatabase_givesTheTree() {
        VerifierKey go = VerifierKey.parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
        String note = vector("log-note_test.go.json", "noteString");
        VerifiedNote verified = UnverifiedNote.parse(note).verify(List.of(go));
        Checkpoint checkpoint = Checkpoint.of(verified, "go.sum database tree");
        assertThat(checkpoint.treeSize()).isEqualTo(6_476_701);
        assertThat(checkpoint.text()).isEqualTo(verified.text());
        assertThatThrownBy(() -> Checkpoint.of(verified, "another log")).hasMessageContaining("wrong_origin");
    }

    @Test
    void verify_whenWitnessLineStandsBesides_passesItOver() {
        String note = Vectors.text("note/c2sp/tlog-cosignature-1.txt");
        assertThat(UnverifiedNote.parse(note).claimedOrigin()).isEqualTo("example.com/behind-the-sofa");
        assertThatThrownBy(() -> UnverifiedNote.parse(note).verify(List.of(EXAMPLE)))
                .hasMessageContaining("no known key");
    }

    @Test
    void verify_whenTextSignatureOrKeyDiffers_isRefused() {
        refuse(NOTE.replace("example message", "example massage"), "bad_note_signature");
        refuse(NOTE.replace("neyaQM=", "neyaQI="), "bad_note_signature");
        refuse(NOTE.replace("example.com/foo", "example.com/fo"), "bad_note_signature");
        refuse(NOTE + "\u2014 example.com/foo Uw2QOgAAAAA=\n", "bad_note_signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n\u2014 name\n",
            "text\n\n\u2014 na+me AAAAAAA=\n", "text\n\n\u2014  AAAAAAA=\n", "text\n\n\u2014 name AAAA\n",
            "text\n\n\u2014 name !!!!\n", "te\rxt\n\n\u2014 name AAAAAAA=\n", "te\u0000xt\n\n\u2014 name AAAAAAA=\n",
            "text\n\n\u2014 name AAAAAAA=", "text\n\u2014 name AAAAAAA=\n"})
    void parse_whenNotASignedNote_isRefused(String note) {
        refuse(note, "malformed_note");
    }

    @Test
    void parse_atSixteenSignatures_isAcceptedAndOverAHundredNot() {
        String line = "\u2014 name AAAAAAA=\n";
        assertThat(UnverifiedNote.parse("text\n\n" + line.repeat(16)).claimedOrigin()).isEqualTo("text");
        refuse("text\n\n" + line.repeat(101), "malformed_note");
    }

    @Property(tries = 500)
    void parse_whateverTheText_throwsNothingElse(@ForAll @StringLength(max = 200) String text) {
        for (String note : List.of(text, "text\n\n\u2014 " + text + "\n")) {
            try {
                UnverifiedNote.parse(note).verify(List.of(EXAMPLE));
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(NoteProblem.class);
            }
        }
    }

    @Test
    void signer_whenPublishedKey_derivesItsVerifierKeyAndSignsWhatItVerifies() {
        NoteSigner signer = NoteSigner.parse(vector("log-note_test.go.json", "logSK"));
        assertThat(signer.verifierKey().vkey()).isEqualTo(vector("log-note_test.go.json", "logVK"));
        assertThat(
                UnverifiedNote.parse("text\n\n" + signer.sign("text\n")).verify(List.of(signer.verifierKey())).text())
                .isEqualTo("text\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rekor.sigstore.dev+12345678+THIS_IS_NOT_BASE64!", "rekor.sigstore.dev+12345678+AwEB",
            "rekor.sigstore.dev+NOT_A_NUMBER+", "name", "",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
    void verifierKey_whenMalformed_isRefused(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).hasMessageContaining("malformed_note_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log\n1\n", "\n1\nAAAA\n", "log\n01\nX\n", "log\n-1\nX\n", "log\n99999999999999999999\nX\n",
            "log\n9223372036854775808\nX\n", "log\n1\nnot base64\n", "log\n1\nAAAA\n",
            "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
            "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "log\n0\nuQeRkm5NMpJWZG3hSuFU47DEQpj8HBSa+/TImW+5JCe=\n"})
    void checkpoint_whenMalformed_isRefused(String text) {
        assertThatThrownBy(
                () -> Checkpoint.parseText(text.replace("X", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")))
                .isInstanceOf(ProblemException.class);
    }

    private static void refuse(String note, String code) {
        assertThatThrownBy(() -> UnverifiedNote.parse(note).verify(List.of(EXAMPLE)))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    private static String vector(String file, String name) {
        for (JsonNode item : Vectors.anyJson("note/formats/" + file)) {
            if (item.path("name").asString("").equals(name)) {
                return item.path("value").stringValue();
            }
        }
        throw new AssertionError(name + " is missing in " + file);
    }
}
