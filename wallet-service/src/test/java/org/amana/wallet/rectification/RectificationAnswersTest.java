package org.amana.wallet.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationOutcome;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** What the wallet believes of an authority's receipt and answer, and what it keeps of them. */
@WalletTest
class RectificationAnswersTest {
    private static final String WRONG = "{'claims':[['work_permission','until'],['family_name']],'words':'with two n'}";
    private final TestHolder holder;

    RectificationAnswersTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void card() {
        World.calm();
        holder.receive(World.ISSUER.offer("right-to-work"));
        // another test may have left its status list in the wallet
        await().until(() -> cards().get(0).path("state").stringValue(), "valid"::equals);
    }

    private JsonNode cards() {
        return holder.api().get("credentials").json();
    }

    private JsonNode ask() {
        return holder.api()
                .post("credentials/" + cards().get(0).path("id").stringValue() + "/rectification", WRONG)
                .json()
                .path("asked");
    }

    private JsonNode shown() {
        return holder.api().get("rectifications").json().get(0);
    }

    private JsonNode complaint() {
        return holder.api().get("rectifications/" + shown().path("id").stringValue() + "/complaint").json();
    }

    private static RectificationRequest brought() {
        return RectificationRequest.verify(World.ISSUER.calls("POST", "/labour-office/rectifications")
                .stream()
                .filter(call -> call.path().endsWith("/rectifications"))
                .toList()
                .getLast()
                .body());
    }

    private Instant received() {
        return RectificationReceipt.verify(complaint().path("receipt").stringValue()).received();
    }

    private static SigningKey office(KeyPurpose purpose, String id) {
        return World.key(CertificateProfile.of(purpose, "Labour Office").withUri(URI.create(id)));
    }

    private static List<ClaimDecision> partly(RectificationRequest request) {
        return List.of(new ClaimDecision(request.claims().get(0), RectificationOutcome.REFUSED_DECISION, "<i>Why</i>"),
                ClaimDecision.corrected(request.claims().get(1)));
    }

    private static RectificationAnswer answer(SigningKey key, RectificationRequest request, Instant received) {
        return RectificationAnswer.sign(key, request, partly(request), received, received.plusSeconds(1));
    }

    @Test
    void receipt_ofAnybodyElse_orOfAnotherRequestOrDay_isNone_andTheRequestIsBroughtAgain() {
        Instant now = Instant.now();
        String id = World.ISSUER.id();
        World.ISSUER.changeReceipt(_ -> "");
        assertThat(ask().path("state").stringValue()).isEqualTo("undelivered");
        RectificationRequest request = brought();
        for (RectificationReceipt forged : List.of(
                RectificationReceipt.sign(office(KeyPurpose.ISSUER, "https://another.example/office"), id,
                        request.digest(), now),
                RectificationReceipt.sign(office(KeyPurpose.ACCESS, id), id, request.digest(), now),
                RectificationReceipt.sign(World.ISSUER.key(), "https://another.example/office", request.digest(), now),
                RectificationReceipt.sign(World.ISSUER.key(), id, "A".repeat(43), now),
                RectificationReceipt.sign(World.ISSUER.key(), id, request.digest(), now.plus(Duration.ofDays(1))),
                RectificationReceipt.sign(World.ISSUER.key(), id, request.digest(),
                        now.minus(Duration.ofDays(1))))) {
            World.ISSUER.changeReceipt(_ -> forged.compact());
            assertThat(shown().path("state").stringValue()).isEqualTo("undelivered");
            assertThat(shown().has("last_day")).isFalse();
        }
        assertThat(complaint().has("receipt")).isFalse();
        World.ISSUER.changeReceipt(signed -> signed);
        assertThat(shown().path("state").stringValue()).isEqualTo("running");
        assertThat(brought().digest()).isEqualTo(request.digest());
    }

    @Test
    void receipt_isKept_andNotAskedForAgain() {
        ask();
        Instant received = received();
        int brought = World.ISSUER.calls("POST", "/labour-office/rectifications").size();
        shown();
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")
                .stream()
                .filter(call -> call.path().endsWith("/rectifications"))).hasSize(1);
        assertThat(World.ISSUER.calls("POST", "/labour-office/rectifications")).hasSizeGreaterThan(brought);
        assertThat(received()).isEqualTo(received);
    }

    @Test
    void answer_ofTheAuthority_isShownClaimByClaim_andEnds() {
        ask();
        World.ISSUER.answersRectifications(answer(World.ISSUER.key(), brought(), received()));

        assertThat(shown().path("outcome").stringValue()).isEqualTo("partly");
        JsonNode decisions = shown().path("decisions");
        assertThat(decisions.get(0).path("outcome").stringValue()).isEqualTo("refused_decision");
        assertThat(decisions.get(0).path("reason").stringValue()).isEqualTo("<i>Why</i>");
        assertThat(decisions.get(1).path("claim").stringValue()).isEqualTo("Family name");
        assertThat(decisions.get(1).path("outcome").stringValue()).isEqualTo("corrected");
        assertThat(decisions.get(1).has("reason")).isFalse();
        assertThat(shown().path("can_complain").booleanValue()).isTrue();
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("answered");
    }

    @Test
    void answer_ofAnotherAuthorityOrToAnotherRequestOrByAnotherKeyOrOfAnotherDay_isNoAnswer() {
        ask();
        RectificationRequest request = brought();
        Instant received = received();
        SigningKey stranger = office(KeyPurpose.ISSUER, "https://another.example/office");
        ask();
        RectificationRequest other = brought();
        for (RectificationAnswer forged : List.of(answer(stranger, request, received),
                answer(office(KeyPurpose.ACCESS, World.ISSUER.id()), request, received),
                answer(World.ISSUER.key(), request, received.minusSeconds(60)))) {
            World.ISSUER.answersRectifications(forged);
            assertThat(holder.api().get("rectifications").json()).noneMatch(one -> one.has("outcome"));
        }
        World.ISSUER.answersRectifications(answer(World.ISSUER.key(), other, received));
        assertThat(holder.api().get("rectifications").json()).filteredOn(one -> one.has("outcome")).hasSize(1);
    }

    @Test
    void complaint_holdsRequestReceiptAndAnswer_eachOfWhichVerifies() {
        ask();
        RectificationRequest request = brought();
        World.ISSUER.answersRectifications(answer(World.ISSUER.key(), request, received()));
        assertThat(shown().path("can_complain").booleanValue()).isTrue();

        JsonNode file = complaint();
        assertThat(RectificationRequest.verify(file.path("request").stringValue()).digest())
                .isEqualTo(request.digest());
        RectificationReceipt receipt = RectificationReceipt.verify(file.path("receipt").stringValue());
        assertThat(receipt.isFor(request)).isTrue();
        assertThat(file.path("received_at").stringValue()).isEqualTo(receipt.received().toString());
        assertThat(RectificationAnswer.verify(file.path("answer").stringValue()).isTo(request)).isTrue();
        assertThat(file.path("outcome").stringValue()).isEqualTo("PARTLY");
        assertThat(holder.api().get("rectifications/unknown/complaint").status()).isEqualTo(404);
    }
}
