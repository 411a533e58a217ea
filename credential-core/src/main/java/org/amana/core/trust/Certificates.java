package org.amana.core.trust;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.SigningKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** Writes the certificates of the development certificate authority (RFC 5280 section 4). */
final class Certificates {
    private static final SecureRandom SERIALS = new SecureRandom();

    private Certificates() {}

    /** A self-signed root that may certify leaves only. */
    static X509Certificate root(SigningKey key, ECPublicKey publicKey, String commonName, Instant from, Instant until) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, "Amana development")
                .addRDN(BCStyle.CN, commonName)
                .build();
        var builder = new JcaX509v3CertificateBuilder(name, serial(), Date.from(from), Date.from(until), name,
                publicKey);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false,
                            identifiers.createSubjectKeyIdentifier(publicKey));
            return sign(builder, key);
        } catch (CertIOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("certificate cannot be written", e);
        }
    }

    static X509Certificate leaf(SigningKey rootKey, X509Certificate root, ECPublicKey subjectKey,
                                CertificateProfile profile, Instant from, Instant until) {
        var builder = new JcaX509v3CertificateBuilder(root, serial(), Date.from(from), Date.from(until),
                new X500Principal(encoded(subject(profile))), subjectKey);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.subjectKeyIdentifier, false,
                            identifiers.createSubjectKeyIdentifier(subjectKey))
                    .addExtension(Extension.authorityKeyIdentifier, false,
                            identifiers.createAuthorityKeyIdentifier(root));
            KeyPurposeId[] usages = profile.purpose()
                    .certifiedKeyUsage()
                    .stream()
                    .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                    .toArray(KeyPurposeId[]::new);
            if (usages.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usages));
            }
            GeneralName[] names = Stream.concat(
                    profile.dnsNames().stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
                    profile.uris()
                            .stream()
                            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString())))
                    .toArray(GeneralName[]::new);
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return sign(builder, rootKey);
        } catch (CertIOException | CertificateException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("certificate cannot be written", e);
        }
    }

    private static X500Name subject(CertificateProfile profile) {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        profile.country().ifPresent(country -> name.addRDN(BCStyle.C, country));
        profile.organization().ifPresent(organization -> name.addRDN(BCStyle.O, organization));
        profile.organizationIdentifier()
                .ifPresent(identifier -> name.addRDN(BCStyle.ORGANIZATION_IDENTIFIER, identifier));
        return name.addRDN(BCStyle.CN, profile.commonName()).build();
    }

    private static byte[] encoded(X500Name name) {
        try {
            return name.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("name cannot be written", e);
        }
    }

    static BigInteger serial() {
        return new BigInteger(127, SERIALS).add(BigInteger.ONE);
    }

    static X509Certificate sign(JcaX509v3CertificateBuilder builder, SigningKey key) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(new Es256Signer(key)));
        } catch (CertificateException e) {
            throw new IllegalStateException("certificate cannot be read back", e);
        }
    }

    /** Certificates carry DER signatures; our keys give raw ones. */
    private static final class Es256Signer implements ContentSigner {
        private final SigningKey key;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        private Es256Signer(SigningKey key) {
            this.key = key;
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
                throw new IllegalStateException("signature cannot be written as DER", e);
            }
        }
    }
}
