package org.amana.core.vp;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.ValidatedChain;
import org.amana.core.trust.X5c;
import org.amana.core.vp.VpProblem.InvalidRequestObject;
import org.amana.core.vp.VpProblem.UntrustedVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a Request Object must be before its parameters count (OID4VP 1.0 sections 5, 5.8, 5.9.3 and 5.10.1). */
final class RequestObjectCheck {
    private final ChainValidator chains;
    private final TrustAnchors anchors;
    private final Instant now;

    RequestObjectCheck(ChainValidator chains, TrustAnchors anchors, Instant now) {
        this.chains = chains;
        this.anchors = anchors;
        this.now = now;
    }

    /**
     * Authenticates the sender and reads the parameters.
     *
     * @param walletNonce what was posted to {@code request_uri}, if anything was
     * @throws ProblemException {@link VpProblem}
     */
    ValidatedAuthorizationRequest check(String compact, ClientId outer, Optional<String> walletNonce,
                                        boolean loopbackHttp) {
        UnverifiedJws jwt = parse(compact);
        if (!jwt.typ().equals(RequestObject.TYP)) {
            throw new ProblemException(new VpProblem.WrongRequestObjectType(jwt.typ()));
        }
        ObjectNode claims = jwt.claims();
        requireSameClient(claims, outer);
        ValidatedChain chain = authenticate(jwt, outer);
        // iss is ignored (section 5)
        requireAudience(claims);
        RequestObjectTimes.require(claims, now);
        if (walletNonce.isPresent() && !walletNonce.get().equals(claims.path("wallet_nonce").asString(""))) {
            throw new ProblemException(new VpProblem.WalletNonceMismatch());
        }
        RequestParameters parameters = RequestParameters.read(claims, outer, loopbackHttp);
        return new ValidatedAuthorizationRequest(outer, chain, parameters, compact);
    }

    private static UnverifiedJws parse(String compact) {
        try {
            return UnverifiedJws.parse(compact, RequestObject.MAX_BYTES);
        } catch (ProblemException e) {
            throw new ProblemException(new InvalidRequestObject(e.problem().code(), e.problem().detail()), e);
        }
    }

    /** Compared as text, prefix included. */
    private static void requireSameClient(ObjectNode claims, ClientId outer) {
        JsonNode inner = claims.path("client_id");
        if (!inner.isString() || !inner.stringValue().equals(outer.toString())) {
            throw new ProblemException(new VpProblem.ClientIdMismatch());
        }
    }

    /** The name, then the chain, then the signature; the keys in {@code client_metadata} never count here. */
    private ValidatedChain authenticate(UnverifiedJws jwt, ClientId clientId) {
        ArrayNode x5c = jwt.parameters()
                .x5c()
                .orElseThrow(() -> new ProblemException(
                        new UntrustedVerifier("untrusted_issuer", "the Request Object has no x5c chain")));
        ValidatedChain chain;
        try {
            var leaf = X5c.parse(x5c).getFirst();
            switch (clientId.prefix()) {
                case X509_HASH -> {
                    if (!X5c.x509Hash(leaf).equals(clientId.value())) {
                        throw new ProblemException(new VpProblem.CertificateHashMismatch());
                    }
                }
                case X509_SAN_DNS -> {
                    // no common name, no wildcard, no other spelling of the same host
                    if (!X5c.sans(leaf).coversHost(clientId.value())) {
                        throw new ProblemException(new VpProblem.DnsNameMismatch());
                    }
                }
            }
            chain = chains.validate(x5c, anchors, KeyPurpose.ACCESS, now);
        } catch (ProblemException e) {
            throw e.problem() instanceof VpProblem
                    ? e
                    : new ProblemException(new UntrustedVerifier(e.problem().code(), e.problem().detail()), e);
        }
        try {
            jwt.verify(chain.leafKey(), RequestObject.TYP);
        } catch (ProblemException e) {
            throw new ProblemException(new InvalidRequestObject(e.problem().code(), e.problem().detail()), e);
        }
        return chain;
    }

    /** A string, or an array with that string in it (RFC 7519 section 4.1.3). */
    private static void requireAudience(ObjectNode claims) {
        JsonNode aud = claims.path("aud");
        boolean ours = aud.isArray()
                ? aud.valueStream().anyMatch(one -> one.asString("").equals(RequestObject.AUDIENCE))
                : aud.asString("").equals(RequestObject.AUDIENCE);
        if (!ours) {
            throw new ProblemException(new VpProblem.WrongAudience());
        }
    }
}
