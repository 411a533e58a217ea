package org.amana.issuer.withdrawal;

import java.util.Optional;
import org.amana.core.consent.ConsentProblem;
import org.amana.issuer.authority.Authorities;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signed notices of the ledger over HTTP; see {@link ReceiveNotice}.
 *
 * <pre>
 * POST /{authority}/notices   application/jwt, typ amana-notice+jwt
 * 204  stopped, or nothing was on its way
 * </pre>
 */
@RestController
class NoticesController {
    private final Authorities authorities;
    private final ReceiveNotice notices;

    NoticesController(Authorities authorities, ReceiveNotice notices) {
        this.authorities = authorities;
        this.notices = notices;
    }

    @PostMapping(path = "/{authority}/notices", consumes = "application/jwt")
    ResponseEntity<Void> receive(@PathVariable String authority, @RequestBody String notice) {
        notices.receive(authorities.require(authority), notice);
        return ResponseEntity.noContent().build();
    }

    /** The notice carries its own proof of who sends it. */
    @Configuration(proxyBeanMethods = false)
    static class Edge {
        @Bean
        OpenPaths noticePaths() {
            return OpenPaths.of("/{authority}/notices");
        }

        @Bean
        ProblemMapping noticeProblems() {
            return problem -> problem instanceof ConsentProblem bad
                    ? Optional.of(ProblemAnswer.of(400, "The notice does not hold", bad))
                    : Optional.empty();
        }
    }
}
