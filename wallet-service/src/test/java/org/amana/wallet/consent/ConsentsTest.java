package org.amana.wallet.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeLedger.Mood;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

@WalletTest
class ConsentsTest {

    private final String baseUrl;
    private final TestHolder holder;

    ConsentsTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void receive() {
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("qualification")).status()).isEqualTo(200);
    }

    private Answer give(TestHolder who, Request request) {
        return who.approve(who.open(request.link()).text("request_id"));
    }

    private JsonNode consent() {
        return holder.api().get("consents").json().get(0);
    }

    private static ConsentEvent event(SignedEvent event) {
        return ((SignedConsentEvent) event).event();
    }

    @Test
    void given_isInTheLedgerBeforeTheDiplomaLeaves_boundToTheRequest() {
        Request request = World.VERIFIER.keepDiploma();
        Answer screen = holder.open(request.link());
        assertThat(screen.json().path("why").path("consent").booleanValue()).isTrue();
        assertThat(holder.approve(screen.text("request_id")).json().path("shared").booleanValue()).isTrue();
        ConsentEvent given = event(World.LEDGER.events().getLast());
        assertThat(given.kind()).isEqualTo(EventKind.GIVEN);
        assertThat(given.requestHash()).isEqualTo(RequestHash.of(request.object()));
        assertThat(given.terms().controller()).isEqualTo(FakeVerifier.PARTY);
        assertThat(given.terms().validUntil()).isPresent();
        assertThat(World.LEDGER.calls("POST", "/v1/").stream().map(call -> call.path())).containsExactly("/v1/entries",
                "/v1/consents");
        assertThat(consent().path("state").stringValue()).isEqualTo("given");
        assertThat(consent().path("can_withdraw").booleanValue()).isTrue();
        ConsentReceipt receipt = ConsentReceipt.parse(
                holder.api().get("receipts/" + consent().path("receipt").stringValue()).json().path("receipt"));
        assertThat(receipt.verify(World.LEDGER.log())).isInstanceOf(ReceiptVerdict.Verified.class);
    }

    @Test
    void given_whenLedgerIsAway_nothingLeaves() {
        String id = holder.open(World.VERIFIER.keepDiploma().link()).text("request_id");
        World.LEDGER.be(Mood.DOWN);
        assertThat(holder.approve(id).text("reason")).isEqualTo("ledger_down");
        assertThat(World.VERIFIER.posts()).isEmpty();
        assertThat(holder.api().get("consents").json()).isEmpty();
    }

    @Test
    void relations_ofTwoHoldersWithOneParty_haveDifferentKeysAndEachItsOwnChain() {
        give(holder, World.VERIFIER.keepDiploma());
        ConsentEvent first = event(World.LEDGER.events().getLast());
        give(holder, World.VERIFIER.keepDiploma());
        ConsentEvent second = event(World.LEDGER.events().getLast());
        assertThat(second.relation()).isEqualTo(first.relation());
        assertThat(second.position().seq()).isEqualTo(2);
        assertThat(second.position().previous()).isPresent();
        TestHolder other = TestHolder.withServerKeyring(baseUrl);
        other.receive(World.ISSUER.offer("qualification"));
        give(other, World.VERIFIER.keepDiploma());
        assertThat(event(World.LEDGER.events().getLast()).relation()).isNotEqualTo(first.relation());
    }

    @Test
    void refusal_isEnteredAsRefusedAndGivesNothing() {
        Request request = World.VERIFIER.keepDiploma();
        assertThat(holder.refuse(holder.open(request.link()).text("request_id")).status()).isEqualTo(200);
        assertThat(World.LEDGER.events().getLast().kind()).isEqualTo(EventKind.REFUSED);
        assertThat(consent().path("state").stringValue()).isEqualTo("refused");
        assertThat(holder.api()
                .post("consents/" + consent().path("record").stringValue() + "/withdraw", "{}")
                .text("reason")).isEqualTo("wrong_step");
    }

    @Test
    void refusal_whenLedgerIsAway_isStillARefusal_andItsEntryComesBeforeTheNextOne() {
        String id = holder.open(World.VERIFIER.keepDiploma().link()).text("request_id");
        World.LEDGER.be(Mood.DOWN);
        assertThat(holder.refuse(id).json().path("shared").booleanValue()).isFalse();
        assertThat(World.VERIFIER.posts()).singleElement()
                .satisfies(post -> assertThat(post.body()).contains("access_denied"));
        assertThat(consent().path("state").stringValue()).isEqualTo("refused");
        assertThat(consent().has("receipt")).as("not entered yet").isFalse();
        World.LEDGER.be(Mood.HONEST);
        int before = World.LEDGER.events().size();
        give(holder, World.VERIFIER.keepDiploma());
        assertThat(World.LEDGER.events().stream().skip(before).map(SignedEvent::kind)).containsExactly(
                EventKind.REFUSED,
                EventKind.GIVEN);
        JsonNode late = holder.api()
                .get("consents")
                .json()
                .valueStream()
                .filter(one -> one.path("state").stringValue().equals("refused"))
                .findFirst()
                .orElseThrow();
        assertThat(holder.api().get("receipts/" + late.path("receipt").stringValue()).status()).isEqualTo(200);
    }

    @Test
    void event_thatTheLedgerRefuses_doesNotStandInTheWayOfTheNextOne() {
        String id = holder.open(World.VERIFIER.keepDiploma().link()).text("request_id");
        World.LEDGER.be(Mood.DOWN);
        holder.refuse(id);
        World.LEDGER.be(Mood.REFUSES);
        Answer refused = give(holder, World.VERIFIER.keepDiploma());
        assertThat(refused.text("reason")).isEqualTo("ledger_refused");
        assertThat(refused.json().path("shared").booleanValue()).isFalse();
        assertThat(World.VERIFIER.posts()).hasSize(1);
        World.LEDGER.be(Mood.HONEST);
        assertThat(give(holder, World.VERIFIER.keepDiploma()).json().path("shared").booleanValue()).isTrue();
        assertThat(event(World.LEDGER.events().getLast()).kind()).isEqualTo(EventKind.GIVEN);
        assertThat(event(World.LEDGER.events().getLast()).position().seq()).isEqualTo(1);
    }

    @Test
    void withdrawal_isOneTapAndASecondTapChangesNothing() {
        give(holder, World.VERIFIER.keepDiploma());
        String record = consent().path("record").stringValue();
        Answer withdrawn = holder.api().post("consents/" + record + "/withdraw", "{}");
        assertThat(withdrawn.text("state")).isEqualTo("withdrawn");
        assertThat(withdrawn.text("erasure")).isEqualTo("asked");
        ConsentEvent event = event(World.LEDGER.events().getLast());
        assertThat(event.kind()).isEqualTo(EventKind.WITHDRAWN);
        assertThat(event.record().value()).isEqualTo(record);
        assertThat(event.position().seq()).isEqualTo(2);
        int entries = World.LEDGER.size();
        assertThat(holder.api().post("consents/" + record + "/withdraw", "{}").text("state")).isEqualTo("withdrawn");
        assertThat(World.LEDGER.size()).isEqualTo(entries);
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("withdrawn");
    }

    @Test
    void withdrawal_whenTheAnswerIsLost_isTheSameOneOnRetry() {
        give(holder, World.VERIFIER.keepDiploma());
        String record = consent().path("record").stringValue();
        World.LEDGER.be(Mood.BREAKS_AFTER_COMMIT);
        assertThat(holder.api().post("consents/" + record + "/withdraw", "{}").text("reason")).isEqualTo("ledger_down");
        int entries = World.LEDGER.size();
        World.LEDGER.be(Mood.HONEST);
        assertThat(holder.api().post("consents/" + record + "/withdraw", "{}").text("state")).isEqualTo("withdrawn");
        assertThat(World.LEDGER.size()).isEqualTo(entries);
    }

    @Test
    void erasure_isShownOnceTheRecipientConfirmedIt() {
        give(holder, World.VERIFIER.keepDiploma());
        holder.api().post("consents/" + consent().path("record").stringValue() + "/withdraw", "{}");
        assertThat(consent().path("erasure").stringValue()).isEqualTo("asked");
        SignedConsentEvent withdrawn = (SignedConsentEvent) World.LEDGER.events().getLast();
        World.LEDGER.erase(withdrawn, World.VERIFIER.key(), "somebody-else");
        assertThat(consent().path("erasure").stringValue()).as("confirmed by another party").isEqualTo("asked");
        World.LEDGER.erase(withdrawn, World.VERIFIER.key(), FakeVerifier.PARTY);
        assertThat(consent().path("erasure").stringValue()).isEqualTo("confirmed");
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("erased");
    }

    @Test
    void erasure_whenLedgerIsAway_isUnknownAndNotOverdue() {
        give(holder, World.VERIFIER.keepDiploma());
        holder.api().post("consents/" + consent().path("record").stringValue() + "/withdraw", "{}");
        World.LEDGER.be(Mood.DOWN);
        assertThat(consent().path("erasure").stringValue()).isEqualTo("unknown");
    }

    @Test
    void consent_ofAnotherHolder_cannotBeWithdrawn() {
        give(holder, World.VERIFIER.keepDiploma());
        String record = consent().path("record").stringValue();
        assertThat(TestHolder.withServerKeyring(baseUrl).api().post("consents/" + record + "/withdraw", "{}").status())
                .isEqualTo(404);
    }
}
