package org.amana.ledger.consent;

import java.time.Clock;
import java.time.Duration;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.register.Register;

/** Holds an event against the register: a consent is to what was registered, or it is none. */
final class TermsCheck {
    private static final Duration TOLERANCE = Duration.ofMinutes(10);
    private final Register register;
    private final Clock clock;

    TermsCheck(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /**
     * The recipient, when the event may be decided on.
     *
     * @throws ProblemException {@link ConsentRefusal}
     */
    Party recipient(ConsentEvent event) {
        ConsentTerms terms = event.terms();
        Party recipient = register.findParty(terms.controller())
                .orElseThrow(() -> refused(new ConsentRefusal.NotAsRegistered("the controller is not registered")));
        if (event.kind() != EventKind.WITHDRAWN) { // a right to withdraw does not end with a change of the register
            IntendedUse use = register.findIntendedUse(terms.purpose())
                    .orElseThrow(() -> refused(
                            new ConsentRefusal.NotAsRegistered("the purpose is not registered, or was retired")));
            requireAsRegistered(event, use);
        }
        if (Duration.between(event.time(), clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw refused(new ConsentRefusal.WrongTime());
        }
        return recipient;
    }

    private static void requireAsRegistered(ConsentEvent event, IntendedUse use) {
        ConsentTerms terms = event.terms();
        if (!IntendedUse.restsOnConsentAlone(use.legalBasis())) {
            throw refused(new ConsentRefusal.NotConsent());
        }
        require(use.party().equals(terms.controller()), "the purpose is another party's");
        require(use.purposeHash(event.notice().language()).equals(terms.purposeHash()),
                "the text of the purpose is not the registered one");
        require(use.legalBasis().equals(terms.legalBasis()), "the legal basis is not the registered one");
        require(use.lawReference().equals(terms.lawReference()), "the law is not the registered one");
        require(use.retention().equals(terms.retention()), "the retention is not the registered one");
        require(use.covers(terms.categories()), "more is asked for than is registered");
        require(terms.withdrawal().isPresent(), "a consent says how it is withdrawn");
        require(!event.kind().isConsent() || terms.validUntil().filter(end -> !end.isAfter(event.time())).isEmpty(),
                "the validity of a consent ends after it begins");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw refused(new ConsentRefusal.NotAsRegistered(sentence));
        }
    }

    private static ProblemException refused(ConsentRefusal refusal) {
        return new ProblemException(refusal);
    }
}
