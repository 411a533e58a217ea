package org.amana.issuer.withdrawal;

import java.util.Optional;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.EventKind;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedLedger;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.permit.RunningReleases;
import org.amana.issuer.subject.FindSubject;
import org.amana.support.trust.TrustListSource;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signed notices of the ledger: a consent was withdrawn, a person's or that of their guardian. Releases under it that are on their way stop, and who it was about
 * is forgotten, before the answer is sent. A notice that comes twice changes nothing.
 *
 * <pre>
 * POST /{authority}/notices   application/jwt, typ amana-notice+jwt
 * 204  stopped, or nothing was on its way
 * </pre>
 */
@RestController
class NoticesController {
    private static final Logger LOG = LoggerFactory.getLogger(NoticesController.class);
    private final Authorities authorities;
    private final TrustListSource trust;
    private final RunningReleases running;
    private final FindSubject subjects;

    NoticesController(Authorities authorities, TrustListSource trust, RunningReleases running, FindSubject subjects) {
        this.authorities = authorities;
        this.trust = trust;
        this.running = running;
        this.subjects = subjects;
    }

    @PostMapping(path = "/{authority}/notices", consumes = "application/jwt")
    ResponseEntity<Void> receive(@PathVariable String authority, @RequestBody String notice) {
        Authority source = authorities.require(authority);
        ConsentNotice verified = verify(notice.strip(), source);
        if (verified.kind() == EventKind.WITHDRAWN) {
            int stopped = running.stop(verified.record());
            subjects.forget(source, verified.record(), verified.requestHash());
            LOG.info("consent withdrawn: {} releases stopped", stopped);
        }
        return ResponseEntity.noContent().build();
    }

    private ConsentNotice verify(String notice, Authority source) {
        ProblemException last = new ProblemException(
                new ConsentProblem.BadMessage("no ledger of the trust list signed this notice"));
        for (TrustedLedger ledger : trust.current().ledgers()) {
            try {
                return ConsentNotice.verify(notice, ledger.noticeKey(), source.identifier().value());
            } catch (ProblemException e) {
                last = e;
            }
        }
        throw last;
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
