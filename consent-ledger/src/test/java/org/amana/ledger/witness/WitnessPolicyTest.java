package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessPolicyTest {
    private static final TestLog OWN = TestLog.named("own.example/tlog");
    private static final TestLog OTHER = TestLog.named("other.example/tlog");
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void read_withoutFile_knowsNobody() {
        assertThat(WitnessPolicy.read(Optional.empty(), OWN.identity()).log(OTHER.origin())).isEmpty();
    }

    @Test
    void read_whenLogsAreListed_demandsAllTheirKeysAndPassesItselfOver() throws Exception {
        WitnessPolicy policy = read(OWN.policyLines("") + OTHER.policyLines("https://other.example/tlog")
                + "quorum none\n");
        assertThat(policy.log(OWN.origin())).isEmpty();
        assertThat(policy.log(OTHER.origin())).hasValueSatisfying(log -> {
            assertThat(log.identity()).isEqualTo(OTHER.identity());
            assertThat(log.url()).hasToString("Optional[https://other.example/tlog]");
            assertThat(policy.logByHash(KnownLog.hash(OTHER.origin()))).contains(log);
        });
        assertThat(policy.logByHash("")).isEmpty();
    }

    @Test
    void read_whenItGivesThisLogOtherKeys_isRefused() {
        TestLog impostor = TestLog.named(OWN.origin());
        assertThatThrownBy(() -> read(impostor.policyLines("") + "quorum none\n"))
                .hasMessageContaining("not those of this ledger");
        String half = OWN.policyLines("").lines().findFirst().orElseThrow();
        assertThatThrownBy(() -> read(half + "\nquorum none\n")).hasMessageContaining("not those of this ledger");
    }

    @Test
    void read_whenMalformedOrAbsent_isRefusedAndNamesTheLine() {
        assertThatThrownBy(() -> read("quorum none\nlog nonsense\n")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> WitnessPolicy.read(Optional.of(folder.resolve("none")), OWN.identity()))
                .hasMessageContaining("cannot be read");
    }

    private WitnessPolicy read(String policy) throws Exception {
        return WitnessPolicy.read(Optional.of(Files.writeString(folder.resolve("policy"), policy)), OWN.identity());
    }
}
