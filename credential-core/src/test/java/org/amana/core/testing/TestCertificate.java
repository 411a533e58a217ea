package org.amana.core.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.security.auth.x500.X500Principal;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * A certificate in words, correct until a test changes one thing. Each method changes this
 * description and returns it.
 */
public final class TestCertificate {
    private X500Principal subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<KeyPurposeId> extendedUsages = new ArrayList<>();
    private final List<ExtensionValue> more = new ArrayList<>();
    private Instant notBefore = TestClock.NOW.minus(Duration.ofDays(30));
    private Instant notAfter = TestClock.NOW.plus(Duration.ofDays(365));
    private BasicConstraints constraints = new BasicConstraints(false);
    private int usage = KeyUsage.digitalSignature;
    private BigInteger serial = BigInteger.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));

    private TestCertificate(String commonName) {
        subject = new X500Principal("CN=" + commonName);
    }

    public static TestCertificate leaf(String commonName) {
        return new TestCertificate(commonName);
    }

    public static TestCertificate authority(String commonName) {
        var authority = new TestCertificate(commonName).keyUsage(KeyUsage.keyCertSign);
        authority.constraints = new BasicConstraints(true);
        return authority;
    }

    /** Names the organisation by its official identifier too (2.5.4.97). */
    public TestCertificate organizationIdentifier(String identifier) {
        subject = new X500Principal(subject.getName() + ",2.5.4.97=" + identifier);
        return this;
    }

    public TestCertificate uri(URI uri) {
        names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString()));
        return this;
    }

    public TestCertificate dnsName(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    public TestCertificate extendedKeyUsage(String oid) {
        extendedUsages.add(KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)));
        return this;
    }

    /** Bits of {@link KeyUsage}. */
    public TestCertificate keyUsage(int bits) {
        usage = bits;
        return this;
    }

    public TestCertificate valid(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    /** The same number every time, where the certificate must come out as it did before. */
    public TestCertificate serial(long number) {
        serial = BigInteger.valueOf(number);
        return this;
    }

    /** At most so many authorities below this one. */
    public TestCertificate pathLength(int authorities) {
        constraints = new BasicConstraints(authorities);
        return this;
    }

    public TestCertificate notAnAuthority() {
        constraints = new BasicConstraints(false);
        return this;
    }

    /** An extension that no validator knows. */
    public TestCertificate unknownCriticalExtension() {
        more.add(new ExtensionValue(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE));
        return this;
    }

    /** Names below this authority must lie in this domain. */
    public TestCertificate permittedDnsNames(String domain) {
        var permitted = new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
        more.add(new ExtensionValue(Extension.nameConstraints, true,
                new NameConstraints(new GeneralSubtree[]{permitted}, new GeneralSubtree[0])));
        return this;
    }

    public X509Certificate selfSigned(EphemeralKey key) {
        return selfSigned(key, key.publicKey());
    }

    public X509Certificate selfSigned(SigningKey key, PublicKey publicKey) {
        return sign(key, subject, publicKey);
    }

    public X509Certificate signedBy(SigningKey issuerKey, X509Certificate issuer, PublicKey subjectKey) {
        return sign(issuerKey, issuer.getSubjectX500Principal(), subjectKey);
    }

    private X509Certificate sign(SigningKey issuerKey, X500Principal issuer, PublicKey subjectKey) {
        var builder = new JcaX509v3CertificateBuilder(issuer, serial, Date.from(notBefore), Date.from(notAfter),
                subject, subjectKey);
        try {
            builder.addExtension(Extension.basicConstraints, true, constraints)
                    .addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (!extendedUsages.isEmpty()) {
                builder.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(extendedUsages.toArray(KeyPurposeId[]::new)));
            }
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            for (ExtensionValue extension : more) {
                builder.addExtension(extension.oid(), extension.critical(), extension.value());
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(new RawKeySigner(issuerKey)));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private record ExtensionValue(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

    private record RawKeySigner(SigningKey key, ByteArrayOutputStream content) implements ContentSigner {
        private RawKeySigner(SigningKey key) {
            this(key, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            try {
                return ECDSA.transcodeSignatureToDER(key.sign(content.toByteArray()));
            } catch (JOSEException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
