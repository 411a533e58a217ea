package org.amana.issuer.nonce;

import java.time.Clock;
import java.time.Instant;
import org.amana.core.problem.ProblemException;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.VciProblem.InvalidNonce;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.replay.SingleUse;
import org.amana.issuer.replay.Stamps;
import org.springframework.stereotype.Component;

/** Makes nonces for key proofs and uses them up; only used ones are remembered. */
@Component
public class Nonces {
    private final Stamps stamps;
    private final SingleUse singleUse;
    private final Clock clock;
    private final NonceProperties properties;

    Nonces(Stamps stamps, SingleUse singleUse, Clock clock, NonceProperties properties) {
        this.stamps = stamps;
        this.singleUse = singleUse;
        this.clock = clock;
        this.properties = properties;
    }

    /** A fresh nonce for proofs to this authority. */
    public NonceValue make(AuthorityId authority) {
        return new NonceValue(stamps.make(purpose(authority)));
    }

    /**
     * Uses a nonce up, within the caller's transaction: where that is rolled back the nonce is good again.
     *
     * @throws ProblemException {@link InvalidNonce}: made up, of another authority, too old, or used before
     */
    public void use(AuthorityId authority, NonceValue nonce) {
        Instant end = stamps.madeAt(purpose(authority), nonce.value())
                .orElseThrow(() -> invalid("the nonce is not one of the nonce endpoint"))
                .plus(properties.validity());
        if (!clock.instant().isBefore(end)) {
            throw invalid("the nonce has expired");
        }
        if (!singleUse.use(SingleUse.Kind.NONCE, nonce.value(), end)) {
            throw invalid("the nonce was used before");
        }
    }

    private static String purpose(AuthorityId authority) {
        return "c_nonce:" + authority;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidNonce(detail));
    }
}
