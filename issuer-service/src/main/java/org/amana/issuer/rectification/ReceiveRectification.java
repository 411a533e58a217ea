package org.amana.issuer.rectification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.credential.CredentialId;
import org.amana.issuer.credential.CredentialState;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.status.StatusLists;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/**
 * Takes a request that the key of one of this authority's cards signed. A suspended card is as good as a valid one: what is
 * wrong may be why it was suspended. A revoked one is not: its key may be in other hands.
 */
@Component
public class ReceiveRectification {
    /** Older requests are refused; until then the same one may be brought again after a failure. */
    static final Duration LIFETIME = Duration.ofDays(7);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private final SdJwtVcVerifier verifier;
    private final TrustListSource trust;
    private final StatusLists statusLists;
    private final Credentials credentials;
    private final RectificationInbox inbox;
    private final RectificationReceipts receipts;
    private final Clock clock;

    ReceiveRectification(ChainValidator chains, TrustListSource trust, StatusLists statusLists,
            Credentials credentials, RectificationInbox inbox, RectificationReceipts receipts, Clock clock) {
        this.verifier = new SdJwtVcVerifier(chains, TypeMetadataSource.ofSchemas(), clock);
        this.trust = trust;
        this.statusLists = statusLists;
        this.credentials = credentials;
        this.inbox = inbox;
        this.receipts = receipts;
        this.clock = clock;
    }

    /**
     * Keeps the request; the month begins. The same text again, after an answer that was lost, is the same request with the
     * same receipt: it was checked when it came, and what became of the card since does not matter.
     *
     * @throws ProblemException {@link RectificationProblem}
     */
    public AskedRectification receive(Authority authority, String compact) {
        RectificationRequest request = read(compact);
        Optional<AskedRectification> before = inbox.known(authority.id(), request.digest());
        return receipts.of(authority, before.orElseGet(() -> take(authority, request)));
    }

    private AskedRectification take(Authority authority, RectificationRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        requireForUs(authority, request, now);
        Credentials.Issued card = card(authority, request);
        requireClaims(authority, card, request);
        return inbox.take(authority.id(), card.id(), request, receipts.sign(authority, request, now));
    }

    /**
     * The answer to a request that was brought before.
     *
     * @throws ProblemException {@link RectificationProblem.BadRequest}, {@link RectificationProblem.Unknown}
     */
    public AskedRectification find(Authority authority, String compact) {
        return receipts.of(authority, inbox.find(authority.id(), read(compact).digest()));
    }

    private static RectificationRequest read(String compact) {
        try {
            return RectificationRequest.verify(compact);
        } catch (ProblemException e) {
            throw new ProblemException(new RectificationProblem.BadRequest(e.problem().detail()), e);
        }
    }

    private static void requireForUs(Authority authority, RectificationRequest request, Instant now) {
        if (!request.authority().equals(authority.identifier().value())) {
            throw bad("the request is for another authority");
        }
        if (request.time().isAfter(now.plus(SKEW)) || request.time().isBefore(now.minus(LIFETIME))) {
            throw bad("the request is of the future, or older than " + LIFETIME.toDays() + " days");
        }
    }

    private Credentials.Issued card(Authority authority, RectificationRequest request) {
        VerifiedSdJwtVc card = verified(authority, request);
        if (!card.issuer().equals(Optional.of(authority.identifier().value()))) {
            throw notOwn("the card is another authority's");
        }
        return card.status()
                .flatMap(place -> statusLists.credential(authority, place))
                .flatMap(id -> credentials.find(authority, new CredentialId(id)))
                .filter(known -> known.state() != CredentialState.REVOKED)
                .orElseThrow(() -> notOwn("the card is not one of this authority's, or was revoked"));
    }

    private VerifiedSdJwtVc verified(Authority authority, RectificationRequest request) {
        SdJwtVcVerdict verdict = verifier.verifyPresentation(request.card(), Optional.empty(), anchors(authority));
        return switch (verdict) {
            case SdJwtVcVerdict.Verified(var card) -> card;
            case SdJwtVcVerdict.Rejected(var findings) -> throw notOwn("the card does not hold: "
                    + String.join(", ", findings.stream().map(Finding::reason).distinct().toList()));
        };
    }

    private TrustAnchors anchors(Authority authority) {
        try {
            return trust.issuer(authority.identifier().value())
                    .map(issuer -> issuer.anchors())
                    .orElseGet(TrustAnchors::none);
        } catch (ProblemException e) {
            throw new ProblemException(new RectificationProblem.CannotCheck("no trust list can be had"), e);
        }
    }

    private static void requireClaims(Authority authority, Credentials.Issued card, RectificationRequest request) {
        IssuanceRules type = authority.type(card.configuration())
                .orElseThrow(() -> bad("this authority does not issue the type any more"));
        for (List<String> path : request.claims()) {
            if (!type.hasClaim(path)) {
                throw bad("cards of this type have no such claim");
            }
        }
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new RectificationProblem.BadRequest(detail));
    }

    private static ProblemException notOwn(String detail) {
        return new ProblemException(new RectificationProblem.NotOwn(detail));
    }
}
