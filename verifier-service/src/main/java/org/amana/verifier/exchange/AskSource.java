package org.amana.verifier.exchange;

import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.http.PeerProblem;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.fork.ForkedLogs;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.OrderAnswers;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.Organisations;
import org.amana.verifier.organisation.UseProblem;
import org.amana.verifier.request.Token;
import org.amana.verifier.transport.ReleaseQuestion;
import org.amana.verifier.transport.Ways;
import org.springframework.stereotype.Component;

/** The one way out: sends a release request, each time a fresh one with a reply key of its own, the way that leads there. */
@Component
class AskSource {
    private final Ways ways;
    private final OrderAnswers answers;
    private final Organisations organisations;
    private final IntendedUses uses;
    private final AccessKeys keys;
    private final ForkedLogs forks;
    private final ExchangeProperties properties;
    private final Clock clock;
    private final RandomGenerator random;

    AskSource(Ways ways, OrderAnswers answers, Organisations organisations, IntendedUses uses, AccessKeys keys,
            ForkedLogs forks, ExchangeProperties properties, Clock clock, RandomGenerator random) {
        this.ways = ways;
        this.answers = answers;
        this.organisations = organisations;
        this.uses = uses;
        this.keys = keys;
        this.forks = forks;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** Asks once, for an order this instance has leased. */
    public SourceAnswer ask(ExchangeOrder order) {
        var organisation = organisations.find(order.organisation().value());
        Optional<ReleaseRequest.Enclosed> enclosed = order
                .law().<ReleaseRequest
                        .Enclosed>map(ReleaseRequest.Enclosed.Law::new)
                .or(() -> answers.enclosed(order));
        if (organisation.isEmpty() || enclosed.isEmpty())
            return new SourceAnswer.NotAsked(order, "stopped", "the organisation is gone, or an answer that is needed");
        try {
            if (forks.isForkedFor(order.source()))
                return new SourceAnswer.Away(order, "log_forked");
        } catch (ProblemException e) {
            return new SourceAnswer.Away(order, "register_unavailable");
        }
        String registration;
        try {
            registration = uses.of(organisation.get(), order.intendedUse()).certificate();
        } catch (ProblemException e) {
            return e.problem() instanceof UseProblem
                    ? new SourceAnswer.NotAsked(order, "use_not_registered", e.problem().detail())
                    : new SourceAnswer.Away(order, "register_unavailable");
        }
        return ask(order, organisation.get(), registration, enclosed.get());
    }

    private SourceAnswer ask(ExchangeOrder order, Organisation organisation, String registration,
                             ReleaseRequest.Enclosed enclosed) {
        EphemeralKey replyKey = EphemeralKey.generate();
        String id = Token.fresh(random);
        String request = ReleaseRequest.sign(keys.of(organisation),
                new ReleaseRequest.Asked(order.source(), id, order.requireConsent().record(), registration,
                        enclosed, order.categories()),
                replyKey.publicJwk(), clock.instant());
        var question = new ReleaseQuestion(order.source(), organisation.partyId(), id, request,
                replyKey.privateJwk(), properties.timeout());
        try {
            return new SourceAnswer.Answered(order, id, replyKey.privateJwk(), ways.ask(question));
        } catch (ProblemException e) {
            return switch (e.problem()) {
                case PeerProblem.TooLarge large -> new SourceAnswer.NotAsked(order, "too_large", large.detail());
                case PeerProblem.Refused _ -> new SourceAnswer.Away(order, "source_not_allowed");
                default -> new SourceAnswer.Away(order, "source_unavailable");
            };
        }
    }
}
