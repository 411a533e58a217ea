package org.amana.issuer.guardian;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.consent.PersonsAge;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.guardian.Majority;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.springframework.stereotype.Component;

/**
 * Says whether a person is under age, by the register of the office and the law of its country, and names their guardian
 * where the mandate holds. Doubt means under age for everybody who was asked as such.
 */
@Component
public class JudgeAge {
    /** What has ended has ended for the ledger too, whose clock may be so much behind. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);
    /** Where a day begins first: of a country whose law is not known. */
    private static final ZoneOffset FIRST_MIDNIGHT = ZoneOffset.ofHours(14);
    private final CheckMandate mandates;
    private final Clock clock;

    JudgeAge(CheckMandate mandates, Clock clock) {
        this.mandates = mandates;
        this.clock = clock;
    }

    /**
     * What goes into the order. A mandate that does not hold is left out of it, so that the denial becomes an entry.
     *
     * @param answerMaxAge a guardian's answer that was not seen before is not older
     * @throws ProblemException {@link MandateUnjudged}
     */
    public JudgedAge of(Authority authority, ReleaseRequest.Ground ground, Ward ward, Duration answerMaxAge) {
        if (!(ground instanceof ReleaseRequest.Agreed agreed)) {
            return JudgedAge.UNKNOWN; // nobody was asked, so nobody agrees beside them
        }
        Optional<Majority> law = Majority.of(authority.country());
        Optional<Instant> majority = law.flatMap(known -> known.begins(ward.birthDate()));
        boolean isWithGuardian = agreed.answered().terms().isWithGuardian();
        if (majority.isPresent() && !clock.instant().isBefore(majority.get())) {
            // of somebody who was never represented the ledger need not learn an age
            return isWithGuardian ? JudgedAge.of(new PersonsAge.OfAge()) : JudgedAge.UNKNOWN;
        }
        if (majority.isEmpty() && !isWithGuardian) {
            return JudgedAge.UNKNOWN;
        }
        return agreed.guardian()
                .flatMap(guardian -> mandates.of(guardian, ward, answerMaxAge)
                        .map(checked -> named(guardian, checked, ends(agreed, checked.mandate(), law, majority))))
                .orElseGet(() -> JudgedAge.of(new PersonsAge.UnderAge(Optional.empty())));
    }

    private JudgedAge named(ReleaseRequest.Guardian guardian, CheckedMandate checked, Instant ends) {
        Instant until = mandates.stands(checked) ? ends : clock.instant().minus(CLOCK_TOLERANCE);
        return new JudgedAge(
                Optional.of(new PersonsAge.UnderAge(Optional.of(
                        new PersonsAge.Guardian(guardian.record(), guardian.answered().hash(), until)))),
                Optional.of(checked));
    }

    /** The earliest of all ends; with the consent it is over in any case. */
    private static Instant ends(ReleaseRequest.Agreed agreed, GuardianMandate mandate, Optional<Majority> law,
                                Optional<Instant> majority) {
        Optional<Instant> byCourt = law.map(mandate::ends)
                .orElseGet(() -> mandate.until().map(day -> day.atStartOfDay(FIRST_MIDNIGHT).toInstant()));
        return Stream.of(Optional.of(agreed.until()), majority, byCourt)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
