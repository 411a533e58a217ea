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
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxQuestion;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryView;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.presentation.PendingRequest.Approval;
import org.amana.wallet.presentation.PendingRequest.Deferral;
import org.amana.wallet.presentation.PendingRequest.Question;
import org.amana.wallet.vault.DataKey;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.amana.wallet.vault.Vaults;
import org.amana.wallet.world.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A question that ended without an answer is told, once on the first page and for good in the history. */
@WalletTest
class UnansweredTest {
    private static final Instant END = Instant.parse("2027-03-15T12:00:00Z");
    private static final PartyNote PARTY = new PartyNote(Map.of("en", "Harbour Municipality"), "m", null, null, null,
            null);
    private static final PurposeNote PURPOSE = new PurposeNote(Map.of("en", "Get your diploma"), List.of(), null,
            "P6M");
    private final RandomGenerator random = new SplittableRandom();
    private final String baseUrl;
    private final History history;
    private final JdbcClient jdbc;
    private final Vault vault;

    UnansweredTest(@Value("${amana.base-url}") String baseUrl, @Autowired Vaults vaults, @Autowired History history,
            @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.history = history;
        this.jdbc = jdbc;
        HolderId own = HolderId.random(random);
        jdbc.sql("INSERT INTO holder (id, keyring) VALUES (?, 'server')").param(own.value()).update();
        this.vault = vaults.open(own, KeyringKind.SERVER, DataKey.fresh(random));
    }

    @BeforeEach
    void calm() {
        World.calm();
        jdbc.sql("DELETE FROM attempt").update();
    }

    @Test
    void question_thatEnded_isInTheHistoryOfItsLastMinute_andOnTheFirstPageUntilSeen() {
        put("a", null, null);
        at(END.minusSeconds(1)).forgetOld(vault);
        assertThat(entries()).isEmpty();
        ForgetRequests then = at(END);
        then.forgetOld(vault);
        then.forgetOld(vault);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo("unanswered");
            assertThat(entry.at()).isEqualTo(END);
            assertThat(entry.shared()).isFalse();
            assertThat(entry.purpose()).isEqualTo("Get your diploma");
            assertThat(entry.cards()).singleElement().satisfies(card -> assertThat(card.claims()).hasSize(1));
        });
        assertThat(then.unseen(vault, Locale.ENGLISH)).singleElement().satisfies(one -> {
            assertThat(one.party()).isEqualTo("Harbour Municipality");
            assertThat(one.until()).isEqualTo(END);
        });
        then.seen(vault);
        assertThat(then.unseen(vault, Locale.ENGLISH)).isEmpty();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void question_thatWasPutOff_isToldAsWell() {
        put("b", new Deferral("r", "k", END, PARTY, PURPOSE), null);
        at(END).forgetOld(vault);
        assertThat(entries()).singleElement().extracting(HistoryView::kind).isEqualTo("unanswered");
    }

    @Test
    void question_whoseYesWasBegun_isNotCalledUnanswered() {
        put("c", null, new Approval(0, List.of(), "r", END, JsonNodeFactory.instance.objectNode(), "e", "k", "event",
                "salt", null, null, null, null));
        at(END).forgetOld(vault);
        assertThat(entries()).isEmpty();
        assertThat(vault.all(VaultCollection.REQUESTS, PendingRequest.class)).isEmpty();
    }

    @Test
    void requestForACard_thatNobodyAnswered_isForgottenWithoutANote() {
        vault.put(VaultCollection.REQUESTS, "d", new PendingRequest("d", END, "client", "object", "en", "notice",
                List.of(), null, null, null));
        at(END.plus(Duration.ofDays(2))).forgetOld(vault);
        assertThat(entries()).isEmpty();
        assertThat(vault.all(VaultCollection.REQUESTS, PendingRequest.class)).isEmpty();
    }

    @Test
    void message_whoseQuestionHadEndedBeforeTheWalletWasOpened_isToldWithItsOffice() {
        TestHolder holder = given();
        InboxAddress to = World.VERIFIER.lastGrant().address();
        write(to, World.VERIFIER.fetchDiploma().link().replace("%2Frequests%2F", "%2Fgone%2F"),
                World.now().minusSeconds(5));
        assertThat(holder.api().get("requests").json()).isEmpty();
        JsonNode entry = holder.api()
                .get("history")
                .json()
                .valueStream()
                .filter(one -> one.path("kind").stringValue().equals("unanswered"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.at("/party/name").stringValue()).isEqualTo("Harbour Bakery");
        assertThat(entry.path("shared").booleanValue()).isFalse();
    }

    @Test
    void questionFromTheInbox_isRemindedOfLikeAnyOther() {
        TestHolder holder = given();
        write(World.VERIFIER.lastGrant().address(), World.VERIFIER.fetchDiploma().link(), END);
        JsonNode waiting = holder.api().get("requests").json();
        assertThat(waiting).hasSize(1);
        // it is kept as a question, which is what reminders are made of (WaitingQuestionTest)
        assertThat(holder.api()
                .get("requests/" + waiting.get(0).path("request_id").stringValue())
                .json()
                .path("answer_until")
                .stringValue()).isEqualTo(waiting.get(0).path("until").stringValue());
    }

    private TestHolder given() {
        TestHolder holder = TestHolder.withServerKeyring(baseUrl);
        holder.receive(World.ISSUER.offer("qualification"));
        holder.approveAndLetWrite(holder.open(World.VERIFIER.fetchDiploma().link()).text("request_id"));
        return holder;
    }

    private static void write(InboxAddress to, String link, Instant until) {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            int status = http.send(java.net.http.HttpRequest.newBuilder(to.url())
                    .header("Content-Type", InboxQuestion.MEDIA_TYPE)
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(new InboxQuestion(link, until).seal(to)))
                    .build(), java.net.http.HttpResponse.BodyHandlers.discarding()).statusCode();
            assertThat(status).isEqualTo(202);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ForgetRequests at(Instant now) {
        return new ForgetRequests(history, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<HistoryView> entries() {
        return history.list(vault, Locale.ENGLISH);
    }

    private void put(String id, @Nullable Deferral deferral, @Nullable Approval approval) {
        vault.put(VaultCollection.REQUESTS, id, new PendingRequest(id, END.minus(Duration.ofDays(14)), "client",
                "object", "en", "notice", List.of(), approval, deferral, new Question("link-" + id, END, PARTY, PURPOSE,
                        null, List.of(new CardNote(World.QUALIFICATION, List.of(List.of("qualification")))))));
    }
}
