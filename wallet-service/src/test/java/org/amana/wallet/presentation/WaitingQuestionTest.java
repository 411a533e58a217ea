package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.presentation.PendingRequest.Question;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.amana.wallet.vault.Vaults;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A question that no other wallet gets stays here until it ends, and the person is reminded of it once. */
@WalletTest
class WaitingQuestionTest {
    private static final Instant END = Instant.parse("2027-03-15T12:00:00Z");
    private final RandomGenerator random = new SplittableRandom();
    private final TestHolder holder;
    private final Vault vault;

    WaitingQuestionTest(@Value("${amana.base-url}") String baseUrl, @Autowired Vaults vaults,
            @Autowired JdbcClient jdbc) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
        HolderId own = HolderId.random(random);
        jdbc.sql("INSERT INTO holder (id, keyring) VALUES (?, 'server')").param(own.value()).update();
        this.vault = vaults.open(own, KeyringKind.SERVER, DataKey.fresh(random));
    }

    @BeforeEach
    void receive() {
        World.calm();
        holder.receive(World.ISSUER.offer("qualification"));
    }

    @Test
    void question_thatWasOnlyLookedAt_waitsWithItsEnd() {
        String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
        JsonNode waiting = holder.api().get("requests").json();
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).path("request_id").stringValue()).isEqualTo(id);
        assertThat(holder.api().get("requests/" + id).json().path("answer_until").stringValue())
                .isEqualTo(waiting.get(0).path("until").stringValue());
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void question_scannedAgain_isTheOneThatIsHere_andIsNotFetchedAgain() {
        String link = World.VERIFIER.fetchDiploma().link();
        String id = holder.open(link).text("request_id");
        int fetched = World.VERIFIER.calls("GET", "/requests/").size();
        assertThat(holder.open(link).text("request_id")).isEqualTo(id);
        assertThat(World.VERIFIER.calls("GET", "/requests/")).hasSize(fetched);
    }

    @Test
    void question_thatWasRefused_waitsNoLonger() {
        String id = holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id");
        holder.refuse(id);
        assertThat(holder.api().get("requests").json()).isEmpty();
    }

    @Test
    void requestForACard_thatWasOnlyLookedAt_doesNotWait() {
        String id = holder.open(World.VERIFIER.keepDiploma().link()).text("request_id");
        assertThat(holder.api().get("requests").json()).isEmpty();
        assertThat(holder.api().get("requests/" + id).json().has("answer_until")).isFalse();
    }

    @Test
    void reminder_comesTwoDaysBeforeTheEnd_once() {
        put("a", END.minus(Duration.ofDays(14)));
        assertThat(remind(END.minus(Duration.ofDays(2)).minus(Duration.ofMinutes(1)))).isEmpty();
        assertThat(remind(END.minus(Duration.ofDays(2)).plus(Duration.ofMinutes(1)))).singleElement()
                .satisfies(one -> assertThat(one.until()).isEqualTo(END));
        assertThat(remind(END.minus(Duration.ofDays(1)))).isEmpty();
        assertThat(remind(END.minus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void reminder_forAWalletOpenedInTheLastMinute_comes_andAMinuteAfterTheEndNotAnyMore() {
        put("a", END.minus(Duration.ofDays(14)));
        assertThat(remind(END.plus(Duration.ofMinutes(1)))).isEmpty();
        assertThat(remind(END.minus(Duration.ofMinutes(1)))).hasSize(1);
    }

    @Test
    void reminder_ofAQuestionThatNeverHadTwoDays_isNotNeeded() {
        put("short", END.minus(Duration.ofDays(2)));
        assertThat(remind(END.minus(Duration.ofHours(1)))).isEmpty();
    }

    private List<WaitingRequest> remind(Instant now) {
        return new RemindOfRequests(Clock.fixed(now, ZoneOffset.UTC)).due(vault, Locale.ENGLISH);
    }

    private void put(String id, Instant opened) {
        var party = new PartyNote(Map.of("en", "Harbour Municipality"), "harbour-municipality", null, null, null, null);
        var purpose = new PurposeNote(Map.of("en", "Get your diploma"), List.of(), null, "P6M");
        vault.put(VaultCollection.REQUESTS, id, new PendingRequest(id, opened, "client", "object", "en", "notice",
                List.of(), null, null, new Question("link-" + id, END, party, purpose, null, null)));
    }
}
