package org.amana.core.register;

import com.nimbusds.jose.jwk.ECKey;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.VerifierKey;

/**
 * A ledger in the trust list.
 *
 * @param baseUrl its address
 * @param logKey checks its checkpoints; the key's name is the origin
 * @param noticeKey checks the notices it sends
 */
public record TrustedLedger(String baseUrl, VerifierKey logKey, ECKey noticeKey) {
    /** What receipts of this ledger are verified against. */
    public LogIdentity log() {
        return LogIdentity.of(logKey);
    }
}
