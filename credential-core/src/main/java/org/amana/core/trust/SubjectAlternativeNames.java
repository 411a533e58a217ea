package org.amana.core.trust;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The names a certificate gives its holder (RFC 5280 section 4.2.1.6), of the two kinds used here. */
public record SubjectAlternativeNames(List<String> dnsNames, List<URI> uris) {
    public SubjectAlternativeNames {
        dnsNames = dnsNames.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        uris = List.copyOf(uris);
    }

    /**
     * Whether the certificate speaks for an identifier: the same URI, or for https the host as a DNS name. No
     * wildcards.
     */
    public boolean covers(URI identifier) {
        return uris.contains(identifier) || ("https".equalsIgnoreCase(identifier.getScheme())
                && identifier.getHost() != null && coversHost(identifier.getHost()));
    }

    /** Whether a DNS name is exactly this host (OID4VP 1.0 section 5.9.3, x509_san_dns). */
    public boolean coversHost(String host) {
        return dnsNames.contains(host.toLowerCase(Locale.ROOT));
    }
}
