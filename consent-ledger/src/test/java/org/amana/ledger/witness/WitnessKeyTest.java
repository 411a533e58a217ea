package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.amana.core.note.SignatureType;
import org.amana.core.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessKeyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path keys;

    @Test
    void openOrCreate_whenThereIsNone_makesTwoKeysOnlyTheOwnerReads() throws Exception {
        WitnessKey made = open(Optional.empty());
        assertThat(made.verifierKeys()).extracting(VerifierKey::type)
                .containsExactly(SignatureType.COSIGNATURE_V1, SignatureType.ML_DSA_44);
        assertThat(made.name()).isEqualTo("node.example/witness");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("witness.key"))))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(keys.resolve("witness.vkey")))
                .isEqualTo(made.verifierKeys().stream().map(VerifierKey::vkey).toList());
        assertThat(Files.readString(keys.resolve("witness.vkey"))).doesNotContain("PRIVATE");
    }

    @Test
    void openOrCreate_whenThereIsOne_readsItAndPutsALostPublicHalfBack() throws Exception {
        WitnessKey made = open(Optional.of("w.example"));
        Files.delete(keys.resolve("witness.vkey"));
        assertThat(open(Optional.empty()).verifierKeys()).isEqualTo(made.verifierKeys());
        assertThat(keys.resolve("witness.vkey")).exists();
    }

    @Test
    void openOrCreate_whenTheNameIsAnother_isRefused() {
        open(Optional.of("w.example"));
        assertThatThrownBy(() -> open(Optional.of("v.example"))).hasMessageContaining("a witness keeps its name");
    }

    @Test
    void openOrCreate_whenTheFileHoldsOtherKeys_isRefused() throws Exception {
        open(Optional.empty());
        List<String> lines = Files.readAllLines(keys.resolve("witness.key"));
        for (List<String> wrong : List.of(lines.subList(0, 1), lines.reversed(),
                List.of(lines.getFirst(), lines.getFirst()))) {
            Files.write(keys.resolve("witness.key"), wrong);
            assertThatThrownBy(() -> open(Optional.empty())).hasMessageContaining("two lines");
        }
    }

    private WitnessKey open(Optional<String> name) {
        return WitnessKey.openOrCreate(keys, name, "node.example/witness", new SecureRandom());
    }
}
