package org.amana.verifier.exchange.consent;

import java.util.List;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.organisation.IntendedUses;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.organisation.RegisteredUse;
import org.amana.verifier.request.BeginCheck;
import org.amana.verifier.request.Check;
import org.springframework.stereotype.Component;

/** Asks the guardian, once the person under age has said yes: about the same, and to no more than they agreed to. */
@Component
class GuardiansQuestion {
    /** Id of the one credential in the query to a guardian. */
    static final String MANDATE = "mandate";
    private final IntendedUses uses;
    private final BeginCheck begin;

    GuardiansQuestion(IntendedUses uses, BeginCheck begin) {
        this.uses = uses;
        this.begin = begin;
    }

    /**
     * The use as it is registered now; asks the ledger, so not within a database transaction.
     *
     * @throws org.amana.core.problem.ProblemException {@link org.amana.verifier.organisation.UseProblem}; what the ledger
     *         client throws
     */
    RegisteredUse use(Organisation organisation, Check person) {
        return uses.of(organisation, person.use().id());
    }

    /**
     * Begins the guardian's check, within the caller's transaction.
     *
     * @param answered what the person answered
     * @param agreed what they agreed to
     */
    Check ask(Organisation organisation, RegisteredUse use, ExchangeTerms terms, RequestHash answered,
              List<CredentialCategory> agreed) {
        return begin.begin(organisation, use, terms.forGuardian(MANDATE, answered, Views.YES, agreed));
    }
}
