package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.key.EphemeralKey;
import org.junit.jupiter.api.Test;

/** A notice of a ledger that is not trusted yet waits aside; nothing behind it does. */
class TakeNoticeTest {
    private final FakeOffice office = new FakeOffice();
    private final TakeNotice take = new TakeNotice(FakeOffice.PARTY, office, List.of(FakeOffice.MAPPING));

    @Test
    void notice_ofALedgerThatIsTrustedLater_isTakenThen_andOnce() {
        office.trusted = "another.test/log";
        take(office.notice("early"));
        take.takeAside();
        assertThat(office.done).isEmpty();

        office.trusted = "ledger.test/log";
        take(office.notice("behind"));
        assertThat(office.done).containsExactly("behind");
        take.takeAside();
        assertThat(office.done).containsExactly("behind", "early");
        int calls = office.calls.get();
        take.takeAside();
        assertThat(office.calls).hasValue(calls);
    }

    @Test
    void notice_thatWasForgedInTheNameOfATrustedLedger_isDroppedAtOnce() {
        take(FakeOffice.notice("forged", FakeOffice.PARTY, EphemeralKey.generate()));
        take("garbage");
        int calls = office.calls.get();

        take.takeAside();

        assertThat(office.calls).hasValue(calls);
    }

    @Test
    void notices_beyondTheMost_areDropped() {
        office.trusted = "another.test/log";
        for (int i = 0; i < 100; i++) {
            take(office.notice("n" + i));
        }
        office.trusted = "ledger.test/log";
        take.takeAside();

        assertThat(office.done).hasSize(32).contains("n0", "n31").doesNotContain("n32");
    }

    private void take(String notice) {
        take.take(notice.getBytes(StandardCharsets.US_ASCII));
    }
}
