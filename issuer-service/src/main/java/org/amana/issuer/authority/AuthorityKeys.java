package org.amana.issuer.authority;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.core.trust.DevelopmentCa;
import org.amana.support.settings.AmanaProperties;
import org.springframework.stereotype.Component;

/**
 * The keys of each authority: one certified key for credentials, status lists and signed metadata, and one without
 * certificate for access tokens. Where the trust folder holds the development certificate authority, missing keys are
 * made and certified at start; elsewhere the operator puts certified keys into the key store.
 */
@Component
public class AuthorityKeys {
    private final Map<AuthorityId, SigningKey> credentialKeys = new LinkedHashMap<>();
    private final Map<AuthorityId, SigningKey> accessTokenKeys = new LinkedHashMap<>();

    AuthorityKeys(Authorities authorities, KeyStore keys, AmanaProperties amana, Clock clock) {
        for (Authority authority : authorities.all()) {
            credentialKeys.put(authority.id(), certified(authority, keys, amana.trust().dir(), clock));
            String alias = authority.id() + "-access-token";
            accessTokenKeys.put(authority.id(), keys.find(alias).orElseGet(() -> keys.create(alias)));
        }
    }

    /** Signs credentials, status lists and metadata; has a certificate chain. */
    public SigningKey credentialKey(AuthorityId authority) {
        return of(credentialKeys, authority);
    }

    /** Signs access tokens. */
    public SigningKey accessTokenKey(AuthorityId authority) {
        return of(accessTokenKeys, authority);
    }

    private static SigningKey of(Map<AuthorityId, SigningKey> keys, AuthorityId authority) {
        return Optional.ofNullable(keys.get(authority))
                .orElseThrow(() -> new IllegalArgumentException("no key for " + authority));
    }

    private static SigningKey certified(Authority authority, KeyStore keys, Path trustFolder, Clock clock) {
        String alias = authority.id() + "-credential";
        Optional<SigningKey> kept = keys.find(alias);
        if (kept.isPresent() && !kept.get().chain().isEmpty()) {
            return kept.get();
        }
        if (!Files.isDirectory(trustFolder.resolve("development-ca"))) {
            throw new IllegalStateException("authority " + authority.id()
                    + " has no certified key: put one under the alias "
                    + alias + " into the key store, or point amana.trust.dir to a development certificate authority");
        }
        var profile = CertificateProfile.of(KeyPurpose.ISSUER, authority.englishName())
                .withCountry(authority.country())
                .withOrganization(authority.englishName(), "NTR" + authority.country() + "-" + authority.id())
                .withUri(java.net.URI.create(authority.identifier().value()));
        return keys.create(alias, profile, DevelopmentCa.openOrCreate(trustFolder, clock));
    }
}
