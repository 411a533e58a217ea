package org.amana.verifier.code;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.vp.RequestCode;

/**
 * The one code of an open question.
 *
 * @param until it works before then
 * @param usedAt when a wallet used it: it works no more
 */
public record GivenCode(RequestCode code, Instant until, Optional<Instant> usedAt) {
    public boolean worksAt(Instant now) {
        return usedAt.isEmpty() && now.isBefore(until);
    }
}
