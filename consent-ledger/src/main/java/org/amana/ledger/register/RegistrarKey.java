package org.amana.ledger.register;

import java.time.Clock;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.core.trust.DevelopmentCa;
import org.amana.support.settings.AmanaProperties;

/**
 * The registrar's key with its certificate chain.
 *
 * @param key signs registration certificates and the trust list
 */
record RegistrarKey(SigningKey key) {
    private static final String ALIAS = "registrar";

    static RegistrarKey openOrCreate(KeyStore keys, AmanaProperties amana, Clock clock) {
        return new RegistrarKey(keys.find(ALIAS).orElseGet(() -> {
            if (!amana.trust().developmentCa()) {
                throw new IllegalStateException(
                        "the key store has no key '" + ALIAS + "' with a certificate; import one,"
                                + " or set amana.trust.development-ca=true to try the ledger without");
            }
            return keys.create(ALIAS, CertificateProfile.of(KeyPurpose.REGISTRAR, "Amana registrar"),
                    DevelopmentCa.openOrCreate(amana.trust().dir(), clock));
        }));
    }
}
