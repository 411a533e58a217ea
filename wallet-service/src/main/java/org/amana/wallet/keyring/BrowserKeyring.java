package org.amana.wallet.keyring;

import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** Keys made by WebCrypto in the holder's browser, not extractable; the vault knows the public halves. */
@Component
final class BrowserKeyring implements Keyring {

    @Override
    public Optional<List<HolderKey>> fresh(int count) {
        return Optional.empty();
    }

    @Override
    public void keep(Vault vault, HolderKey key) {
        if (key.pair().isPresent()) {
            throw new IllegalArgumentException("a browser keyring takes no private keys");
        }
        vault.put(VaultCollection.KEYS, key.kid(), new KeptKey(Jwks.toMinimalJson(key.publicJwk()), null));
    }

    @Override
    public Optional<byte[]> sign(Vault vault, String kid, String signingInput) {
        return Optional.empty();
    }

    @Override
    public void requireSignature(Vault vault, String kid, String signingInput, byte[] signature) {
        Signatures.require(Signatures.kept(vault, kid), signingInput, signature);
    }

    @Override
    public void forget(Vault vault, String kid) {
        vault.remove(VaultCollection.KEYS, kid);
    }
}
