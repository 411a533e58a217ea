package org.amana.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.core.testing.TestClock;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainValidatorTest {
    private static final Instant NOW = TestClock.NOW;
    private static final String ISSUER = "https://issuer.example/labour-office";
    private final TestCa root = TestCa.root("Root");
    private final TestCa offices = root.intermediate("Offices");
    private final ChainValidator validator = new ChainValidator();

    private String refusal(List<X509Certificate> chain) {
        return refusal(chain, KeyPurpose.ISSUER, NOW);
    }

    private String refusal(List<X509Certificate> chain, KeyPurpose purpose, Instant at) {
        return Problems.codeOf(() -> validator.validate(chain, root.anchors(), purpose, at));
    }

    @Test
    void unchangedChains_areAcceptedDirectlyAndBelowAnIntermediate() {
        var direct = root.issuer(ISSUER);
        ValidatedChain chain = validator.validate(direct.chain(), root.anchors(), KeyPurpose.ISSUER, NOW);

        assertThat(chain.leafJwk().getX()).isEqualTo(direct.publicJwk().getX());
        assertThat(chain.anchor()).isEqualTo(root.rootCertificate());
        assertThat(validator.validate(offices.issuer(ISSUER).chain(), root.anchors(), KeyPurpose.ISSUER, NOW)
                .certificates()).hasSize(2);
    }

    @Test
    void n035_leafNotSignedByTheNext_isUntrusted() {
        List<X509Certificate> chain = offices.issuer(ISSUER).chain();
        TestCa sameName = root.intermediate("Offices");

        assertThat(refusal(List.of(chain.get(0), sameName.issuer(ISSUER).chain().get(1))))
                .isEqualTo("untrusted_issuer");
        assertThat(refusal(List.of(chain.get(0)))).isEqualTo("untrusted_issuer");
    }

    @Test
    void n035_chainOutOfOrder_isUntrusted() {
        List<X509Certificate> chain = offices.issuer(ISSUER).chain();

        assertThat(refusal(chain.reversed())).isEqualTo("untrusted_issuer");
    }

    @Test
    void n036_unknownRoot_isUntrusted() {
        assertThat(refusal(TestCa.root("Root").issuer(ISSUER).chain())).isEqualTo("untrusted_issuer");
        assertThat(Problems.codeOf(() -> validator.validate(root.issuer(ISSUER).chain(), TrustAnchors.none(),
                KeyPurpose.ISSUER, NOW))).isEqualTo("untrusted_issuer");
    }

    @Test
    void n036_selfSignedLeaf_isUntrusted() {
        X509Certificate leaf = TestCertificate.leaf("Issuer").selfSigned(EphemeralKey.generate());

        assertThat(refusal(List.of(leaf))).isEqualTo("untrusted_issuer");
    }

    @Test
    void n037_trustAnchorInX5c_isRefused() {
        X509Certificate anchor = root.rootCertificate();
        X509Certificate selfSigned = TestCertificate.leaf("Issuer").selfSigned(EphemeralKey.generate());

        assertThat(refusal(List.of(root.issuer(ISSUER).chain().getFirst(), anchor))).isEqualTo("trust_anchor_in_x5c");
        assertThat(refusal(List.of(anchor))).isEqualTo("trust_anchor_in_x5c");
        assertThat(Problems.codeOf(() -> validator.validate(List.of(selfSigned), new TrustAnchors(Set.of(selfSigned)),
                KeyPurpose.ISSUER, NOW))).isEqualTo("trust_anchor_in_x5c");
    }

    @Test
    void n038_leafOrIntermediateOutOfTime_isExpired() {
        Instant from = NOW.minus(Duration.ofDays(2));
        Instant until = NOW.minus(Duration.ofSeconds(1));
        TestCa expired = root.intermediate(TestCertificate.authority("Offices").valid(from, until));

        assertThat(refusal(root.leaf(TestCertificate.leaf("Issuer").valid(from, until)).chain()))
                .isEqualTo("certificate_expired");
        assertThat(refusal(root.leaf(TestCertificate.leaf("Issuer")
                .valid(NOW.plus(Duration.ofSeconds(1)), NOW.plus(Duration.ofDays(1)))).chain()))
                .isEqualTo("certificate_expired");
        assertThat(refusal(expired.issuer(ISSUER).chain())).isEqualTo("certificate_expired");
    }

    @Test
    void n038_anchorOutOfTime_isExpired() {
        assertThat(refusal(root.leaf(TestCertificate.leaf("Issuer")
                .valid(NOW, NOW.plus(Duration.ofDays(4_000)))).chain(), KeyPurpose.ISSUER,
                NOW.plus(Duration.ofDays(3_999)))).isEqualTo("certificate_expired");
    }

    @Test
    void n039_intermediateThatIsNoAuthority_isBad() {
        TestCa notCa = root.intermediate(TestCertificate.authority("Offices").notAnAuthority());
        TestCa noCertSign = root.intermediate(TestCertificate.authority("Offices").keyUsage(KeyUsage.digitalSignature));

        assertThat(refusal(notCa.issuer(ISSUER).chain())).isEqualTo("bad_chain");
        assertThat(refusal(noCertSign.issuer(ISSUER).chain())).isEqualTo("bad_chain");
    }

    @Test
    void n039_pathLengthAtAndBeyondTheLimit_isAcceptedAndBad() {
        TestCa last = root.intermediate(TestCertificate.authority("Last").pathLength(0));

        assertThat(validator.validate(last.issuer(ISSUER).chain(), root.anchors(), KeyPurpose.ISSUER, NOW)
                .certificates()).hasSize(2);
        assertThat(refusal(last.intermediate("One more").issuer(ISSUER).chain())).isEqualTo("bad_chain");
    }

    @Test
    void n039_unknownCriticalExtensionOrNameConstraint_isBad() {
        TestCa constrained = root.intermediate(
                TestCertificate.authority("Offices").permittedDnsNames("office.example"));

        assertThat(refusal(root.leaf(TestCertificate.leaf("Issuer").unknownCriticalExtension()).chain()))
                .isEqualTo("bad_chain");
        assertThat(refusal(constrained.leaf(TestCertificate.leaf("Issuer").dnsName("other.example")).chain()))
                .isEqualTo("bad_chain");
        assertThat(validator.validate(
                constrained.leaf(TestCertificate.leaf("Issuer").dnsName("a.office.example")).chain(), root.anchors(),
                KeyPurpose.ISSUER, NOW).certificates()).hasSize(2);
    }

    @Test
    void n039_leafThatIsAnAuthority_isBad() {
        assertThat(refusal(root.leaf(TestCertificate.authority("Issuer").keyUsage(KeyUsage.digitalSignature)).chain()))
                .isEqualTo("bad_chain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.18013.5.1.6", "1.3.6.1.5.5.7.3.1", "2.5.29.37.0"})
    void n041_leafForAnotherPurpose_isWrongKeyUsage(String oid) {
        assertThat(refusal(root.leaf(TestCertificate.leaf("Issuer").extendedKeyUsage(oid)).chain()))
                .isEqualTo("wrong_key_usage");
    }

    @Test
    void n041_purposes_areKeptApart() {
        List<X509Certificate> issuer = root.issuer(ISSUER).chain();
        List<X509Certificate> verifier = root.verifier("verifier.example", java.net.URI.create("urn:a:b")).chain();
        List<X509Certificate> noSignature = root.leaf(TestCertificate.leaf("Issuer").keyUsage(KeyUsage.keyAgreement))
                .chain();

        assertThat(refusal(issuer, KeyPurpose.ACCESS, NOW)).isEqualTo("wrong_key_usage");
        assertThat(refusal(issuer, KeyPurpose.REGISTRAR, NOW)).isEqualTo("wrong_key_usage");
        assertThat(refusal(verifier, KeyPurpose.ISSUER, NOW)).isEqualTo("wrong_key_usage");
        assertThat(refusal(verifier, KeyPurpose.STATUS, NOW)).isEqualTo("wrong_key_usage");
        assertThat(refusal(noSignature)).isEqualTo("wrong_key_usage");
    }

    @ParameterizedTest
    @EnumSource(KeyPurpose.class)
    void leafWithoutExtendedUsage_isAcceptedForEachPurpose(KeyPurpose purpose) {
        assertThat(validator.validate(root.leaf(TestCertificate.leaf("Any")).chain(), root.anchors(), purpose, NOW)
                .purpose()).isEqualTo(purpose);
    }

    @Test
    void cache_givesTheSameChainAndForgetsNeitherTimeNorAnchorsNorPurpose() {
        List<X509Certificate> issuer = root.issuer(ISSUER).chain();
        ValidatedChain first = validator.validate(issuer, root.anchors(), KeyPurpose.ISSUER, NOW);

        assertThat(validator.validate(X5c.of(issuer), root.anchors(), KeyPurpose.ISSUER, NOW)).isSameAs(first);
        assertThat(refusal(issuer, KeyPurpose.ISSUER, NOW.plus(Duration.ofDays(366)))).isEqualTo("certificate_expired");
        assertThat(refusal(issuer, KeyPurpose.ACCESS, NOW)).isEqualTo("wrong_key_usage");
        assertThat(Problems.codeOf(() -> validator.validate(issuer, TestCa.root("Other").anchors(), KeyPurpose.ISSUER,
                NOW))).isEqualTo("untrusted_issuer");
    }
}
