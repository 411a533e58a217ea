package org.amana.wallet.presentation;

import java.time.Clock;
import java.util.Optional;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.StatusListCopies;
import org.amana.support.trust.TrustListSource;

/**
 * Tells whether a registration was ended before its certificate: the purpose was retired, or reads otherwise since
 * (ETSI TS 119 475 V1.2.1 clause 6.2.6.2).
 */
final class RegistrationStanding {

    private final StatusListCopies lists;
    private final TrustListSource trust;

    RegistrationStanding(HttpPeer peer, ChainValidator chains, TrustListSource trust, Clock clock) {
        this.lists = new StatusListCopies(peer, chains, clock);
        this.trust = trust;
    }

    /** Why the certificate counts as none; empty while it holds. */
    Optional<String> caution(RegistrationCertificate certificate) {
        return certificate.status().flatMap(this::caution);
    }

    private Optional<String> caution(StatusReference status) {
        try {
            return lists.status(status, trust::registrars)
                    .map(value -> value == StatusValue.VALID
                            ? Optional.<String>empty()
                            : Optional.of(ExaminedRequest.REGISTRATION_ENDED))
                    .orElse(Optional.of(ExaminedRequest.REGISTRATION_UNCHECKED));
        } catch (ProblemException e) {
            return Optional.of(ExaminedRequest.REGISTRATION_UNCHECKED);
        }
    }
}
