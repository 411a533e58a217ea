package org.amana.wallet.keyring;

import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;

/** The keys of one wallet's credentials, one key for each copy. */
public interface Keyring {

    /**
     * Fresh keys, not stored yet; empty where only the browser can make them.
     *
     * @param count 1 to 100
     */
    Optional<List<HolderKey>> fresh(int count);

    /** Stores a key, inside the caller's step on the vault. */
    void keep(Vault vault, HolderKey key);

    /**
     * Signs with ES256; empty where only the browser can.
     *
     * @param kid thumbprint of a key that was kept
     * @return raw {@code r || s}, 64 bytes
     */
    Optional<byte[]> sign(Vault vault, String kid, String signingInput);

    /**
     * Checks a signature that came from outside against the key it should be made with.
     *
     * @throws ProblemException {@link KeyringProblem.WrongSignature}
     */
    void requireSignature(Vault vault, String kid, String signingInput, byte[] signature);

    /** Forgets a key whose copy is gone. */
    void forget(Vault vault, String kid);
}
