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
import org.amana.support.kafka.NoticeTaker;
import org.amana.support.trust.TrustListSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signed notices of the ledger, whichever way they come: a consent was withdrawn, a person's or that of their guardian.
 * Releases under it that are on their way stop, and who it was about is forgotten. A notice that comes twice changes nothing.
 */
@Component
class ReceiveNotice implements NoticeTaker {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveNotice.class);
    private final Authorities authorities;
    private final TrustListSource trust;
    private final RunningReleases running;
    private final FindSubject subjects;

    ReceiveNotice(Authorities authorities, TrustListSource trust, RunningReleases running, FindSubject subjects) {
        this.authorities = authorities;
        this.trust = trust;
        this.running = running;
        this.subjects = subjects;
    }

    /**
     * Takes a notice to {@code source}.
     *
     * @throws ProblemException {@link ConsentProblem} where it does not hold
     */
    void receive(Authority source, String notice) {
        ConsentNotice verified = verify(notice.strip(), source);
        if (verified.kind() == EventKind.WITHDRAWN) {
            int stopped = running.stop(verified.record());
            subjects.forget(source, verified.record(), verified.requestHash());
            LOG.info("consent withdrawn: {} releases stopped", stopped);
        }
    }

    @Override
    public boolean isHere(String party) {
        return of(party).isPresent();
    }

    @Override
    public void take(String party, String notice) {
        receive(of(party).orElseThrow(), notice);
    }

    @Override
    public boolean isOfUnknownLedger(String notice) {
        return ConsentNotice.claimedLedger(notice)
                .filter(origin -> trust.current()
                        .ledgers()
                        .stream()
                        .noneMatch(ledger -> ledger.log().origin().equals(origin)))
                .isPresent();
    }

    private Optional<Authority> of(String party) {
        return authorities.all().stream().filter(one -> one.identifier().value().equals(party)).findFirst();
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
}
