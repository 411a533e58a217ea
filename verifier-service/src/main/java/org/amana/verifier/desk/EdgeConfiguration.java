package org.amana.verifier.desk;

import java.util.Optional;
import org.amana.core.problem.Problem;
import org.amana.core.register.RegisterProblem;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.amana.verifier.answer.QuestionProblem;
import org.amana.verifier.code.CodeProblem;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.inbox.InboxProblem;
import org.amana.verifier.match.MatchProblem;
import org.amana.verifier.organisation.UseProblem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What is open to wallets, visitors and the ledger, and how this service's problems are answered. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    @Bean
    OpenPaths verifierPaths() {
        return OpenPaths.of("/{organisation}/oid4vp/**", "/{organisation}/notices", "/{organisation}/codes",
                "/{organisation}/inbox",
                "/{organisation}/return/{request}",
                "/{language}/{organisation}/ask/{link}", "/{language}/{organisation}/ask-end/{end}");
    }

    @Bean
    WebMvcConfigurer dutiesAtTheDesk() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new DutyRule()).addPathPatterns("/*/desk", "/*/desk/**");
            }
        };
    }

    @Bean
    ProblemMapping verifierProblems() {
        return EdgeConfiguration::answer;
    }

    private static Optional<ProblemAnswer> answer(Problem problem) {
        return switch (problem) {
            case CodeProblem over -> Optional.of(ProblemAnswer.of(409, "There is no code for this", over));
            case QuestionProblem question ->
                Optional.of(ProblemAnswer.of(400, "The question cannot be asked like this", question));
            case DeskProblem.NotFound missing -> Optional.of(ProblemAnswer.of(404, "Not found", missing));
            case DeskProblem.WrongField field ->
                Optional.of(ProblemAnswer.of(400, "The request cannot be read", field));
            case DeskProblem.WrongUse use -> Optional.of(ProblemAnswer.of(400, "The intended use does not fit", use));
            case OrderProblem.NotCancellable over ->
                Optional.of(ProblemAnswer.of(409, "Nothing to take back", over));
            case OrderProblem.NotRetriable over ->
                Optional.of(ProblemAnswer.of(409, "There is nothing to try again", over));
            case OrderProblem.NoDisagreement over ->
                Optional.of(ProblemAnswer.of(409, "Nothing to settle", over));
            case OrderProblem.SamePerson same -> Optional.of(ProblemAnswer.of(403, "Another person reviews", same));
            case OrderProblem.LogForked forked ->
                Optional.of(ProblemAnswer.of(409, "This authority is not asked now", forked));
            case OrderProblem order ->
                Optional.of(ProblemAnswer.of(400, "The data cannot be asked for like this", order));
            case InboxProblem.NotOwn other -> Optional.of(ProblemAnswer.of(403, "Another relation", other));
            case InboxProblem.CannotCheck later ->
                Optional.of(ProblemAnswer.of(503, "It cannot be checked now", later));
            case InboxProblem.Unknown unknown -> Optional.of(ProblemAnswer.of(404, "Not found", unknown));
            case UseProblem use -> Optional.of(ProblemAnswer.of(422, "The intended use is not registered", use));
            case MatchProblem match -> Optional.of(ProblemAnswer.of(409, "There is nothing to match", match));
            // the register does not say who may ask and whom to believe: nobody is asked anything
            case RegisterProblem register ->
                Optional.of(ProblemAnswer.of(503, "The register cannot be relied on now", register));
            default -> Optional.empty();
        };
    }
}
