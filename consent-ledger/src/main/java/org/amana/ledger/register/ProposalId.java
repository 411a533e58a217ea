package org.amana.ledger.register;

import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;

/** A proposal, by 16 random bytes in base64url. */
record ProposalId(String value) {
    private static final int BYTES = 16;

    /** @throws org.amana.core.problem.ProblemException {@link RegisterEntryProblem.Unknown} for what cannot be one */
    ProposalId {
        if (!value.matches("[A-Za-z0-9_-]{22}")) {
            throw Register.unknown("no proposal has this id");
        }
    }

    static ProposalId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ProposalId(Base64Url.encode(bytes));
    }
}
