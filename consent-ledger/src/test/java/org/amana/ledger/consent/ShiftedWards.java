package org.amana.ledger.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.amana.ledger.sealing.LookUpNames;
import org.springframework.beans.factory.BeanFactory;

/** What the running ledger would say of those who are represented at another moment. */
public final class ShiftedWards {
    private ShiftedWards() {}

    public static Wards at(Instant moment, BeanFactory ledger) {
        return new Wards(new Reading(ledger.getBean(DataSource.class)), ledger.getBean(Standings.class),
                ledger.getBean(StoredEntries.class), ledger.getBean(LookUpNames.class),
                Clock.fixed(moment, ZoneOffset.UTC));
    }
}
