package org.amana.issuer.rectification;

import java.util.Optional;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The requests carry their own proof of who asks. */
@Configuration(proxyBeanMethods = false)
class RectificationConfiguration {
    @Bean
    OpenPaths rectificationPaths() {
        return OpenPaths.of("/{authority}/rectifications", "/{authority}/rectifications/answers");
    }

    @Bean
    ProblemMapping rectificationProblems() {
        return problem -> problem instanceof RectificationProblem refused
                ? Optional.of(answer(refused))
                : Optional.empty();
    }

    private static ProblemAnswer answer(RectificationProblem problem) {
        return switch (problem) {
            case RectificationProblem.BadRequest wrong -> ProblemAnswer.of(400, "The request does not hold", wrong);
            case RectificationProblem.NotOwn other -> ProblemAnswer.of(403, "No card of this authority", other);
            case RectificationProblem.CannotCheck later ->
                ProblemAnswer.of(503, "It cannot be checked now", later);
            case RectificationProblem.AlreadyReceived before -> ProblemAnswer.of(409, "Asked before", before);
            case RectificationProblem.TooManyOpen many -> ProblemAnswer.of(429, "Too many wait", many);
            case RectificationProblem.Unknown unknown -> ProblemAnswer.of(404, "Not found", unknown);
            case RectificationProblem.AlreadyAnswered before -> ProblemAnswer.of(409, "Answered before", before);
        };
    }
}
