package org.amana.wallet.keyring;

import com.nimbusds.jose.jwk.ECKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amana.core.jose.Jwks;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the keyring a wallet was made with. */
@Component
public class Keyrings {

    private final BrowserKeyring browser;
    private final ServerKeyring server;

    Keyrings(BrowserKeyring browser, ServerKeyring server) {
        this.browser = browser;
        this.server = server;
    }

    public Keyring of(Vault vault) {
        return switch (vault.keyring()) {
            case BROWSER -> browser;
            case SERVER -> server;
        };
    }

    /**
     * Reads the public keys a browser posted.
     *
     * @param count how many it was asked for
     * @throws ProblemException {@link KeyringProblem.WrongKeys}, also for a key with private members
     */
    public static List<HolderKey> parse(List<JsonNode> jwks, int count) {
        if (jwks.size() != count) {
            throw new ProblemException(
                    new KeyringProblem.WrongKeys("expected " + count + " keys, got " + jwks.size()));
        }
        List<HolderKey> keys = new ArrayList<>();
        Set<String> kids = new HashSet<>();
        for (JsonNode jwk : jwks) {
            HolderKey key = HolderKey.ofBrowser(publicKey(jwk));
            if (!kids.add(key.kid())) {
                throw new ProblemException(new KeyringProblem.WrongKeys("expected distinct keys"));
            }
            keys.add(key);
        }
        return keys;
    }

    /**
     * Reads one public key a browser posted.
     *
     * @throws ProblemException {@link KeyringProblem.WrongKeys}
     */
    public static ECKey publicKey(JsonNode jwk) {
        try {
            return Jwks.parsePublicEcKey(jwk);
        } catch (ProblemException e) {
            throw new ProblemException(new KeyringProblem.WrongKeys(e.problem().detail()), e);
        }
    }
}
