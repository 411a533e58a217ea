package org.amana.ledger.rights;

import java.time.Clock;
import java.util.Optional;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.log.BlindEntries;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RightsConfiguration {
    @Bean
    RightsEntries rightsEntries(Register register, PartyKeys keys, RecipientRule recipients, Consents consents,
                                LookUpNames names, JdbcClient jdbc, Sequencer sequencer, BlindEntries blind,
                                Clock clock) {
        return new RightsEntries(register, keys, recipients, consents, names, new RightsRows(jdbc),
                new RightsEntries.Log(sequencer, blind), clock);
    }

    @Bean
    RightsClocks rightsClocks(JdbcClient jdbc, Clock clock) {
        return new RightsClocks(jdbc, clock);
    }

    @Bean
    ServiceEndpoints rightsEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/rights/requests", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.POST, "/v1/rights/answers", ServiceRole.RECIPIENT);
    }

    @Bean
    ProblemMapping rightsProblems() {
        return problem -> problem instanceof RightsProblem refused ? Optional.of(answer(refused)) : Optional.empty();
    }

    private static ProblemAnswer answer(RightsProblem problem) {
        return switch (problem) {
            case RightsProblem.NotOwn other -> ProblemAnswer.of(403, "Another relation", other);
            case RightsProblem.WrongTime time -> ProblemAnswer.of(422, "The clocks differ", time);
            case RightsProblem.UnknownRequest unknown -> ProblemAnswer.of(404, "Not found", unknown);
            case RightsProblem.AlreadyAnswered answered -> ProblemAnswer.of(409, "Already answered", answered);
            case RightsProblem.NotTheParty other -> ProblemAnswer.of(403, "Not the party that was asked", other);
        };
    }
}
