package org.amana.ledger.register;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CertificateIssue;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Issues registration certificates from what the register says at that moment, and the status list that ends them when
 * it says otherwise (ETSI TS 119 475 V1.2.1 clauses 5.2 and 6.2.6.2).
 */
final class CertificateIssuer {
    /** How long a copy of the list may be kept: a wallet sees a retirement at the latest then. */
    static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);
    /** How long the last copy serves while the ledger is away. */
    static final Duration STATUS_VALIDITY = Duration.ofHours(1);
    private static final int ID_BYTES = 16;
    private final Register register;
    private final JdbcClient jdbc;
    private final SigningKey registrar;
    private final URI registry;
    private final RegisterProperties properties;
    private final RandomGenerator random;
    private final Clock clock;
    private final AtomicReference<@Nullable Signed> newest = new AtomicReference<>();

    private record Signed(long revision, Instant renewAt, String compact) {}

    /** @param registry address of the register's API */
    CertificateIssuer(Register register, JdbcClient jdbc, RegistrarKey registrar, URI registry,
            RegisterProperties properties, RandomGenerator random, Clock clock) {
        this.register = register;
        this.jdbc = jdbc;
        this.registrar = registrar.key();
        this.registry = registry;
        this.properties = properties;
        this.random = random;
        this.clock = clock;
    }

    /**
     * A certificate of the intended use as it stands.
     *
     * @throws ProblemException {@link RegisterEntryProblem.Unknown}, {@link RegisterEntryProblem.Retired}
     */
    String issue(String intendedUse) {
        // places first: what changes meanwhile ends the certificate, and never leaves one that nothing ends
        Optional<Integer> place = CertificateSlots.read(jdbc).of(intendedUse);
        IntendedUse use = register.intendedUse(intendedUse);
        Instant now = clock.instant();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        var status = new StatusReference(statusList(),
                place.orElseThrow(() -> new ProblemException(new RegisterEntryProblem.Retired())));
        return RegistrationCertificate.sign(registrar, register.party(use.party()), use,
                new CertificateIssue(registry, Base64Url.encode(id), Optional.of(status), properties.policy(), now,
                        now.plus(properties.certificateValidity())));
    }

    /** The status list token, signed anew when the register changed or the copy grew old. */
    String statuses() {
        long revision = register.revision();
        Instant now = clock.instant();
        Signed before = newest.get();
        if (before != null && before.revision() == revision && now.isBefore(before.renewAt())) {
            return before.compact();
        }
        var fresh = new Signed(revision, now.plus(TIME_TO_LIVE), StatusListToken.sign(registrar, statusList(),
                CertificateSlots.read(jdbc).bits(), now, TIME_TO_LIVE, STATUS_VALIDITY));
        newest.set(fresh);
        return fresh.compact();
    }

    private URI statusList() {
        return URI.create(registry + "/certificates/status");
    }
}
