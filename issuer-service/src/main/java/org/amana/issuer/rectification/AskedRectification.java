package org.amana.issuer.rectification;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.rights.RightsClock;
import org.amana.issuer.credential.CredentialId;

/**
 * A request with its answer, if it has one.
 *
 * @param receivedAt the month begins
 * @param receipt what the person can show; empty only for a request that came before there were receipts
 */
public record AskedRectification(String id, CredentialId credential, RectificationRequest request, Instant receivedAt,
                                 Optional<RectificationReceipt> receipt, Optional<RectificationAnswer> answer) {
    /** How long the authority still has. */
    public RightsClock clock() {
        return RightsClock.of(receivedAt, answer.map(RectificationAnswer::time));
    }

    /** Never the words: they would end in logs. */
    @Override
    public String toString() {
        return "AskedRectification[" + id + "]";
    }
}
