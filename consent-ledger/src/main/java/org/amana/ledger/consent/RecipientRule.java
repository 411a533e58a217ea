package org.amana.ledger.consent;

import org.amana.ledger.register.Register;
import org.amana.support.peer.ServiceCaller;

/** A service sees and confirms only what concerns parties that the register says it acts for. */
public final class RecipientRule {
    private final Register register;

    RecipientRule(Register register) {
        this.register = register;
    }

    /** True when the caller acts for that party. */
    public boolean mayActFor(ServiceCaller caller, String party) {
        return register.findParty(party)
                .flatMap(registered -> registered.service())
                .filter(caller.name()::equals)
                .isPresent();
    }
}
