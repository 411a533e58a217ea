package org.amana.ledger.register;

import java.util.Map;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;

/** What an entry must agree with, whichever way it comes in. */
final class EntryCheck {
    private final Register register;
    private final UseCheck uses = new UseCheck();

    EntryCheck(Register register) {
        this.register = register;
    }

    /** @throws ProblemException {@link RegisterEntryProblem.Contradiction} */
    void require(Party party) {
        PartyCheck.require(party);
        register.parties().forEach(other -> distinct(party, other));
    }

    /** Who asks is known by its identifier alone; an issuer is known by its address, and may ask under another id. */
    static void distinct(Party party, Party other) {
        holds(party.id().equals(other.id()) || isAddress(party) || isAddress(other)
                || other.identifiers().stream().noneMatch(party.identifiers()::contains),
                "an official identifier of " + party.id() + " is already that of " + other.id());
    }

    private static boolean isAddress(Party party) {
        return party.id().contains(":");
    }

    /**
     * Holds an intended use against the register.
     *
     * @param arriving parties that come with it, by id
     * @throws ProblemException {@link RegisterEntryProblem.Contradiction}
     */
    void require(IntendedUse use, Map<String, Party> arriving) {
        Party party = Optional.ofNullable(arriving.get(use.party()))
                .or(() -> register.findParty(use.party()))
                .orElseThrow(() -> contradiction(
                        "the intended use " + use.id() + " belongs to a party that is not registered"));
        register.registeredUse(use.id())
                .ifPresent(before -> holds(before.use().party().equals(use.party()),
                        "the intended use " + use.id() + " belongs to another party"));
        holds(!party.identifiers().isEmpty(), "the party " + party.id()
                + " has no official identifier: a registration certificate would name nobody");
        uses.require(use);
    }

    static void holds(boolean holds, String otherwise) {
        if (!holds) {
            throw contradiction(otherwise);
        }
    }

    static ProblemException contradiction(String detail) {
        return new ProblemException(new RegisterEntryProblem.Contradiction(detail));
    }
}
