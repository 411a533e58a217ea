package org.amana.wallet.rectification;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/**
 * Brings requests to authorities and reads their answers. A receipt and an answer count when they are about this request
 * and signed with a certificate that names the authority, under the anchors that its cards need: nobody else can say "we
 * have it" or "corrected" for it, and it cannot take back what it said.
 */
@Component
class AuthorityInbox {
    private static final Duration SKEW = Duration.ofMinutes(1);
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
        /** The authority has it and signed that. */
        record Taken(RectificationReceipt receipt) implements Brought {}

        /** It could not be reached, cannot take anything now, or says so without a signature that holds. */
        record Later() implements Brought {}

        /** It will not take it. */
        record Refused(RectificationFailure why) implements Brought {}
    }

    Brought bring(RectificationRequest request) {
        try {
            HttpAnswer answer = post(request, "");
            int status = answer.status();
            if (answer.isSuccess()) {
                return new Brought.Taken(receipt(request, answer));
            }
            return switch (status) {
                case 404, 405, 415 -> new Brought.Refused(new RectificationFailure.NotOffered("answered " + status));
                case TOO_MANY -> new Brought.Refused(new RectificationFailure.TooManyWait());
                case 400, 403, 409, 413 -> new Brought.Refused(new RectificationFailure.NotTaken("answered " + status));
                default -> new Brought.Later();
            };
        } catch (ProblemException e) {
            return new Brought.Later();
        }
    }

    /**
     * The authority's answer; empty while there is none that holds.
     *
     * @param received when the authority said that the request came; an answer may not tell another day
     */
    Optional<RectificationAnswer> answer(RectificationRequest request, Instant received) {
        try {
            HttpAnswer answer = post(request, "/answers");
            if (!answer.isSuccess() || !answer.json().path("state").asString("").equals("ANSWERED")) {
                return Optional.empty();
            }
            return Optional.of(RectificationAnswer.verify(answer.json().path("answer").asString("")))
                    .filter(said -> said.isTo(request) && said.received().equals(received)
                            && isOf(request.authority(), said.chain()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private boolean isOf(String authority, List<X509Certificate> signer) {
        TrustAnchors anchors = trust.issuer(authority).map(issuer -> issuer.anchors()).orElseGet(TrustAnchors::none);
        var chain = chains.validate(signer, anchors, KeyPurpose.ISSUER, clock.instant());
        return X5c.sans(chain.leaf()).uris().contains(URI.create(authority));
    }

    private HttpAnswer post(RectificationRequest request, String path) {
        return peer.exchange(HttpQuestion.post(URI.create(request.authority() + "/rectifications" + path),
                "application/jwt", request.compact().getBytes(StandardCharsets.US_ASCII)));
    }

    /** A day before the request or after today would move the month; who names one has signed nothing of use. */
    private RectificationReceipt receipt(RectificationRequest request, HttpAnswer answer) {
        RectificationReceipt receipt = RectificationReceipt.verify(answer.json().path("receipt").asString(""));
        boolean canBe = !receipt.received().isBefore(request.time().minus(SKEW))
                && !receipt.received().isAfter(clock.instant().plus(SKEW));
        if (!canBe || !receipt.isFor(request) || !isOf(request.authority(), receipt.chain())) {
            throw ConsentProblem.badMessage("the receipt is not the authority's for this request");
        }
        return receipt;
    }
}
