package org.amana.core.trust;

import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.amana.core.key.SigningKey;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;

/** Writes the certificates of {@link DevelopmentTls}: hosts are DNS names or addresses without brackets. */
final class TlsCertificates {
    private TlsCertificates() {}

    /**
     * A self-signed root that can vouch for servers of these hosts and for nothing else, whoever holds its key (RFC 5280
     * section 4.2.1.10): people put it into the trust store of a phone.
     */
    static X509Certificate root(SigningKey key, ECPublicKey publicKey, List<String> hosts, Instant from,
                                Instant until) {
        X500Name name = name("Amana development TLS (" + shortened(hosts.getFirst()) + ")");
        var builder = new JcaX509v3CertificateBuilder(name, Certificates.serial(), Date.from(from), Date.from(until),
                name, publicKey);
        GeneralSubtree[] permitted = hosts.stream()
                .map(host -> new GeneralSubtree(generalName(host, TlsCertificates::withFullMask)))
                .toArray(GeneralSubtree[]::new);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                    .addExtension(Extension.nameConstraints, true, new NameConstraints(permitted, null))
                    .addExtension(Extension.subjectKeyIdentifier, false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(publicKey));
            return Certificates.sign(builder, key);
        } catch (CertIOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("certificate cannot be written", e);
        }
    }

    /** A server's certificate; browsers look at the alternative names alone (RFC 9525 section 6.3). */
    static X509Certificate server(SigningKey rootKey, X509Certificate root, ECPublicKey serverKey, List<String> hosts,
                                  Instant from, Instant until) {
        var builder = new JcaX509v3CertificateBuilder(X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
                Certificates.serial(), Date.from(from), Date.from(until), name(shortened(hosts.getFirst())), serverKey);
        GeneralName[] names = hosts.stream()
                .map(host -> generalName(host, InetAddress::getAddress))
                .toArray(GeneralName[]::new);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names))
                    .addExtension(Extension.subjectKeyIdentifier, false,
                            identifiers.createSubjectKeyIdentifier(serverKey))
                    .addExtension(Extension.authorityKeyIdentifier, false,
                            identifiers.createAuthorityKeyIdentifier(root));
            return Certificates.sign(builder, rootKey);
        } catch (CertIOException | CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("certificate cannot be written", e);
        }
    }

    private static GeneralName generalName(String host, Function<InetAddress, byte[]> address) {
        return isAddress(host)
                ? new GeneralName(GeneralName.iPAddress, new DEROctetString(address.apply(InetAddress.ofLiteral(host))))
                : new GeneralName(GeneralName.dNSName, host);
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    }

    /** In a constraint an address carries its mask (RFC 5280 section 4.2.1.10). */
    private static byte[] withFullMask(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] masked = Arrays.copyOf(bytes, bytes.length * 2);
        Arrays.fill(masked, bytes.length, masked.length, (byte) 0xff);
        return masked;
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, "Amana development")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** A common name has at most 64 characters. */
    private static String shortened(String host) {
        return host.substring(0, Math.min(32, host.length()));
    }
}
