package org.amana.verifier.transport;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;

/**
 * A signed request for a release, about to be sent.
 *
 * @param source identifier of the authority
 * @param party the requester's id in the register
 * @param id jti of the request
 * @param request compact
 * @param replyKey made for this request, with its private half
 * @param timeout how long its answer is waited for
 */
public record ReleaseQuestion(String source, String party, String id, String request, ECKey replyKey,
                              Duration timeout) {
    /** Neither the key nor what the person answered. */
    @Override
    public String toString() {
        return "ReleaseQuestion[" + id + "]";
    }
}
