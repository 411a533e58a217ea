package org.amana.verifier.rights;

import java.util.Optional;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RightsConfiguration {
    @Bean
    OpenPaths rightsPaths() {
        return OpenPaths.of("/{organisation}/rights", "/{organisation}/rights/{digest}");
    }

    @Bean
    ProblemMapping rightsProblems() {
        return problem -> problem instanceof RightsProblem refused ? Optional.of(answer(refused)) : Optional.empty();
    }

    private static ProblemAnswer answer(RightsProblem problem) {
        return switch (problem) {
            case RightsProblem.BadRequest wrong -> ProblemAnswer.of(400, "The request does not hold", wrong);
            case RightsProblem.NotOwn other -> ProblemAnswer.of(403, "Another relation", other);
            case RightsProblem.CannotCheck later -> ProblemAnswer.of(503, "It cannot be checked now", later);
            case RightsProblem.AlreadyReceived before -> ProblemAnswer.of(409, "Asked before", before);
            case RightsProblem.Unknown unknown -> ProblemAnswer.of(404, "Not found", unknown);
            case RightsProblem.AlreadyAnswered before -> ProblemAnswer.of(409, "Answered before", before);
        };
    }
}
