package org.amana.core.key;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a certificate shall say about its holder.
 *
 * @param purpose decides the certifying root and the extended key usage
 * @param commonName 1 to 64 characters
 * @param organization legal name
 * @param organizationIdentifier e.g. {@code LEIXG-000000AMANADEMO00042} (ETSI EN 319 412-1 section 5.1.4)
 * @param country two capital letters (ISO 3166-1)
 * @param uris subject alternative names, e.g. an issuer identifier or {@code urn:amana:party:harbour-bakery}
 * @param dnsNames subject alternative names
 * @param validity from now
 */
public record CertificateProfile(KeyPurpose purpose, String commonName, Optional<String> organization,
                                 Optional<String> organizationIdentifier, Optional<String> country, List<URI> uris,
                                 List<String> dnsNames,
                                 Duration validity) {
    private static final Duration ONE_YEAR = Duration.ofDays(365);

    public CertificateProfile {
        if (commonName.isBlank() || commonName.length() > 64) {
            throw new IllegalArgumentException("common name must have 1 to 64 characters");
        }
        if (country.isPresent() && !country.get().matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("country must be two capital letters");
        }
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("validity must be positive");
        }
        uris = List.copyOf(uris);
        dnsNames = List.copyOf(dnsNames);
    }

    /** A profile for one year with a common name alone. */
    public static CertificateProfile of(KeyPurpose purpose, String commonName) {
        return new CertificateProfile(purpose, commonName, Optional.empty(), Optional.empty(), Optional.empty(),
                List.of(), List.of(), ONE_YEAR);
    }

    public CertificateProfile withOrganization(String name, String identifier) {
        return new CertificateProfile(purpose, commonName, Optional.of(name), Optional.of(identifier), country, uris,
                dnsNames, validity);
    }

    public CertificateProfile withCountry(String code) {
        return new CertificateProfile(purpose, commonName, organization, organizationIdentifier, Optional.of(code),
                uris, dnsNames, validity);
    }

    public CertificateProfile withUri(URI uri) {
        return new CertificateProfile(purpose, commonName, organization, organizationIdentifier, country,
                Stream.concat(uris.stream(), Stream.of(uri)).toList(), dnsNames, validity);
    }

    public CertificateProfile withDnsName(String name) {
        return new CertificateProfile(purpose, commonName, organization, organizationIdentifier, country, uris,
                Stream.concat(dnsNames.stream(), Stream.of(name)).toList(), validity);
    }

    public CertificateProfile withValidity(Duration fromNow) {
        return new CertificateProfile(purpose, commonName, organization, organizationIdentifier, country, uris,
                dnsNames, fromNow);
    }
}
