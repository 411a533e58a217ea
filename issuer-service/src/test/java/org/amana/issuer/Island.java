package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.core.exchange.Represented;
import org.amana.issuer.Court.Mandated;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;

/** People of an office that knows when they come of age, who are asked with and without a guardian. */
final class Island {
    static final ZoneId ZONE = ZoneId.of("Atlantic/Azores");
    static final String REFERENCE = "guardianship-of-the-test-0001";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final Desk desk;
    private final String authority;
    private final ReleaseDriver driver;
    private final Municipality municipality;
    private final ShiftedClock clock;

    Island(Desk desk, String authority, ReleaseDriver driver, Municipality municipality, ShiftedClock clock) {
        this.desk = desk;
        this.authority = authority;
        this.driver = driver;
        this.municipality = municipality;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** Somebody who completes 17 years and a half about now, with the reference. */
    Ask child() {
        return child(today().minusYears(17).minusDays(180).toString(), REFERENCE);
    }

    Ask child(String birthDate, String reference) {
        return asked(birthDate, reference, Optional.of(new Represented.WithGuardian()));
    }

    /** A person whose row says so, asked like this. */
    Ask asked(String birthDate, String reference, Optional<Represented> represented) {
        return asked("I-%04d".formatted(COUNT.incrementAndGet()), birthDate, reference, represented);
    }

    /** The same, under that number. */
    Ask asked(String number, String birthDate, String reference, Optional<Represented> represented) {
        String csv = """
                register_number,given_name,family_name,birth_date,guardian_reference,qualification_title,\
                qualification_decision,regulated_profession
                %s,Amina,Haddad,%s,%s,Bachelor of Nursing,recognised,yes
                """.formatted(number, birthDate, reference);
        assertThat(desk.importCsv(csv.getBytes(StandardCharsets.UTF_8), false).path("accepted").asInt(0))
                .isOne();
        Card card = driver.card(desk, number, "qualification");
        Ask ask = municipality.ask(card);
        ask.authority = authority;
        ask.represented = represented;
        return ask;
    }

    /** Has the guardian with that card answer beside them, before an honest ledger. */
    GuardiansPart guardian(Ask ask, Mandated mandated) {
        var part = new GuardiansPart(ask, mandated.card());
        ask.guardian = Optional.of(part);
        ReleaseWorld.LEDGER.judge(order -> part.judge(order, clock.instant()));
        return part;
    }

    /** Midnight with which that day begins. */
    static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
