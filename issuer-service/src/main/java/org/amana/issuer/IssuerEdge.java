package org.amana.issuer;

import java.util.Optional;
import org.amana.core.vci.VciProblem;
import org.amana.issuer.authority.IssuerProblem;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is open without signing in, and how problems outside the OAuth endpoints are answered (RFC 9457). */
@Configuration
class IssuerEdge {
    /** Everything a wallet or verifier calls; each message carries its own proof. The desk is under {@code /{authority}/desk}. */
    @Bean
    OpenPaths walletPaths() {
        return OpenPaths.of("/", "/.well-known/openid-credential-issuer/**",
                "/.well-known/oauth-authorization-server/**",
                "/{authority}/offers/{reference}", "/{authority}/nonce", "/{authority}/credential",
                "/{authority}/status/{list}");
    }

    @Bean
    ProblemMapping issuerProblems() {
        return problem -> switch (problem) {
            case IssuerProblem issuer -> Optional.of(switch (issuer) {
                case IssuerProblem.NotFound missing -> ProblemAnswer.of(404, "Not found", missing);
                case IssuerProblem.InvalidInput invalid -> ProblemAnswer.of(400, "The input cannot be used", invalid);
                case IssuerProblem.Conflict conflict -> ProblemAnswer.of(409, "This cannot be done now", conflict);
            });
            case VciProblem vci -> Optional.of(ProblemAnswer.of(400, "The request cannot be answered", vci));
            default -> Optional.empty();
        };
    }
}
