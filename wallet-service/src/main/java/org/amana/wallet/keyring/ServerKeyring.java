package org.amana.wallet.keyring;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.jose.Jwks;
import org.amana.core.key.EphemeralKey;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Keys sealed in the vault, for shared computers, tests and the headless API; usable only while it is unlocked. */
@Component
final class ServerKeyring implements Keyring {

    @Override
    public Optional<List<HolderKey>> fresh(int count) {
        return Optional.of(Stream.generate(EphemeralKey::generate).limit(count).map(HolderKey::ofServer).toList());
    }

    @Override
    public void keep(Vault vault, HolderKey key) {
        EphemeralKey pair = key.pair()
                .orElseThrow(() -> new IllegalArgumentException("a server keyring needs the private key"));
        vault.put(VaultCollection.KEYS, key.kid(), new KeptKey(Jwks.toMinimalJson(key.publicJwk()), pair.toJwk()));
    }

    @Override
    public Optional<byte[]> sign(Vault vault, String kid, String signingInput) {
        ObjectNode pair = Signatures.kept(vault, kid).pair();
        if (pair == null) {
            throw new IllegalStateException("a server keyring holds private keys");
        }
        return Optional.of(EphemeralKey.fromJwk(pair).sign(signingInput.getBytes(StandardCharsets.US_ASCII)));
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
