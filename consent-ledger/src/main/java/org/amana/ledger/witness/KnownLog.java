package org.amana.ledger.witness;

import java.net.URI;
import java.util.Optional;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.ProblemException;

/**
 * A log of another node that this one cosigns and watches.
 *
 * @param identity its origin and all its keys
 * @param url where it publishes its tiles, such as {@code https://ledger.example/tlog}
 */
record KnownLog(LogIdentity identity, Optional<URI> url) {
    String origin() {
        return identity.origin();
    }

    /** True when all its keys have signed the note. What was kept before the policy named other keys is not signed. */
    boolean hasSigned(String note) {
        try {
            return identity.open(UnverifiedNote.parse(note)).origin().equals(origin());
        } catch (ProblemException _) {
            return false;
        }
    }

    /** "Origin hash" of C2SP tlog-witness, "Monitor Retrieval Mechanism". */
    static String hash(String origin) {
        return LogIdentity.originHash(origin);
    }
}
