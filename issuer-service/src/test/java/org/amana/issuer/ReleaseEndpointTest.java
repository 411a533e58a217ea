package org.amana.issuer;

import static org.amana.issuer.Municipality.diploma;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.PermitProof;
import org.amana.core.exchange.Release;
import org.amana.core.json.StrictJson;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The release as a requester meets it while everybody does what they should, and while the ledger does not. */
@ReleaseTest
class ReleaseEndpointTest {
    private final Offices offices;
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final Municipality municipality;
    private final Card card;

    ReleaseEndpointTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Value("${amana.base-url}") String baseUrl) {
        this.offices = offices;
        this.clock = clock;
        this.driver = driver;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    @Test
    void release_whenPermitted_thenTheNamedFieldsAloneLeaveWithTheProof() {
        Ask ask = municipality.ask(card);
        ask.categories = List.of(diploma("qualification.title", "given_name"));

        Release release = driver.open(ask, driver.send(ask));

        var expected = StrictJson.object().put("given_name", "Amina");
        expected.putObject("qualification").put("title", "Bachelor of Nursing");
        assertThat(release.data()).containsExactly(new Release.Data(ReleaseWorld.QUALIFICATION, expected));
        PermitProof proof = PermitProof.require(release, List.of(LEDGER.log().identity()),
                new PermitProof.Expected(ask.source(), Municipality.PARTY, ask.record,
                        RequestHash.of(ask.requestObject()), Municipality.PURPOSE),
                clock.instant());
        assertThat(proof.categories()).isEqualTo(ask.categories);
        assertThat(fetches()).isOne();
        assertThat(ReleaseWorld.REGISTER.getAllServeEvents().getFirst().getRequest().getUrl())
                .isEqualTo("/cases/R-0001");
        assertThat(LEDGER.orders()).hasSize(1);
        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(driver.lastOrder()).containsExactly("SENT");
        String trail = new String(offices.recognition().get("audit").body(), StandardCharsets.UTF_8);
        assertThat(trail).contains("DATA_RELEASED", ask.record.value(), Municipality.PARTY).doesNotContain("Nursing");
    }

    @Test
    void release_fromTheImportedRegister_thenTheRowAsImported() {
        // the shop imported the register of the labour office, which says nothing of diplomas
        Card work = driver.card(offices.shop(), "L-0001", "right-to-work");
        Ask ask = municipality.ask(work);
        ask.authority = "one-stop-shop";

        refused(driver.send(ask), 403, "subject_unknown");

        assertThat(driver.lastOrder()).containsExactly("FAILED subject_unknown");
        assertThat(fetches()).isZero();
    }

    @Test
    void release_ofASeries_thenLaterOnesNeedNoCardUntilTheConsentEnds() {
        Ask first = municipality.ask(card);
        int before = driver.remembered();
        driver.open(first, driver.send(first));
        assertThat(driver.remembered()).isEqualTo(before + 1);
        Ask later = first.again();
        later.presentation = Optional.of("no card any more");
        driver.open(later, driver.send(later));

        LEDGER.deny(DenyReason.WITHDRAWN);
        Ask afterWithdrawal = first.again();
        afterWithdrawal.presentation = later.presentation;
        assertThat(refused(driver.send(afterWithdrawal), 403, "withdrawn").path("entry").isIntegralNumber()).isTrue();

        assertThat(driver.remembered()).isEqualTo(before);
        LEDGER.calm(clock);
        Ask once = first.again();
        once.presentation = later.presentation;
        refused(driver.send(once), 403, "subject_unknown");
        assertThat(fetches()).isEqualTo(2);
    }
}
