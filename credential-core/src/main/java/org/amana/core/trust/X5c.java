package org.amana.core.trust;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The {@code x5c} header: certificates in standard base64 of DER, leaf first (RFC 7515 section 4.1.6).
 *
 * <pre>
 * "x5c":["MIIC…leaf","MIIC…intermediate"]
 * </pre>
 */
public final class X5c {
    /** Most certificates of one chain. */
    public static final int MAX_CERTIFICATES = 5;
    /** Largest base64 text of one certificate, in characters. */
    public static final int MAX_CERTIFICATE_LENGTH = 12 * 1024;
    private static final int GENERAL_NAME_DNS = 2;
    private static final int GENERAL_NAME_URI = 6;

    private X5c() {}

    /**
     * Reads the array.
     *
     * @throws ProblemException {@link TrustProblem.BadChain}: not 1 to {@value #MAX_CERTIFICATES} certificates
     */
    public static List<X509Certificate> parse(JsonNode x5cArray) {
        if (!x5cArray.isArray() || x5cArray.isEmpty() || x5cArray.size() > MAX_CERTIFICATES) {
            throw bad("x5c must hold 1 to " + MAX_CERTIFICATES + " certificates");
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonNode element : x5cArray) {
            if (!element.isString() || element.stringValue().length() > MAX_CERTIFICATE_LENGTH) {
                throw bad("x5c element must be a string of at most " + MAX_CERTIFICATE_LENGTH + " characters");
            }
            chain.add(parse(element.stringValue()));
        }
        return List.copyOf(chain);
    }

    public static ArrayNode of(List<X509Certificate> leafFirst) {
        ArrayNode x5c = StrictJson.array();
        leafFirst.forEach(certificate -> x5c.add(text(certificate)));
        return x5c;
    }

    static String text(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(TrustAnchors.encoded(certificate));
    }

    /** base64url SHA-256 of the leaf's DER, as in the client identifier prefix {@code x509_hash} (OID4VP 1.0 section 5.9.3). */
    public static String x509Hash(X509Certificate leaf) {
        return Base64Url.encode(Sha256.of(TrustAnchors.encoded(leaf)));
    }

    /**
     * DNS names and URIs of the certificate; other kinds are left out.
     *
     * @throws ProblemException {@link TrustProblem.BadChain} where the extension cannot be read
     */
    public static SubjectAlternativeNames sans(X509Certificate leaf) {
        List<String> dnsNames = new ArrayList<>();
        List<URI> uris = new ArrayList<>();
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0).equals(GENERAL_NAME_DNS)) {
                    dnsNames.add((String) name.get(1));
                } else if (name.get(0).equals(GENERAL_NAME_URI)) {
                    uris.add(URI.create((String) name.get(1)));
                }
            }
        } catch (CertificateParsingException | IllegalArgumentException e) {
            throw new ProblemException(new TrustProblem.BadChain("subject alternative names cannot be read"), e);
        }
        return new SubjectAlternativeNames(dnsNames, uris);
    }

    /** Subject attribute 2.5.4.97, e.g. {@code LEIXG-000000AMANADEMO00042} (ETSI EN 319 412-1 section 5.1.4). */
    public static Optional<String> organizationIdentifier(X509Certificate leaf) {
        RDN[] found = X500Name.getInstance(leaf.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.ORGANIZATION_IDENTIFIER);
        return Arrays.stream(found).findFirst().map(rdn -> IETFUtils.valueToString(rdn.getFirst().getValue()));
    }

    private static X509Certificate parse(String base64) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            // the factory also reads PEM and ignores what follows; two texts must not mean one certificate
            if (!text(certificate).equals(base64)) {
                throw bad("x5c element is not the base64 of one DER certificate");
            }
            return certificate;
        } catch (CertificateException | IllegalArgumentException e) {
            throw new ProblemException(new TrustProblem.BadChain("x5c element is not a certificate"), e);
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new TrustProblem.BadChain(detail));
    }
}
