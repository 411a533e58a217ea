package org.amana.ledger.erasure;

import java.util.Optional;
import org.amana.core.trust.TrustProblem;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
    @Bean
    ServiceEndpoints erasureEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/erasures", ServiceRole.RECIPIENT);
    }

    @Bean
    ProblemMapping erasureProblems() {
        return problem -> problem instanceof TrustProblem chain
                ? Optional.of(ProblemAnswer.of(403, "The certificate is not believed", chain))
                : Optional.empty();
    }
}
