package org.amana.issuer.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Samples;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.junit.jupiter.api.Test;

class PermitTest {
    private static final AuthorityId OFFICE = new AuthorityId("recognition-office");
    private static final String SOURCE = "https://issuer.example/recognition-office";
    private final Permit permit = permit();

    @Test
    void beginFetch_atTheEndOfItsLife_thenLeaveForThatRegisterOnce() {
        FetchLeave leave = permit.beginFetch(Samples.NOON.plus(PermitRule.LIFETIME));

        assertThatIllegalStateException().isThrownBy(() -> leave.use(new AuthorityId("labour-office")));
        leave.use(OFFICE);
        assertThatIllegalStateException().isThrownBy(() -> leave.use(OFFICE));
    }

    @Test
    void beginFetch_aMomentLater_thenTooLateForGood() {
        Instant late = Samples.NOON.plus(PermitRule.LIFETIME).plusMillis(1);

        assertThat(Problems.of(() -> permit.beginFetch(late))).isInstanceOf(PermitProblem.TooLate.class);

        assertThatIllegalStateException().isThrownBy(() -> permit.beginFetch(Samples.NOON));
        assertThatIllegalStateException().isThrownBy(permit::spend);
    }

    @Test
    void beginFetch_whenTheClockWasTurnedBack_thenTooLate() {
        assertThat(Problems.of(() -> permit.beginFetch(Samples.NOON.minus(Duration.ofSeconds(1)))))
                .isInstanceOf(PermitProblem.TooLate.class);
    }

    @Test
    void spend_withoutAFetchOrASecondTime_thenRefused() {
        assertThatIllegalStateException().isThrownBy(permit::spend);
        permit.beginFetch(Samples.NOON);
        permit.spend();
        assertThatIllegalStateException().isThrownBy(permit::spend);
        assertThatIllegalStateException().isThrownBy(() -> permit.beginFetch(Samples.NOON));
    }

    @Test
    void beginFetch_byManyAtOnce_thenByOne() {
        long begun = Stream.generate(() -> permit)
                .limit(64)
                .parallel()
                .filter(one -> {
                    try {
                        one.beginFetch(Samples.NOON);
                        return true;
                    } catch (IllegalStateException e) {
                        return false;
                    }
                })
                .count();

        assertThat(begun).isOne();
    }

    private static Permit permit() {
        SigningKey key = TestCa.root("Issuers").issuer(SOURCE);
        PermitOrder order = PermitOrder.verify(PermitOrder.sign(key, SOURCE, "0123456789abcdef", Samples.NOON,
                Samples.RECORD, Samples.REQUEST, "harbour-municipality", "fetch-diploma",
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("qualification"))))));
        var event = ExchangeEvent.of(order, RelationId.of(EphemeralKey.generate().publicJwk()), Samples.NOON,
                Optional.empty());
        var receipt = Samples.receipt(Opening.make(event, new Random()), LogSigner.generate("log", new Random()));
        return new Permit(new PermitId("log", 1),
                new Authority(OFFICE, new CredentialIssuerIdentifier(SOURCE), Map.of("en", "Office"), "XA", List.of()),
                order, receipt, Samples.NOON);
    }
}
