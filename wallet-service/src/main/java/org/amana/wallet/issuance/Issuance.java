package org.amana.wallet.issuance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amana.wallet.history.PartyNote;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An issuance under way, as the vault holds it.
 *
 * @param issuer    its identifier is the credential issuer's
 * @param trusted   on the trust list for every type offered
 * @param wanted    what is still to come, in the order of the offer
 * @param batchSize copies of each
 * @param anonymous the token endpoint takes requests without {@code client_id}
 * @param grant     present once the token was had
 * @param round     present while a browser makes keys and proofs for {@code wanted.getFirst()}
 */
record Issuance(String id, Instant started, ObjectNode offer, PartyNote issuer, boolean trusted, List<Wanted> wanted,
                int batchSize, String tokenEndpoint, String credentialEndpoint, @Nullable String nonceEndpoint,
                boolean anonymous, @Nullable Grant grant, @Nullable Round round) {

    Issuance {
        wanted = List.copyOf(wanted);
    }

    /** A configuration that is to be issued. */
    record Wanted(String configurationId, String vct) {}

    /**
     * The access token and the key it is bound to.
     *
     * @param identifiers credential identifiers the token response named, by configuration; often empty
     */
    record Grant(String accessToken, ObjectNode dpopKey, Map<String, List<String>> identifiers) {

        @Override
        public String toString() {
            return "Grant[…]";
        }
    }

    /** One round of keys and proofs. */
    record Round(@Nullable String nonce, List<ObjectNode> keys, List<String> signingInputs) {}

    Issuance with(Grant token) {
        return new Issuance(id, started, offer, issuer, trusted, wanted, batchSize, tokenEndpoint, credentialEndpoint,
                nonceEndpoint, anonymous, token, round);
    }

    Issuance with(Round next) {
        return new Issuance(id, started, offer, issuer, trusted, wanted, batchSize, tokenEndpoint, credentialEndpoint,
                nonceEndpoint, anonymous, grant, next);
    }

    /** After the first of {@code wanted} came. */
    Issuance afterFirst() {
        return new Issuance(id, started, offer, issuer, trusted, wanted.subList(1, wanted.size()), batchSize,
                tokenEndpoint, credentialEndpoint, nonceEndpoint, anonymous, grant, null);
    }

    @Override
    public String toString() {
        return "Issuance[…]";
    }
}
