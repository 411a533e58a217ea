package org.amana.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.TestClock;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentTlsTest {
    private static final String HOST = "amana.test";
    private final TestClock clock = TestClock.atNoon();
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void openOrCreate_again_keepsRootAndServer() {
        DevelopmentTls first = open(HOST);
        DevelopmentTls second = open(HOST);
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(second.server()).isEqualTo(first.server());
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void server_isForTheHostAndLoopback_andForServersAlone() throws Exception {
        X509Certificate server = open(HOST).server();
        assertThat(names(server)).containsExactly(HOST, "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(Duration.between(server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
                .isLessThan(Duration.ofDays(398));
    }

    @Test
    void openOrCreate_forAnAddress_namesItAsOne() throws Exception {
        assertThat(names(open("192.168.1.5").server())).startsWith("192.168.1.5");
        assertThat(names(open("fd00::5").server())).startsWith("fd00:0:0:0:0:0:0:5");
    }

    @Test
    void openOrCreate_forAnotherHost_makesRootAndServerAnew() throws Exception {
        DevelopmentTls first = open(HOST);
        DevelopmentTls second = open("other.test");
        assertThat(second.root()).isNotEqualTo(first.root());
        assertThat(names(second.server())).contains("other.test").doesNotContain(HOST);
        assertThat(Files.readString(second.serverFile())).containsOnlyOnce("BEGIN CERTIFICATE");
    }

    @Test
    void openOrCreate_whenTheServersEndIsNear_renewsItUnderTheSameRoot() throws Exception {
        DevelopmentTls first = open(HOST);
        clock.advance(Duration.ofDays(274));
        assertThat(open(HOST).server()).isEqualTo(first.server());
        clock.advance(Duration.ofDays(2));
        DevelopmentTls renewed = open(HOST);
        assertThat(renewed.root()).isEqualTo(first.root());
        assertThat(renewed.server()).isNotEqualTo(first.server());
        validate(renewed.server(), renewed.root());
    }

    @Test
    void openOrCreate_whenTheRootsEndIsNear_makesBothAnew() {
        DevelopmentTls first = open(HOST);
        clock.advance(Duration.ofDays(1_010));
        DevelopmentTls second = open(HOST);
        assertThat(second.root()).isNotEqualTo(first.root());
        assertThat(second.server()).isNotEqualTo(first.server());
    }

    /** A root that people put on their phones must not vouch for their bank, whoever gets hold of its key. */
    @Test
    void root_forAServerOfAnotherHost_isHeldBackByItsNameConstraint() throws Exception {
        DevelopmentTls tls = open(HOST);
        TlsAuthority thief = TlsAuthority.parse(Files.readAllBytes(folder.resolve("authority.json")));
        validate(tls.server(), tls.root());
        for (String host : List.of("bank.example", "192.168.1.5")) {
            X509Certificate forged = TlsCertificates.server(thief.key(), thief.root(),
                    EphemeralKey.generate().publicKey(), List.of(host), clock.instant(),
                    clock.instant().plus(Duration.ofDays(1)));
            assertThatThrownBy(() -> validate(forged, tls.root())).isInstanceOf(NameConstraintValidatorException.class);
        }
    }

    @Test
    void root_isNoAnchorForAnyOtherPurpose() {
        DevelopmentCa ca = DevelopmentCa.openOrCreate(folder.resolve("trust"), clock);
        X509Certificate server = DevelopmentTls.openOrCreate(folder.resolve("tls"), HOST, clock).server();
        assertThat(folder.resolve("trust/anchors")).isDirectoryNotContaining("glob:**tls*");
        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertThatThrownBy(() -> new ChainValidator().validate(List.of(server), ca.anchors(purpose), purpose,
                    clock.instant())).isInstanceOf(ProblemException.class).hasMessageStartingWith("untrusted_issuer");
        }
    }

    @Test
    void files_withKeys_areForTheOwnerAlone() throws Exception {
        open(HOST);
        assertThat(mode("authority.json")).isEqualTo("rw-------");
        assertThat(mode("server.pem")).isEqualTo("rw-------");
        assertThat(mode("ca.pem")).startsWith("rw-r--");
        assertThat(Files.readString(folder.resolve("ca.pem"))).doesNotContain("PRIVATE");
    }

    @Test
    void openOrCreate_whenTheAuthorityIsDamaged_saysSoAndReplacesNothing() throws Exception {
        open(HOST);
        Files.writeString(folder.resolve("authority.json"), "{\"hosts\":[]}");
        assertThatThrownBy(() -> open(HOST)).isInstanceOf(UncheckedIOException.class).hasMessageContaining("no key");
        assertThat(Files.readString(folder.resolve("authority.json"))).isEqualTo("{\"hosts\":[]}");
    }

    private DevelopmentTls open(String host) {
        return DevelopmentTls.openOrCreate(folder, host, clock);
    }

    /** As a phone does: the root's own constraint counts (the JDK looks at those of certificates below it alone). */
    private void validate(X509Certificate server, X509Certificate root) throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);
        Extensions extensions = Certificate.getInstance(root.getEncoded()).getTBSCertificate().getExtensions();
        assertThat(extensions.getExtension(Extension.nameConstraints).isCritical()).isTrue();
        var constraint = new PKIXNameConstraintValidator();
        constraint.intersectPermittedSubtree(NameConstraints
                .getInstance(extensions.getExtensionParsedValue(Extension.nameConstraints))
                .getPermittedSubtrees());
        Extensions named = Certificate.getInstance(server.getEncoded()).getTBSCertificate().getExtensions();
        for (GeneralName name : GeneralNames.fromExtensions(named, Extension.subjectAlternativeName).getNames()) {
            constraint.checkPermitted(name);
        }
    }

    private static List<String> names(X509Certificate certificate) throws Exception {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names.stream().map(name -> String.valueOf(name.get(1))).toList();
    }

    private String mode(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
