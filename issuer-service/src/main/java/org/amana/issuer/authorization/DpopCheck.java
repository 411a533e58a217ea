package org.amana.issuer.authorization;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.DpopExpectation;
import org.amana.core.jose.DpopProblem;
import org.amana.core.jose.DpopProof;
import org.amana.core.jose.VerifiedDpop;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.replay.SingleUse;
import org.amana.issuer.replay.Stamps;
import org.springframework.stereotype.Component;

/** Checks a request's DPoP proof and uses it up, across instances (RFC 9449 sections 4.3 and 11.1). */
@Component
public class DpopCheck {
    private static final String PURPOSE = "dpop";
    private final SingleUse singleUse;
    private final Stamps stamps;
    private final Clock clock;
    private final DpopProperties properties;

    DpopCheck(SingleUse singleUse, Stamps stamps, Clock clock, DpopProperties properties) {
        this.singleUse = singleUse;
        this.stamps = stamps;
        this.clock = clock;
        this.properties = properties;
    }

    /**
     * Checks the proof of a POST.
     *
     * @param headerValues every {@code DPoP} header of the request
     * @param address public address of the endpoint, from configuration: a proxy or a forged Host header changes nothing
     * @param accessToken at the credential endpoint
     * @throws ProblemException {@link DpopProblem}
     */
    public VerifiedDpop check(List<String> headerValues, URI address, Optional<String> accessToken) {
        DpopExpectation expected = DpopExpectation.of("POST", address, clock.instant());
        if (accessToken.isPresent()) {
            expected = expected.withAccessToken(accessToken.get());
        }
        if (properties.nonceRequired()) {
            expected = expected.withNonce(this::isCurrent);
        }
        VerifiedDpop proof = DpopProof.verify(headerValues, expected);
        if (!singleUse.use(SingleUse.Kind.DPOP, proof.thumbprint() + "." + proof.jti(), proof.replayableUntil())) {
            throw new ProblemException(new DpopProblem.InvalidDpopProof("the proof was used before"));
        }
        return proof;
    }

    /** A nonce for the {@code DPoP-Nonce} header. */
    public String nonce() {
        return stamps.make(PURPOSE);
    }

    private boolean isCurrent(String nonce) {
        return stamps.madeAt(PURPOSE, nonce)
                .map(madeAt -> clock.instant().isBefore(madeAt.plus(properties.nonceValidity())))
                .orElse(false);
    }
}
