package org.amana.core.key;

import java.util.Optional;

/**
 * Keeps signing keys across restarts: a PKCS#12 file, or a hardware module. Aliases are our own
 * words, never text from a stranger.
 */
public interface KeyStore {
    Optional<SigningKey> find(String alias);

    /**
     * Makes a key, has it certified and keeps both. Where the alias is taken the kept key is returned, so that
     * callers who race all get the same one.
     */
    SigningKey create(String alias, CertificateProfile profile, CertificateAuthority authority);

    /** As above, for a key without certificate. */
    SigningKey create(String alias);
}
