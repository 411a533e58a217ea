package org.amana.verifier.organisation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.trust.ChainValidator;
import org.amana.support.ledger.LedgerClient;
import org.amana.support.trust.TrustListSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What each organisation registered to ask for, from the ledger's register. The registration certificate says it all
 * and is verified before it is used. It is fetched again each minute, because a change of the register ends it, and while
 * the ledger is away the last one serves until it ends by itself.
 */
@Component
public class IntendedUses {
    private static final Logger LOG = LoggerFactory.getLogger(IntendedUses.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private final LedgerClient ledger;
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final Clock clock;
    private final ConcurrentMap<String, Kept> cache = new ConcurrentHashMap<>();

    private record Kept(RegistrationCertificate certificate, Instant refreshAt) {}

    IntendedUses(LedgerClient ledger, TrustListSource trust, ChainValidator chains, Clock clock) {
        this.ledger = ledger;
        this.trust = trust;
        this.chains = chains;
        this.clock = clock;
    }

    /**
     * The intended use with its certificate.
     *
     * @param id such as {@code check-right-to-work}
     * @throws ProblemException {@link UseProblem.NotRegistered}; what {@link LedgerClient} throws when the ledger is away
     *         and no valid certificate is at hand
     */
    public RegisteredUse of(Organisation organisation, String id) {
        if (!ID.matcher(id).matches())
            throw new ProblemException(
                    new UseProblem.NotRegistered("an intended use has an id of small letters, digits and hyphens"));
        RegistrationCertificate certificate = certificate(id);
        boolean isOurs = certificate.intendedUse().id().equals(id)
                && certificate.intendedUse().party().equals(organisation.partyId())
                // the identifier must be the one in the access certificate (ETSI TS 119 475 GEN-5.1.1-04)
                && certificate.identifier().equals(organisation.identifier());
        if (!isOurs)
            throw new ProblemException(
                    new UseProblem.NotRegistered(id + " is not registered for " + organisation.partyId()));
        return new RegisteredUse(certificate.intendedUse(), certificate.compact());
    }

    private RegistrationCertificate certificate(String id) {
        Instant now = clock.instant();
        Kept kept = cache.get(id);
        if (kept != null && now.isBefore(kept.refreshAt()))
            return kept.certificate();
        try {
            String compact = ledger.registrationCertificate(id)
                    .orElseThrow(
                            () -> new ProblemException(
                                    new UseProblem.NotRegistered("the register knows no intended use " + id)));
            RegistrationCertificate fetched = RegistrationCertificate.verify(compact, chains, trust.registrars(), now);
            cache.put(id, new Kept(fetched, now.plus(pause(now, fetched.expires()))));
            return fetched;
        } catch (ProblemException e) {
            if (kept == null || !now.isBefore(kept.certificate().expires()))
                throw e;
            LOG.warn("registration certificate of {} stays in use: {}", id, e.problem().code());
            return kept.certificate();
        }
    }

    private static Duration pause(Instant now, Instant expires) {
        Duration half = Duration.between(now, expires).dividedBy(2);
        return half.compareTo(LONGEST) < 0 ? half : LONGEST;
    }
}
