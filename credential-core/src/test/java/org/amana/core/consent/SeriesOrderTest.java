package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the next delivery of a series is due. */
class SeriesOrderTest {
    private static final String SOURCE = "https://issuer.example/recognition-office";
    private static final Instant LAST = Instant.parse("2027-01-31T12:00:00Z");
    private final SigningKey source = TestCa.root("Issuers").issuer(SOURCE);

    @Test
    void series_isEarlyUntilAMinuteBeforeItsTime() {
        PermitOrder monthly = PermitOrder.verify(order(Optional.of(Period.ofMonths(1))));
        assertThat(monthly.isEarly(LAST, LAST)).isTrue();
        assertThat(monthly.isEarly(LAST, Instant.parse("2027-02-28T11:58:59Z"))).isTrue();
        assertThat(monthly.isEarly(LAST, Instant.parse("2027-02-28T11:59:00Z"))).isFalse();
        assertThat(monthly.isEarly(LAST, Instant.parse("2027-02-28T12:01:00Z"))).isFalse();
    }

    @Test
    void once_isNeverEarly() {
        PermitOrder once = PermitOrder.verify(order(Optional.empty()));
        assertThat(once.every()).isEmpty();
        assertThat(once.isEarly(LAST, LAST)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1M", "month", "PT1H", ""})
    void series_withoutATimeThatPasses_isRefused(String every) {
        UnverifiedJws right = UnverifiedJws.parse(order(Optional.empty()), StatementJws.MAX_BYTES);
        String wrong = JwsSigner.sign(source, right.header().deepCopy(), right.claims().deepCopy().put("every", every));
        assertThatThrownBy(() -> PermitOrder.verify(wrong)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("every");
    }

    private String order(Optional<Period> every) {
        return PermitOrder.sign(source, SOURCE, "AAAAAAAAAAAAAAAAAAAAA1", LAST, Samples.RECORD, Samples.REQUEST,
                "harbour-bakery", "keep-diploma-on-file",
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("qualification")))), every);
    }
}
