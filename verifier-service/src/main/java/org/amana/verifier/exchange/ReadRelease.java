package org.amana.verifier.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.exchange.ExchangeProblem;
import org.amana.core.exchange.PermitProof;
import org.amana.core.exchange.PermittedFields;
import org.amana.core.exchange.Release;
import org.amana.core.http.HttpAnswer;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.TrustListSource;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.fork.ShownCheckpoints;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Opens what a source sent. Data count for nothing without the proof of a permit for exactly this order. */
@Component
class ReadRelease {
    /** Codes of a refusal that have words of their own; any other is "denied". */
    static final Set<String> DENIALS = Stream
            .concat(Arrays.stream(DenyReason.values()).map(DenyReason::code),
                    Stream.of("subject_unknown", "certificate_ended"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> PAUSES = Set.of("ledger_unavailable", "register_unavailable");
    private static final long LONGEST_WAIT_SECONDS = 3_600;
    /** Where the source says that it was asked too often or too early. */
    private static final Duration LATER = Duration.ofHours(1);
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final Organisations organisations;
    private final ForkedLogs forks;
    private final ShownCheckpoints shown;
    private final Clock clock;

    ReadRelease(TrustListSource trust, ChainValidator chains, Organisations organisations, ForkedLogs forks,
            ShownCheckpoints shown, Clock clock) {
        this.trust = trust;
        this.chains = chains;
        this.organisations = organisations;
        this.forks = forks;
        this.shown = shown;
        this.clock = clock;
    }

    /** What the answer comes to. */
    public FetchOutcome read(SourceAnswer asked) {
        return switch (asked) {
            case SourceAnswer.Away(var order, var reason) -> new FetchOutcome.Away(order, reason, Duration.ZERO);
            case SourceAnswer.NotAsked(var order, var reason, var detail) ->
                new FetchOutcome.Broken(order, reason, detail, Optional.empty());
            case SourceAnswer.Answered answered -> read(answered);
        };
    }

    private FetchOutcome read(SourceAnswer.Answered answered) {
        HttpAnswer answer = answered.answer();
        ExchangeOrder order = answered.order();
        return switch (answer.status()) {
            case 200 -> released(answered);
            case 401, 403 -> refused(order, reason(answer));
            case 409 -> new FetchOutcome.Away(order, "request_replayed", Duration.ZERO);
            case 404 -> broken(order, "unknown_authority", "the source says that it is not there");
            case 429 -> reason(answer).filter("too_many_orders"::equals).isPresent()
                    ? new FetchOutcome.Away(order, "too_many_orders", LATER)
                    : new FetchOutcome.Away(order, "source_unavailable", retryAfter(answer));
            default -> answer.status() >= 500
                    ? new FetchOutcome.Away(order, reason(answer).filter(PAUSES::contains).orElse("source_unavailable"),
                            retryAfter(answer))
                    : broken(order, "bad_release_request", "the source answered HTTP " + answer.status());
        };
    }

    private static FetchOutcome refused(ExchangeOrder order, Optional<String> reason) {
        return reason.filter(DenyReason.TOO_EARLY.code()::equals).isPresent()
                ? new FetchOutcome.Away(order, DenyReason.TOO_EARLY.code(), LATER)
                : new FetchOutcome.Denied(order, reason.filter(DENIALS::contains).orElse("denied"));
    }

    private FetchOutcome released(SourceAnswer.Answered answered) {
        ExchangeOrder order = answered.order();
        TrustList list;
        try {
            list = trust.current();
        } catch (ProblemException e) {
            // the permit is spent; another is taken when the list is there again
            return new FetchOutcome.Away(order, "register_unavailable", Duration.ZERO);
        }
        Optional<TrustedIssuer> issuer = list.issuer(order.source());
        Optional<Organisation> organisation = organisations.find(order.organisation().value());
        if (issuer.isEmpty() || organisation.isEmpty())
            return broken(order, "unknown_source", "the trust list does not name the source any more");
        if (forks.isForkedFor(order.source()))
            return new FetchOutcome.Away(order, "log_forked", Duration.ZERO);
        return released(answered, issuer.get(), organisation.get(),
                list.keeperOf(order.source()).map(TrustedLedger::log).stream().toList());
    }

    private FetchOutcome released(SourceAnswer.Answered answered, TrustedIssuer issuer, Organisation organisation,
                                  List<LogIdentity> logs) {
        ExchangeOrder order = answered.order();
        Instant now = clock.instant();
        Release release;
        try {
            release = Release.open(new String(answered.answer().body(), StandardCharsets.US_ASCII),
                    answered.replyKey(), new Release.Trust(chains, issuer.anchors()), order.source(),
                    organisation.partyId(), answered.requestId(), now);
        } catch (ProblemException e) {
            return broken(order, "bad_release", e.problem().detail());
        }
        try {
            var expected = new PermitProof.Expected(order.source(), organisation.partyId(),
                    order.requireConsent().record(), order.requireConsent().requestHash(), order.intendedUse());
            PermitProof proof = PermitProof.require(release, logs, expected, now);
            // what the source's log says of itself must agree with what everybody else was shown of it
            shown.add(proof.checkpoint());
            GuardiansPermit.require(proof.order(), order);
            requireAsked(order, release);
            return new FetchOutcome.Released(order, release, proof);
        } catch (ProblemException e) {
            return new FetchOutcome.Broken(order, "bad_release", e.problem().detail(), spent(order, release, logs));
        }
    }

    /** Not wider than the order, whatever the permit says, and not of a type it does not name. */
    private static void requireAsked(ExchangeOrder order, Release release) {
        List<CredentialCategory> asked = order.categories();
        if (release.data().isEmpty())
            throw badRelease("nothing was sent");
        for (Release.Data one : release.data())
            if (!new PermittedFields(one.vct(), asked).cover(one.claims())
                    || asked.stream().noneMatch(category -> category.vct().equals(one.vct())))
                throw badRelease("more was sent than was asked for");
    }

    private static ProblemException badRelease(String detail) {
        return new ProblemException(new ExchangeProblem.BadRelease(detail));
    }

    /** The permit, when the log of the source has it under this order's consent. */
    private static Optional<FetchOutcome.SpentPermit> spent(ExchangeOrder order, Release release,
                                                            List<LogIdentity> logs) {
        for (LogIdentity log : logs)
            if (release.permit().verify(log) instanceof ReceiptVerdict.Verified(var event, var index, _)
                    && event instanceof ExchangeEvent permit && permit.kind() == EventKind.PERMIT
                    && permit.record().equals(order.requireConsent().record())
                    && permit.requestHash().equals(order.requireConsent().requestHash()))
                return Optional.of(new FetchOutcome.SpentPermit(log.origin(), index));
        return Optional.empty();
    }

    private static FetchOutcome broken(ExchangeOrder order, String reason, String detail) {
        return new FetchOutcome.Broken(order, reason, detail, Optional.empty());
    }

    private static Optional<String> reason(HttpAnswer answer) {
        try {
            return Optional.of(answer.json().path("reason").asString(""));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Duration retryAfter(HttpAnswer answer) {
        return answer.header("retry-after")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_WAIT_SECONDS)))
                .orElse(Duration.ZERO);
    }
}
