package org.amana.verifier.organisation;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.amana.core.key.CertificateAuthority;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.support.settings.AmanaProperties;
import org.springframework.stereotype.Component;

/**
 * The key and access certificate of each organisation (HAIP 1.0 section 5): it signs requests, check receipts and
 * confirmations of erasure. A certificate that ends soon is followed by a new key, and old requests keep theirs.
 */
@Component
public final class AccessKeys {
    private static final Duration RENEW_BEFORE_END = Duration.ofDays(14);
    private final KeyStore keys;
    private final CertificateAuthority authority;
    private final Clock clock;
    private final String host;
    private final ConcurrentMap<OrganisationId, SigningKey> current = new ConcurrentHashMap<>();

    AccessKeys(KeyStore keys, CertificateAuthority authority, Clock clock, AmanaProperties amana) {
        this.keys = keys;
        this.authority = authority;
        this.clock = clock;
        this.host = amana.baseUrl().getHost();
    }

    /** The organisation's key, with its chain. */
    public SigningKey of(Organisation organisation) {
        SigningKey key = current.computeIfAbsent(organisation.id(), id -> findOrCreate(organisation));
        if (!endsSoon(key))
            return key;
        SigningKey next = findOrCreate(organisation);
        current.put(organisation.id(), next);
        return next;
    }

    private SigningKey findOrCreate(Organisation organisation) {
        for (int generation = 1;; generation++) {
            String alias = "access-" + organisation.id() + "-" + generation;
            Optional<SigningKey> kept = keys.find(alias);
            if (kept.isEmpty())
                return keys.create(alias, profile(organisation), authority);
            if (!endsSoon(kept.get()))
                return kept.get();
        }
    }

    private boolean endsSoon(SigningKey key) {
        Instant end = key.chain().getFirst().getNotAfter().toInstant();
        return clock.instant().plus(RENEW_BEFORE_END).isAfter(end);
    }

    private CertificateProfile profile(Organisation organisation) {
        String name = organisation.name(Locale.ENGLISH);
        return CertificateProfile.of(KeyPurpose.ACCESS, name.substring(0, Math.min(64, name.length())))
                .withOrganization(name, organisation.identifier())
                .withCountry(organisation.country())
                .withUri(URI.create("urn:amana:party:" + organisation.partyId()))
                .withDnsName(host);
    }
}
