package org.amana.core.trust;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.key.Algorithms;
import org.amana.core.key.KeyPurpose;

/** A chain that leads to an anchor and may be used for its purpose; made by {@link ChainValidator} alone. */
public final class ValidatedChain {
    private final List<X509Certificate> certificates;
    private final X509Certificate anchor;
    private final KeyPurpose purpose;
    private final ECPublicKey leafKey;
    private final Instant notBefore;
    private final Instant notAfter;

    ValidatedChain(List<X509Certificate> certificates, X509Certificate anchor, KeyPurpose purpose, ECPublicKey key) {
        this.certificates = List.copyOf(certificates);
        this.anchor = anchor;
        this.purpose = purpose;
        this.leafKey = Algorithms.publicKey(key);
        List<X509Certificate> all = Stream.concat(certificates.stream(), Stream.of(anchor)).toList();
        this.notBefore = all.stream()
                .map(one -> one.getNotBefore().toInstant())
                .reduce(Instant.MIN, (a, b) -> a.isAfter(b) ? a : b);
        this.notAfter = all.stream()
                .map(one -> one.getNotAfter().toInstant())
                .reduce(Instant.MAX, (a, b) -> a.isBefore(b) ? a : b);
    }

    public X509Certificate leaf() {
        return certificates.getFirst();
    }

    /** Leaf first, anchor left out. */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /** The root that vouches. */
    public X509Certificate anchor() {
        return anchor;
    }

    public KeyPurpose purpose() {
        return purpose;
    }

    /** The leaf's key in the form of the chosen provider: give this to {@code UnverifiedJws.verify}. */
    public ECPublicKey leafKey() {
        return leafKey;
    }

    public ECKey leafJwk() {
        return new ECKey.Builder(Curve.P_256, leafKey).build();
    }

    /** True while every certificate of the path, the anchor included, is valid. */
    public boolean isValidAt(Instant at) {
        return !at.isBefore(notBefore) && !at.isAfter(notAfter);
    }
}
