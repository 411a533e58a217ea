package org.amana.ledger.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
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
        Party recipient = party(event);
        requireAnyOf(event, register.findIntendedUse(event.terms().purpose()).stream().toList());
        if (event.kind() != EventKind.WITHDRAWN) {
            event.terms().source().ifPresent(source -> requireIssuer(source, event.terms().categories()));
        }
        if (Duration.between(event.time(), clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            throw refused(new ConsentRefusal.WrongTime());
        }
        return recipient;
    }

    /**
     * The recipient of an event that was decided on before, and is given back with its content.
     *
     * @param index of its entry
     * @param earliest time of the last entry that is known to be before it
     * @param latest time of which it is known to be before
     * @throws ProblemException {@link ConsentRefusal}
     */
    Party recipientThen(ConsentEvent event, long index, Instant earliest, Instant latest) {
        Party recipient = party(event);
        requireAnyOf(event, register.intendedUses(event.terms().purpose(), index));
        if (event.time().isBefore(earliest.minus(TOLERANCE)) || event.time().isAfter(latest.plus(TOLERANCE))) {
            throw refused(new ConsentRefusal.WrongTime());
        }
        return recipient;
    }

    private Party party(ConsentEvent event) {
        return register.findParty(event.terms().controller())
                .orElseThrow(() -> refused(new ConsentRefusal.NotAsRegistered("the controller is not registered")));
    }

    private static void requireAnyOf(ConsentEvent event, List<IntendedUse> uses) {
        if (event.kind() == EventKind.WITHDRAWN) {
            return; // a right to withdraw does not end with a change of the register
        }
        ProblemException why = refused(
                new ConsentRefusal.NotAsRegistered("the purpose is not registered, or was retired"));
        for (IntendedUse use : uses) {
            try {
                requireAsRegistered(event, use);
                return;
            } catch (ProblemException e) {
                why = e;
            }
        }
        throw why;
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

    private void requireIssuer(String source, List<CredentialCategory> categories) {
        List<String> issues = register.findParty(source).map(Party::issues).orElse(List.of());
        require(categories.stream().allMatch(category -> issues.contains(category.vct())),
                "the source is not registered as an issuer of what it is to release");
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
