package org.amana.core.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.jspecify.annotations.Nullable;

/** The roots that are believed for one purpose. */
public final class TrustAnchors {
    private final Set<X509Certificate> certificates;
    private final String fingerprint;

    public TrustAnchors(Set<X509Certificate> certificates) {
        this.certificates = Set.copyOf(certificates);
        this.fingerprint = this.certificates.stream()
                .map(certificate -> Base64Url.encode(Sha256.of(encoded(certificate))))
                .sorted()
                .collect(Collectors.joining());
    }

    /** Nobody is believed. */
    public static TrustAnchors none() {
        return new TrustAnchors(Set.of());
    }

    public Set<X509Certificate> certificates() {
        return certificates;
    }

    /** Equal for equal sets of certificates. */
    String fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustAnchors that && fingerprint.equals(that.fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("parsed certificate cannot be encoded", e);
        }
    }
}
