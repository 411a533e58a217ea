package org.amana.wallet.rectification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/**
 * Brings requests to authorities and reads their answers. An answer counts when it is to this request and signed with a
 * certificate that names the authority, under the anchors that its cards need: nobody else can say "corrected" for it.
 */
@Component
class AuthorityInbox {
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private final HttpPeer peer;
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final Clock clock;

    AuthorityInbox(HttpPeer peer, TrustListSource trust, ChainValidator chains, Clock clock) {
        this.peer = peer;
        this.trust = trust;
        this.chains = chains;
        this.clock = clock;
    }

    /** What came of bringing it. */
    sealed interface Brought {
        /** The authority has it since then. */
        record Taken(Instant at) implements Brought {}

        /** It could not be reached, or cannot take anything now. */
        record Later() implements Brought {}

        /** It will not take it. */
        record Refused(RectificationFailure why) implements Brought {}
    }

    Brought bring(RectificationRequest request) {
        try {
            HttpAnswer answer = post(request, "");
            int status = answer.status();
            if (answer.isSuccess() || status == CONFLICT) { // a conflict: it has it from an earlier try
                return new Brought.Taken(receivedAt(request, answer));
            }
            return switch (status) {
                case 404, 405, 415 -> new Brought.Refused(new RectificationFailure.NotOffered("answered " + status));
                case TOO_MANY -> new Brought.Refused(new RectificationFailure.TooManyWait());
                case 400, 403, 413 -> new Brought.Refused(new RectificationFailure.NotTaken("answered " + status));
                default -> new Brought.Later();
            };
        } catch (ProblemException e) {
            return new Brought.Later();
        }
    }

    /** The authority's answer; empty while there is none that holds. */
    Optional<RectificationAnswer> answer(RectificationRequest request) {
        try {
            HttpAnswer answer = post(request, "/answers");
            if (!answer.isSuccess() || !answer.json().path("state").asString("").equals("ANSWERED")) {
                return Optional.empty();
            }
            return Optional.of(RectificationAnswer.verify(answer.json().path("answer").asString("")))
                    .filter(said -> isTo(request, said));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private boolean isTo(RectificationRequest request, RectificationAnswer said) {
        TrustAnchors anchors = trust.issuer(request.authority())
                .map(issuer -> issuer.anchors())
                .orElseGet(TrustAnchors::none);
        var chain = chains.validate(said.chain(), anchors, KeyPurpose.ISSUER, clock.instant());
        return said.request().equals(request.digest()) && said.authority().equals(request.authority())
                && X5c.sans(chain.leaf()).uris().contains(URI.create(request.authority()));
    }

    private HttpAnswer post(RectificationRequest request, String path) {
        return peer.exchange(HttpQuestion.post(URI.create(request.authority() + "/rectifications" + path),
                "application/jwt", request.compact().getBytes(StandardCharsets.US_ASCII)));
    }

    /** What the authority says, where it can be true; a date of its own liking would move the month. */
    private Instant receivedAt(RectificationRequest request, HttpAnswer answer) {
        Instant now = clock.instant();
        try {
            Instant said = Instant.parse(answer.json().path("received_at").asString(""));
            boolean canBe = !said.isBefore(request.time().minus(SKEW)) && !said.isAfter(now.plus(SKEW));
            return canBe ? said : now;
        } catch (DateTimeParseException | ProblemException _) {
            return now;
        }
    }
}
