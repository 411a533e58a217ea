package org.amana.core.exchange;

import java.util.List;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.trust.X5c;
import org.amana.core.vp.RequestObject;
import tools.jackson.databind.JsonNode;

/**
 * The signed request a person answered, as the source gets it from the requester: what the holder's key binding and the
 * consent must agree with. It is believed because the person's answer names its hash; that the requester signed it is
 * checked as well.
 *
 * @param clientId audience of the presentation, prefix included
 * @param terms what the person was asked
 */
public record AnsweredRequest(RequestHash hash, String clientId, String nonce, ExchangeTerms terms) {
    /**
     * Reads a request object whose signature, by the leaf of its own chain, holds, and whose chain names the requester.
     *
     * @throws ProblemException {@link ExchangeProblem.BadReleaseRequest}
     */
    static AnsweredRequest verify(String requestObject, Requester requester) {
        UnverifiedJws jws;
        try {
            jws = UnverifiedJws.parse(requestObject, RequestObject.MAX_BYTES);
            var leaf = X5c.parse(jws.header().path("x5c")).getFirst();
            boolean isOurs = X5c.organizationIdentifier(leaf)
                    .equals(X5c.organizationIdentifier(requester.access().leaf()));
            if (!isOurs || !(leaf.getPublicKey() instanceof java.security.interfaces.ECPublicKey key)) {
                throw ExchangeProblem.badRequest("the answered request is another party's");
            }
            jws.verify(key, RequestObject.TYP);
        } catch (ProblemException e) {
            throw e.problem() instanceof ExchangeProblem
                    ? e
                    : new ProblemException(new ExchangeProblem.BadReleaseRequest(
                            "the answered request does not hold: " + e.problem().detail()), e);
        }
        JsonNode data = jws.claims().path("transaction_data");
        String nonce = jws.claims().path("nonce").asString("");
        String clientId = jws.claims().path("client_id").asString("");
        if (data.size() != 1 || !data.get(0).isString() || nonce.isEmpty() || clientId.isEmpty()) {
            throw ExchangeProblem.badRequest("the answered request is not about one exchange");
        }
        return new AnsweredRequest(RequestHash.of(requestObject), clientId, nonce,
                ExchangeTerms.parse(data.get(0).stringValue()));
    }

    /** What the holder's key binding must say. */
    public RequiredKeyBinding keyBinding(java.time.Duration maxAge) {
        return new RequiredKeyBinding(nonce, clientId, maxAge, List.of(terms.encode()));
    }
}
