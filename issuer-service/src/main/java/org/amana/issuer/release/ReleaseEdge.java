package org.amana.issuer.release;

import java.util.Optional;
import org.amana.core.exchange.ExchangeProblem;
import org.amana.issuer.guardian.MandateUnjudged;
import org.amana.issuer.permit.PermitProblem;
import org.amana.issuer.requester.RequesterProblem;
import org.amana.issuer.source.RegisterProblem;
import org.amana.issuer.subject.SubjectProblem;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a release is refused (RFC 9457): {@code reason} says why, {@code entry} where the ledger wrote it down. */
@Configuration
class ReleaseEdge {
    private static final String REFUSED = "The data are not released";
    private static final String LATER = "The data cannot be released now";

    @Bean
    OpenPaths releasePaths() {
        return OpenPaths.of("/{authority}/release");
    }

    @Bean
    ProblemMapping releaseProblems() {
        return problem -> switch (problem) {
            case ExchangeProblem bad -> Optional.of(ProblemAnswer.of(400, "The request does not hold", bad));
            case MandateUnjudged away -> Optional.of(ProblemAnswer.of(503, LATER, away));
            case SubjectProblem unknown -> Optional.of(ProblemAnswer.of(403, REFUSED, unknown));
            case RequesterProblem requester -> Optional.of(switch (requester) {
                case RequesterProblem.Replayed used -> ProblemAnswer.of(409, REFUSED, used);
                case RequesterProblem.CertificateEnded ended -> ProblemAnswer.of(403, REFUSED, ended);
                case RequesterProblem.Unjudged away -> ProblemAnswer.of(503, LATER, away);
            });
            case PermitProblem permit -> Optional.of(switch (permit) {
                case PermitProblem.Denied denied -> denied.entry().isPresent()
                        ? ProblemAnswer.of(403, REFUSED, denied).with("entry", denied.entry().getAsLong())
                        : ProblemAnswer.of(403, REFUSED, denied);
                case PermitProblem.LedgerUnavailable away -> ProblemAnswer.of(503, LATER, away);
                case PermitProblem.TooManyOrders many ->
                    ProblemAnswer.of(429, LATER, many);
                case PermitProblem.TooLate late -> ProblemAnswer.of(503, LATER, late);
            });
            // which of the ways a register can fail is the office's affair: it stands in the ledger and in its own trail
            case RegisterProblem register -> Optional.of(new ProblemAnswer(503, "register_unavailable", LATER,
                    register.detail(), java.util.Map.of()));
            default -> Optional.empty();
        };
    }
}
