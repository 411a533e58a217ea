package org.amana.core.exchange;

import java.time.Instant;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.ValidatedChain;
import org.amana.core.trust.X5c;
import tools.jackson.databind.JsonNode;

/**
 * Who asks for data, by two certificates that name the same one: the access certificate whose key signs, and the
 * registration certificate of what it may ask for (ETSI TS 119 475 GEN-5.1.1-04).
 *
 * @param registration of the one intended use; whether it was ended before its time is for the caller to ask
 */
public record Requester(ValidatedChain access, RegistrationCertificate registration) {
    public Requester {
        if (!X5c.organizationIdentifier(access.leaf())
                .filter(registration.identifier()::equals)
                .isPresent()) {
            throw ExchangeProblem.badRequest("access and registration certificate name two different parties");
        }
    }

    /** Id in the register. */
    public String party() {
        return registration.intendedUse().party();
    }

    /** Whose certificates are accepted. */
    public record Trust(ChainValidator validator, TrustAnchors requesters, TrustAnchors registrars) {
        Requester verify(JsonNode x5c, String registration, Instant at) {
            try {
                return new Requester(validator.validate(x5c, requesters, KeyPurpose.ACCESS, at),
                        RegistrationCertificate.verify(registration, validator, registrars, at));
            } catch (ProblemException e) {
                throw e.problem() instanceof ExchangeProblem
                        ? e
                        : new ProblemException(new ExchangeProblem.BadReleaseRequest(
                                "a certificate does not hold: " + e.problem().detail()), e);
            }
        }
    }
}
