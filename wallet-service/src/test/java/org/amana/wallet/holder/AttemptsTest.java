package org.amana.wallet.holder;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.WalletTest;
import org.amana.wallet.holder.HolderSettings.PassphraseSettings;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WalletTest
class AttemptsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final HolderSettings THREE_SIGN_UPS = new HolderSettings(Duration.ofMinutes(15), 5, 50, 3,
            Duration.ofSeconds(30), new PassphraseSettings(7168, 1, 1, 1));

    private final JdbcClient jdbc;
    private final AddressKey names;
    private final ClientAddress address = new ClientAddress(UUID.randomUUID().toString());

    AttemptsTest(@Autowired JdbcClient jdbc, @Autowired AddressKey names) {
        this.jdbc = jdbc;
        this.names = names;
    }

    @Test
    void admitSignUp_ofTwoAtOnce_refusesNeitherWhicheverClockWasReadFirst() {
        attemptsAt(NOW.plusMillis(2)).admitSignUp(address);
        assertThatCode(() -> attemptsAt(NOW).admitSignUp(address)).doesNotThrowAnyException();
    }

    @Test
    void admitSignUp_aboveTheLimit_pausesTheAddress() {
        for (int i = 0; i < 3; i++) {
            attemptsAt(NOW).admitSignUp(address);
        }
        assertThatThrownBy(() -> attemptsAt(NOW).admitSignUp(address)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> attemptsAt(NOW.plusSeconds(29)).admitSignUp(address))
                .isInstanceOf(ProblemException.class);
        assertThatCode(() -> attemptsAt(NOW.plusSeconds(30)).admitSignUp(address)).doesNotThrowAnyException();
    }

    private Attempts attemptsAt(Instant now) {
        return new Attempts(jdbc, names, THREE_SIGN_UPS, Clock.fixed(now, ZoneOffset.UTC));
    }
}
