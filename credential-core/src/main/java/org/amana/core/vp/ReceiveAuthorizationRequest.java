package org.amana.core.vp;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.vp.VpProblem.InvalidRequestUri;
import org.amana.core.vp.VpProblem.RequestNotFetched;
import org.amana.core.vp.VpProblem.WrongMediaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Wallet side: from the link to a request that may be shown (OID4VP 1.0 section 5). It may fetch the Request Object;
 * it never posts to {@code response_uri}, so a request that is refused here has learnt nothing.
 */
public final class ReceiveAuthorizationRequest {
    /** Media type of a Request Object (RFC 9101 section 10.8). */
    public static final String MEDIA_TYPE = "application/oauth-authz-req+jwt";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NONCE_BYTES = 16;

    private final HttpPeer peer;
    private final ChainValidator chains;
    private final Clock clock;
    private final RandomGenerator random;
    private final boolean loopbackHttp;

    /**
     * A wallet's receiver.
     *
     * @param loopbackHttp whether http on loopback is allowed ({@code amana.outbound.loopback-http})
     */
    public ReceiveAuthorizationRequest(HttpPeer peer, ChainValidator chains, Clock clock, RandomGenerator random,
            boolean loopbackHttp) {
        this.peer = peer;
        this.chains = chains;
        this.clock = clock;
        this.random = random;
        this.loopbackHttp = loopbackHttp;
    }

    /**
     * Reads the link, fetches the Request Object where it is given by reference, and checks all of it.
     *
     * @param accessAnchors roots of the certificates that verifiers ask with
     * @throws ProblemException {@link VpProblem}
     */
    public ValidatedAuthorizationRequest receive(String link, TrustAnchors accessAnchors) {
        AuthorizationRequest request = AuthorizationRequest.parse(link);
        Optional<String> walletNonce = request.requestUriMethod() == RequestUriMethod.POST
                ? Optional.of(nonce())
                : Optional.empty();
        String requestObject = request.requestObject().orElseGet(() -> fetch(request, walletNonce));
        return new RequestObjectCheck(chains, accessAnchors, clock.instant())
                .check(requestObject, request.clientId(), walletNonce, loopbackHttp);
    }

    private String fetch(AuthorizationRequest request, Optional<String> walletNonce) {
        URI uri = request.requestUri().orElseThrow();
        if (!EndpointAddress.isAllowed(uri, loopbackHttp)) {
            throw new ProblemException(new InvalidRequestUri());
        }
        HttpQuestion question = walletNonce
                .map(nonce -> HttpQuestion.postForm(uri,
                        Map.of("wallet_metadata", StrictJson.write(walletMetadata()), "wallet_nonce", nonce)))
                .orElseGet(() -> HttpQuestion.get(uri))
                .withHeader("Accept", MEDIA_TYPE)
                .withMaxAnswerBytes(RequestObject.MAX_BYTES)
                .withTimeout(TIMEOUT);
        HttpAnswer answer = exchange(question, walletNonce.isPresent());
        // "treat HTTP redirects as an error response" (section 5.10.1)
        if (answer.status() != 200) {
            throw new ProblemException(
                    new RequestNotFetched(answer.status() >= 500 ? RequestNotFetched.SERVER_ERROR : "http_status",
                            "request_uri answered with status " + answer.status()));
        }
        if (!answer.mediaType().equals(MEDIA_TYPE)) {
            throw new ProblemException(new WrongMediaType(answer.mediaType()));
        }
        return new String(answer.body(), StandardCharsets.US_ASCII).strip();
    }

    /** With a nonce the same is asked once more where no answer came: a verifier may give a request to one wallet alone. */
    private HttpAnswer exchange(HttpQuestion question, boolean mayAskAgain) {
        try {
            return peer.exchange(question);
        } catch (ProblemException e) {
            if (mayAskAgain && (e.problem() instanceof PeerProblem.TimedOut
                    || e.problem() instanceof PeerProblem.Unreachable)) {
                return exchange(question, false);
            }
            throw e.problem() instanceof PeerProblem problem
                    ? new ProblemException(new RequestNotFetched(problem.code(), problem.detail()), e)
                    : e;
        }
    }

    /** What the Verifier may need to know, and nothing that tells one wallet from another (section 15.9). */
    private static ObjectNode walletMetadata() {
        ObjectNode metadata = StrictJson.object();
        metadata.set("vp_formats_supported", ClientMetadata.formatsSupported());
        metadata.putArray("client_id_prefixes_supported").add("x509_hash").add("x509_san_dns");
        metadata.putArray("request_object_signing_alg_values_supported").add("ES256");
        metadata.putArray("response_types_supported").add("vp_token");
        metadata.putArray("response_modes_supported").add("direct_post.jwt");
        return metadata;
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        return Base64Url.encode(nonce);
    }
}
