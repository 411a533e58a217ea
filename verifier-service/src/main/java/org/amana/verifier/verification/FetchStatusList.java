package org.amana.verifier.verification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusProblem;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;

/**
 * Fetches one whole status list and verifies it (draft-ietf-oauth-status-list-20 sections 8.1 to 8.3). The list
 * is the same for everybody: the issuer does not learn whose credential is checked.
 */
final class FetchStatusList {
    private final HttpPeer peer;
    private final ChainValidator chains;
    private final Clock clock;
    private final Duration timeout;

    FetchStatusList(HttpPeer peer, ChainValidator chains, Clock clock, Duration timeout) {
        this.peer = peer;
        this.chains = chains;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * The list at that address.
     *
     * @throws ProblemException {@link StatusProblem} alone
     */
    VerifiedStatusList fetch(URI uri, TrustAnchors anchors) {
        HttpAnswer answer = ask(uri);
        if (!answer.isSuccess())
            throw new ProblemException(
                    new StatusProblem.Unreachable("the status list was answered with HTTP " + answer.status()));
        // a list in CWT form is none for an SD-JWT VC (SD-JWT VC section 2.2.2.3)
        if (!answer.mediaType().equals(StatusListToken.MEDIA_TYPE))
            throw new ProblemException(
                    new StatusProblem.BadTyp("media type of the status list is not " + StatusListToken.MEDIA_TYPE));
        return StatusListToken.verify(new String(answer.body(), StandardCharsets.US_ASCII), uri, chains, anchors,
                clock.instant());
    }

    private HttpAnswer ask(URI uri) {
        try {
            return peer.exchange(HttpQuestion.get(uri)
                    .withHeader("Accept", StatusListToken.MEDIA_TYPE)
                    .withMaxAnswerBytes(StatusListToken.MAX_TOKEN_BYTES)
                    .withTimeout(timeout));
        } catch (ProblemException e) {
            throw new ProblemException(
                    new StatusProblem.Unreachable("the status list could not be fetched: " + e.problem().code()), e);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new StatusProblem.Unreachable("the address of the status list is no web address"), e);
        }
    }
}
