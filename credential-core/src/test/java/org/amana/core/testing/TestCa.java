package org.amana.core.testing;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.core.key.CertificateAuthority;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.trust.TrustAnchors;

/**
 * A certificate authority in memory: a root, intermediates below it, and leaves as correct or as
 * wrong as a test wants them.
 *
 * <pre>
 * TestCa ca = TestCa.root("Issuers");
 * SigningKey issuer = ca.issuer("https://issuer.example/labour-office");
 * TrustAnchors anchors = ca.anchors();
 * </pre>
 */
public final class TestCa implements CertificateAuthority {
    private final EphemeralKey key;
    private final X509Certificate certificate;
    /** From this authority up to the root, which is left out. */
    private final List<X509Certificate> above;
    private final X509Certificate root;

    private TestCa(EphemeralKey key, X509Certificate certificate, List<X509Certificate> above, X509Certificate root) {
        this.key = key;
        this.certificate = certificate;
        this.above = above;
        this.root = root;
    }

    public static TestCa root(String commonName) {
        EphemeralKey key = EphemeralKey.generate();
        X509Certificate root = TestCertificate.authority(commonName).selfSigned(key);
        return new TestCa(key, root, List.of(), root);
    }

    public TestCa intermediate(String commonName) {
        return intermediate(TestCertificate.authority(commonName));
    }

    /** An authority below this one, described by the test. */
    public TestCa intermediate(TestCertificate description) {
        EphemeralKey below = EphemeralKey.generate();
        X509Certificate made = description.signedBy(key, certificate, below.publicKey());
        return new TestCa(below, made, Stream.concat(Stream.of(made), above.stream()).toList(), root);
    }

    /** A key for credentials and status lists whose certificate speaks for the issuer identifier. */
    public SigningKey issuer(String identifier) {
        return leaf(TestCertificate.leaf("Issuer").extendedKeyUsage("1.0.18013.5.1.2").uri(URI.create(identifier)));
    }

    /** A key for authorization requests of a verifier. */
    public SigningKey verifier(String dnsName, URI party) {
        return leaf(TestCertificate.leaf("Verifier")
                .extendedKeyUsage("1.0.18013.5.1.6")
                .dnsName(dnsName)
                .uri(party));
    }

    /** A key for registration certificates and trust lists. */
    public SigningKey registrar() {
        return leaf(TestCertificate.leaf("Registrar"));
    }

    /** A fresh key with a certificate as described. */
    public EphemeralKey leaf(TestCertificate description) {
        EphemeralKey subject = EphemeralKey.generate();
        return subject.withChain(chain(description.signedBy(key, certificate, subject.publicKey())));
    }

    @Override
    public List<X509Certificate> certify(ECPublicKey subjectKey, CertificateProfile profile) {
        TestCertificate leaf = TestCertificate.leaf(profile.commonName());
        if (profile.purpose() != KeyPurpose.REGISTRAR) {
            leaf = leaf.extendedKeyUsage(profile.purpose().certifiedKeyUsage().orElseThrow());
        }
        for (URI uri : profile.uris()) {
            leaf = leaf.uri(uri);
        }
        for (String name : profile.dnsNames()) {
            leaf = leaf.dnsName(name);
        }
        return chain(leaf.signedBy(key, certificate, subjectKey));
    }

    /** The root alone. */
    public TrustAnchors anchors() {
        return new TrustAnchors(Set.of(root));
    }

    public X509Certificate rootCertificate() {
        return root;
    }

    private List<X509Certificate> chain(X509Certificate leaf) {
        return Stream.concat(Stream.of(leaf), above.stream()).toList();
    }
}
