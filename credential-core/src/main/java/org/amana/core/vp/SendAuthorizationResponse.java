package org.amana.core.vp;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.exchange.NotAble;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpResponseProblem.ResponseNotAccepted;

/** Wallet side: posts the answer to {@code response_uri} (OID4VP 1.0 sections 8.2 and 8.3.1). */
public final class SendAuthorizationResponse {
    private final HttpPeer peer;

    public SendAuthorizationResponse(HttpPeer peer) {
        this.peer = peer;
    }

    /**
     * Sends presentations, encrypted to the Verifier's key.
     *
     * @return where the person is to be sent next, if the Verifier says so
     * @throws ProblemException {@link ResponseNotAccepted}; {@link org.amana.core.http.PeerProblem}
     */
    public Optional<URI> present(ValidatedAuthorizationRequest request, VpToken vpToken) {
        return post(request, Map.of("response",
                AuthorizationResponse.encrypt(vpToken, request.state(), request.encryption())));
    }

    /**
     * Declines. The same words whether the person refused or has no such credential: the Verifier must not learn which.
     *
     * @throws ProblemException as {@link #present}
     */
    public Optional<URI> decline(ValidatedAuthorizationRequest request) {
        return decline(request, Optional.empty());
    }

    /**
     * Declines for a person under age who cannot say: they need somebody to explain it.
     *
     * @throws ProblemException as {@link #present}
     */
    public Optional<URI> notAble(ValidatedAuthorizationRequest request) {
        return decline(request, Optional.of(NotAble.DESCRIPTION));
    }

    private Optional<URI> decline(ValidatedAuthorizationRequest request, Optional<String> description) {
        var form = new LinkedHashMap<String, String>();
        form.put("error", "access_denied");
        description.ifPresent(words -> form.put("error_description", words));
        request.state().ifPresent(state -> form.put("state", state));
        return post(request, form);
    }

    private Optional<URI> post(ValidatedAuthorizationRequest request, Map<String, String> form) {
        HttpAnswer answer = peer.exchange(HttpQuestion.postForm(request.responseUri(), form)
                .withHeader("Accept", "application/json"));
        // redirects are an error, never followed (section 8.2)
        if (answer.status() != 200) {
            throw new ProblemException(new ResponseNotAccepted(answer.status()));
        }
        return redirectUri(answer, request.responseUri());
    }

    /**
     * An answer that is no JSON object, or names no https address, means: nothing further to do. Plain http is good
     * enough only where the response itself went that way (loopback, where the operator allowed it).
     */
    private static Optional<URI> redirectUri(HttpAnswer answer, URI responseUri) {
        try {
            URI uri = URI.create(answer.json().path("redirect_uri").asString(""));
            boolean isAddress = uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || responseUri.getScheme().equals(uri.getScheme()));
            return isAddress ? Optional.of(uri) : Optional.empty();
        } catch (ProblemException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
