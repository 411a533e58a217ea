package org.amana.core.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A TLS root with its key and the hosts it may vouch for.
 *
 * <pre>
 * {"hosts":["amana.test","localhost","127.0.0.1","::1"],"key":{"kty":"EC",…},"certificate":"MIIB…"}
 * </pre>
 */
record TlsAuthority(EphemeralKey key, X509Certificate root, List<String> hosts) {
    private static final int MAX_BYTES = 16_384;

    TlsAuthority {
        hosts = List.copyOf(hosts);
    }

    static TlsAuthority make(List<String> hosts, Instant from, Instant until) {
        EphemeralKey key = EphemeralKey.generate();
        return new TlsAuthority(key, TlsCertificates.root(key, key.publicKey(), hosts, from, until), hosts);
    }

    /** Reads what {@link #written()} gave. */
    static TlsAuthority parse(byte[] written) throws IOException {
        try {
            ObjectNode json = StrictJson.parseObject(written, MAX_BYTES);
            if (!(json.path("key") instanceof ObjectNode key)) {
                throw new IOException("the TLS authority has no key");
            }
            byte[] der = Base64.getDecoder().decode(json.path("certificate").asString(""));
            List<String> hosts = json.path("hosts").valueStream().map(host -> host.asString("")).toList();
            return new TlsAuthority(EphemeralKey.fromJwk(key), certificate(der), hosts);
        } catch (ProblemException | IllegalArgumentException e) {
            throw new IOException("the TLS authority cannot be read", e);
        }
    }

    byte[] written() {
        ObjectNode json = StrictJson.object();
        hosts.forEach(json.putArray("hosts")::add);
        json.set("key", key.toJwk());
        json.put("certificate", Base64.getEncoder().encodeToString(TrustAnchors.encoded(root)));
        return StrictJson.write(json).getBytes(StandardCharsets.UTF_8);
    }

    /** A certificate for a server of these hosts, which ends with the root at the latest. */
    X509Certificate certify(ECPublicKey server, Instant from, Instant until) {
        Instant rootEnd = root.getNotAfter().toInstant();
        return TlsCertificates.server(key, root, server, hosts, from, until.isAfter(rootEnd) ? rootEnd : until);
    }

    boolean vouchesFor(X509Certificate server) {
        try {
            server.verify(root.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A certificate in DER or PEM. */
    static X509Certificate certificate(byte[] encoded) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new IOException("not a certificate in the TLS folder", e);
        }
    }
}
