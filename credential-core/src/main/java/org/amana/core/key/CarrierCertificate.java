package org.amana.core.key;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The self-signed certificate that a PKCS#12 entry needs and that says nothing. */
final class CarrierCertificate {
    private static final X500Name NAME = new X500Name("CN=amana-uncertified-key");
    private static final Date BEGIN = Date.from(Instant.EPOCH);
    private static final Date END = Date.from(Instant.parse("9999-12-31T23:59:59Z"));

    private CarrierCertificate() {}

    static X509Certificate of(KeyPair pair) {
        try {
            var builder = new JcaX509v3CertificateBuilder(NAME, BigInteger.ONE, BEGIN, END, NAME, pair.getPublic());
            return new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("carrier certificate cannot be made", e);
        }
    }

    static boolean isCarrier(X509Certificate certificate) {
        return NAME.equals(X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()))
                && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
