package org.amana.ledger.permit;

import java.time.Clock;
import java.util.Optional;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.Exchanges;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.register.IssuerKeys;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class PermitConfiguration {
    @Bean
    OrderRule orderRule(Register register, IssuerKeys keys, RecipientRule services, Clock clock) {
        return new OrderRule(register, keys, services, clock);
    }

    @Bean
    OutcomeRule outcomeRule(Exchanges exchanges, Register register, IssuerKeys sources, PartyKeys requesters,
                            RecipientRule services, Clock clock) {
        return new OutcomeRule(exchanges, register, new OutcomeRule.Keys(sources, requesters), services, clock);
    }

    @Bean
    LawCheck lawCheck(Consents consents, Register register, PartyKeys requesters, RecipientRule services,
                      Clock clock) {
        return new LawCheck(consents, register, requesters, services, clock);
    }

    @Bean
    ServiceEndpoints permitEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/permits", ServiceRole.SOURCE)
                .and(HttpMethod.POST, "/v1/permits/*/outcomes", ServiceRole.SOURCE, ServiceRole.RECIPIENT)
                .and(HttpMethod.POST, "/v1/objections", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.POST, "/v1/objections/answers", ServiceRole.RECIPIENT)
                .and(HttpMethod.POST, "/v1/reviews", ServiceRole.RECIPIENT);
    }

    @Bean
    ProblemMapping permitProblems() {
        return problem -> problem instanceof PermitProblem refused ? Optional.of(answer(refused)) : Optional.empty();
    }

    private static ProblemAnswer answer(PermitProblem problem) {
        return switch (problem) {
            case PermitProblem.NotTheSource other -> ProblemAnswer.of(403, "Not the source", other);
            case PermitProblem.WrongTime time -> ProblemAnswer.of(422, "The clocks differ", time);
            case PermitProblem.NotWitnessed unseen -> ProblemAnswer.of(503, "Not witnessed", unseen);
            case PermitProblem.UnknownPermit unknown -> ProblemAnswer.of(404, "Not found", unknown);
            case PermitProblem.AnotherPermit another -> ProblemAnswer.of(422, "Another permit", another);
            case PermitProblem.NotAParty other -> ProblemAnswer.of(403, "Not a party to the exchange", other);
        };
    }
}
