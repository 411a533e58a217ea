package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.note.VerifierKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessPolicyTest {
    private static final TestLog OWN = TestLog.named("own.example/tlog");
    private static final TestLog OTHER = TestLog.named("other.example/tlog");
    private static final List<VerifierKey> OWN_WITNESS = List.of(witness("own.example/witness"));
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void read_withoutFile_knowsNobody() {
        assertThat(WitnessPolicy.read(Optional.empty(), OWN.identity(), OWN_WITNESS).log(OTHER.origin())).isEmpty();
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
        assertThatThrownBy(() -> WitnessPolicy.read(Optional.of(folder.resolve("none")), OWN.identity(), OWN_WITNESS))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void read_whenWitnessesAreListed_asksThoseWithAnAddressAndNeverItself() throws Exception {
        VerifierKey court = witness("court.example");
        VerifierKey courtToo = witness("court.example");
        WitnessPolicy policy = read("witness a " + court.vkey() + " https://court.example/witness\n"
                + "witness b " + courtToo.vkey() + " https://court.example/witness\n"
                + "witness c " + witness("silent.example").vkey() + "\n"
                + "witness d " + OWN_WITNESS.getFirst().vkey() + " https://own.example/witness\n"
                + "group e 2 a b d\nquorum e\n");
        assertThat(policy.witnesses()).isEqualTo(
                Map.of(URI.create("https://court.example/witness"), List.of(court, courtToo)));
        assertThat(policy.quorum()).hasValueSatisfying(quorum -> {
            assertThat(quorum.isMetBy(Set.of(court, courtToo))).isTrue();
            assertThat(quorum.isMetBy(Set.of(court))).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"court.example", "ftp://court.example/", "https:court", "https://user@court.example/",
            "https://court.example/#a", "https://court.example/?a=b"})
    void read_whenAnAddressCannotBeCalled_isRefused(String url) {
        assertThatThrownBy(() -> read("witness a " + witness("court.example").vkey() + " " + url + "\nquorum none\n"))
                .hasMessageContaining("no address");
        assertThatThrownBy(() -> read(OTHER.policyLines(url) + "quorum none\n")).hasMessageContaining("no address");
    }

    private static VerifierKey witness(String name) {
        return NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom()).verifierKey();
    }

    private WitnessPolicy read(String policy) throws Exception {
        return WitnessPolicy.read(Optional.of(Files.writeString(folder.resolve("policy"), policy)), OWN.identity(),
                OWN_WITNESS);
    }
}
