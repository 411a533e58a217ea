package org.amana.issuer.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.issuer.ReleaseTest;
import org.amana.issuer.authority.AuthorityId;
import org.amana.support.sealing.Sealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A key is stated for a day, opens orders for as long as anybody may use it, and is gone after that. */
@ReleaseTest
class OrderKeysTest {
    private static final Instant NOW = Instant.parse("2044-05-01T12:00:00Z");
    private static final AuthorityId OFFICE = new AuthorityId("key-test-office");
    private final OrderProperties properties = new OrderProperties(Duration.ofMinutes(1), Duration.ofDays(3),
            Duration.ofDays(1));
    private final JdbcClient jdbc;
    private final Sealer sealer;

    OrderKeysTest(@Autowired JdbcClient jdbc, @Autowired Sealer sealer) {
        this.jdbc = jdbc;
        this.sealer = sealer;
    }

    @AfterEach
    void clean() {
        jdbc.sql("delete from order_key where authority = ?").param(OFFICE.value()).update();
    }

    @Test
    void key_isTheSameForADay_alsoForAnotherInstance_andThenAnother() {
        ECKey first = state(NOW);

        assertThat(state(NOW.plus(Duration.ofHours(23)))).isEqualTo(first);
        ECKey second = state(NOW.plus(Duration.ofHours(25)));
        assertThat(second).isNotEqualTo(first);
        assertThat(at(NOW.plus(Duration.ofHours(25))).find(OFFICE, first.getKeyID())).isPresent();
        assertThat(at(NOW).find(new AuthorityId("another-office"), first.getKeyID())).isEmpty();
    }

    @Test
    void key_isKeptToTheEndOfItsLastStatement_andNoLonger() {
        ECKey first = state(NOW);
        state(NOW.plus(Duration.ofHours(23)));
        Instant end = NOW.plus(Duration.ofHours(23)).plus(Duration.ofDays(3));

        at(end.plusSeconds(59)).forgetEnded();
        Optional<ECKey> kept = at(end).find(OFFICE, first.getKeyID());
        assertThat(kept).hasValueSatisfying(key -> assertThat(key.isPrivate()).isTrue());
        at(end.plusSeconds(61)).forgetEnded();
        assertThat(at(end).find(OFFICE, first.getKeyID())).isEmpty();
    }

    @Test
    void key_isSealed_forItsPlace() {
        ECKey key = state(NOW);
        byte[] sealed = jdbc.sql("select sealed from order_key where kid = ?")
                .param(key.getKeyID())
                .query(byte[].class)
                .single();

        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("\"d\"");
        jdbc.sql("update order_key set authority = 'another-office' where kid = ?").param(key.getKeyID()).update();
        assertThatThrownBy(() -> at(NOW).find(new AuthorityId("another-office"), key.getKeyID()))
                .hasMessageContaining("does not open");
        jdbc.sql("delete from order_key where kid = ?").param(key.getKeyID()).update();
    }

    private ECKey state(Instant at) {
        return at(at).toState(OFFICE, at.plus(properties.statedFor()));
    }

    private OrderKeys at(Instant time) {
        return new OrderKeys(jdbc, sealer, properties, Clock.fixed(time, ZoneOffset.UTC));
    }
}
