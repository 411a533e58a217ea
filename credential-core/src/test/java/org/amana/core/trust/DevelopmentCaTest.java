package org.amana.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.Pkcs12KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCaTest {
    private static final URI ISSUER = URI.create("https://issuer.example/labour-office");
    private final TestClock clock = TestClock.atNoon();
    private final ChainValidator validator = new ChainValidator();
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private SigningKey certified(DevelopmentCa ca, CertificateProfile profile) {
        return new Pkcs12KeyStore(folder.resolve("keys.p12"))
                .create(profile.commonName().toLowerCase(java.util.Locale.ROOT).replace(' ', '-'), profile, ca);
    }

    @Test
    void certify_forAnIssuer_isTrustedForIssuingAndStatusAlone() {
        DevelopmentCa ca = DevelopmentCa.openOrCreate(folder, clock);
        SigningKey key = certified(ca, CertificateProfile.of(KeyPurpose.ISSUER, "Labour office")
                .withUri(ISSUER)
                .withDnsName("issuer.example")
                .withCountry("EX")
                .withOrganization("Labour office", "VATEX-1"));

        ValidatedChain chain = validator.validate(key.chain(), ca.anchors(KeyPurpose.ISSUER), KeyPurpose.ISSUER,
                clock.instant());

        assertThat(X5c.sans(chain.leaf()))
                .isEqualTo(new SubjectAlternativeNames(List.of("issuer.example"), List.of(ISSUER)));
        assertThat(X5c.organizationIdentifier(chain.leaf())).contains("VATEX-1");
        assertThat(key.chain()).hasSize(1);
        assertThat(validator.validate(key.chain(), ca.anchors(KeyPurpose.STATUS), KeyPurpose.STATUS, clock.instant())
                .leaf()).isEqualTo(chain.leaf());
        for (KeyPurpose other : List.of(KeyPurpose.ACCESS, KeyPurpose.REGISTRAR)) {
            assertThatThrownBy(() -> validator.validate(key.chain(), ca.anchors(other), other, clock.instant()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("untrusted_issuer");
        }
    }

    @Test
    void openOrCreate_bySeveralAtOnce_givesAllTheSameRoots() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<DevelopmentCa> open = () -> DevelopmentCa.openOrCreate(folder, clock);
            List<TrustAnchors> anchors = threads.invokeAll(Stream.generate(() -> open).limit(8).toList())
                    .stream()
                    .map(Future::resultNow)
                    .map(ca -> ca.anchors(KeyPurpose.ACCESS))
                    .distinct()
                    .toList();

            assertThat(anchors).hasSize(1);
        }
    }

    @Test
    void files_ofTheKeys_areForTheOwnerAloneAndAnchorsForAll() throws Exception {
        DevelopmentCa.openOrCreate(folder, clock);

        for (String function : new String[]{"issuer", "access", "registrar"}) {
            assertThat(mode("development-ca/" + function + ".jwk")).isEqualTo("rw-------");
            assertThat(mode("anchors/" + function + ".pem")).startsWith("rw-r--");
            assertThat(Files.readString(folder.resolve("anchors/" + function + ".pem")))
                    .startsWith("-----BEGIN CERTIFICATE-----\n");
        }
    }

    @Test
    void certify_beyondTheRootsEnd_endsWithTheRoot() {
        DevelopmentCa ca = DevelopmentCa.openOrCreate(folder, clock);
        SigningKey key = certified(ca,
                CertificateProfile.of(KeyPurpose.ACCESS, "Bakery").withValidity(Duration.ofDays(9_999)));

        assertThat(key.chain().getFirst().getNotAfter())
                .isEqualTo(ca.anchors(KeyPurpose.ACCESS).certificates().iterator().next().getNotAfter());
    }

    private String mode(String path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
