package org.amana.ledger.register;

import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;

/** What an entry must agree with, whichever way it comes in. */
final class EntryCheck {
    private final Register register;

    EntryCheck(Register register) {
        this.register = register;
    }

    /** @throws ProblemException {@link RegisterEntryProblem.Contradiction} */
    void require(Party party) {
        party.anchors().forEach(anchor -> Anchors.requireReadable(anchor));
    }

    /**
     * Holds an intended use against the register.
     *
     * @param arriving ids of parties that come with it
     * @throws ProblemException {@link RegisterEntryProblem.Contradiction}
     */
    void require(IntendedUse use, Set<String> arriving) {
        if (!arriving.contains(use.party()) && register.findParty(use.party()).isEmpty()) {
            throw contradiction("the intended use " + use.id() + " belongs to a party that is not registered");
        }
        register.registeredUse(use.id())
                .filter(before -> !before.use().party().equals(use.party()))
                .ifPresent(before -> {
                    throw contradiction("the intended use " + use.id() + " belongs to another party");
                });
    }

    static ProblemException contradiction(String detail) {
        return new ProblemException(new RegisterEntryProblem.Contradiction(detail));
    }
}
