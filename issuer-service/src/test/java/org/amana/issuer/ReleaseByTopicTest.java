package org.amana.issuer;

import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.core.consent.DenyReason;
import org.amana.core.exchange.OrderAnswer;
import org.amana.core.exchange.OrderKey;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRefusal;
import org.amana.core.exchange.SealedRequest;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.amana.issuer.order.ReceiveOrder;
import org.amana.issuer.order.StateOrderKeys;
import org.amana.support.kafka.OrderPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Orders that come by a topic: decided like requests over HTTP, answered in the other topic of the pair or not at all. */
@ReleaseTest
class ReleaseByTopicTest {
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final ReceiveOrder orders;
    private final StateOrderKeys statements;
    private final FakeTopics topics;
    private final Municipality municipality;
    private final Card card;

    ReleaseByTopicTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Autowired ReceiveOrder orders, @Autowired StateOrderKeys statements, @Autowired FakeTopics topics,
            @Value("${amana.base-url}") String baseUrl) {
        this.clock = clock;
        this.driver = driver;
        this.orders = orders;
        this.statements = statements;
        this.topics = topics;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
        topics.calm();
    }

    @Test
    void order_isReleasedToWhoSignedIt_andTheTopicShowsItsIdAlone() {
        Ask ask = municipality.ask(card);
        orders.take(topics.pair, sealed(ask));

        OrderAnswer.Answered answer = topics.answers().getFirst();
        assertThat(answer.request()).isEqualTo(ask.id);
        Release release = Release.open(answer.answer(), ask.replyKey(), FakeTopics.trust(), ask.source(),
                Municipality.PARTY, ask.id, clock.instant());
        assertThat(release.data()).singleElement()
                .satisfies(data -> assertThat(data.claims().path("given_name").asString()).isEqualTo("Amina"));
        assertThat(answer.write()).doesNotContain("Amina", "Haddad", "R-0001");
        assertThat(driver.lastOrder()).containsExactly("SENT");
        assertThat(LEDGER.orders()).hasSize(1);
    }

    @Test
    void order_whenDenied_thenRefusedWithTheReasonOfHttp_forThisRequestAlone() {
        LEDGER.deny(DenyReason.WITHDRAWN);
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        orders.take(topics.pair, SealedRequest.seal(compact, key()));

        ReleaseRefusal refusal = refusal(ask, compact);
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.reason()).isEqualTo("withdrawn");
        assertThat(refusal.retryAfterSeconds()).isEmpty();
        assertThatThrownBy(() -> refusal(ask, ask.compact() + "A")).isInstanceOf(ProblemException.class);
        assertThat(fetches()).isZero();
    }

    @Test
    void order_whenTheLedgerIsAway_thenRefusedForNow() {
        LEDGER.goDown();
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        orders.take(topics.pair, SealedRequest.seal(compact, key()));

        ReleaseRefusal refusal = refusal(ask, compact);
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.reason()).isEqualTo("ledger_unavailable");
        assertThat(refusal.retryAfterSeconds()).hasValue(5);
    }

    @Test
    void order_thatComesAgain_isNotAnswered_soThatACopyEndsNothing() {
        Ask ask = municipality.ask(card);
        String order = sealed(ask);
        orders.take(topics.pair, order);
        orders.take(topics.pair, order);

        assertThat(topics.answers()).hasSize(1);
        assertThat(LEDGER.orders()).hasSize(1);
        assertThat(fetches()).isOne();
    }

    @Test
    void order_thatComesLate_isNotAnswered() {
        Ask ask = municipality.ask(card);
        ask.time = clock.instant().minusSeconds(62);
        orders.take(topics.pair, sealed(ask));

        assertThat(topics.answers()).isEmpty();
        assertThat(LEDGER.orders()).isEmpty();
    }

    @Test
    void order_byTheTopicOfAnotherRequester_isRefused_andNotUsedUp() {
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        String order = SealedRequest.seal(compact, key());
        orders.take(new OrderPair("harbour-bakery", topics.pair.source()), order);

        ReleaseRefusal refusal = ReleaseRefusal.open(topics.answers().getFirst().answer(), ask.replyKey(),
                FakeTopics.trust(), ask.source(), "harbour-bakery", compact, clock.instant());
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(LEDGER.orders()).isEmpty();
        topics.calm();

        orders.take(topics.pair, order);
        assertThat(topics.answers()).hasSize(1);
        assertThat(fetches()).isOne();
    }

    /** One thing that is wrong with a request. */
    record Wrong(String what, Consumer<Ask> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> requests() {
        return Stream.of(
                new Wrong("for another source",
                        ask -> ask.audience = java.util.Optional.of("https://issuer.example/other-office")),
                new Wrong("signed by another party", ask -> ask.signer = Municipality.access("NTRXA-9999")),
                new Wrong("without an answer of the person", ask -> ask.presentation = java.util.Optional.of("")),
                new Wrong("for more than was asked",
                        ask -> ask.categories = List.of(Municipality.diploma("institution"))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void order_whenOneThingIsWrong_thenRefusedAsBad(Wrong wrong) {
        Ask ask = municipality.ask(card);
        wrong.change().accept(ask);
        String compact = ask.compact();
        orders.take(topics.pair, SealedRequest.seal(compact, key()));

        assertThat(ReleaseRefusal.open(topics.answers().getFirst().answer(), ask.replyKey(), FakeTopics.trust(),
                topics.pair.source(), Municipality.PARTY, compact, clock.instant()).reason())
                .isEqualTo("bad_release_request");
        assertThat(LEDGER.orders()).isEmpty();
        assertThat(fetches()).isZero();
    }

    @Test
    void order_thatDoesNotOpen_isNotAnswered_andTheKeyIsStatedWhereItIsUnknown() {
        Ask ask = municipality.ask(card);
        String sealed = sealed(ask);
        topics.calm();
        for (String message : List.of("", "garbage", "é".repeat(40), ask.compact(),
                sealed.substring(0, sealed.length() - 4) + "AAAA")) {
            assertThatThrownBy(() -> orders.take(topics.pair, message)).isInstanceOf(ProblemException.class);
        }
        assertThat(topics.answers()).isEmpty();

        EphemeralKey gone = EphemeralKey.generate();
        var old = new OrderKey(topics.pair.source(), Municipality.PARTY, clock.instant(),
                clock.instant().plusSeconds(60), gone.publicJwk());
        orders.take(topics.pair, SealedRequest.seal(ask.compact(), old));
        orders.take(topics.pair, SealedRequest.seal(ask.compact(), old));

        assertThat(topics.answers()).isEmpty();
        assertThat(LEDGER.orders()).isEmpty();
        assertThat(topics.keys()).as("not once for each").hasSize(1);
    }

    @Test
    void answer_thatTheBrokerDoesNotTake_isNotSentAnotherWay() {
        Ask ask = municipality.ask(card);
        String sealed = sealed(ask);
        topics.goAway();
        orders.take(topics.pair, sealed);

        assertThat(topics.answers()).isEmpty();
        assertThat(driver.lastOrder()).containsExactly("SENT");
    }

    @Test
    void pair_ofAnotherService_isNotHere() {
        assertThat(orders.isHere(topics.pair)).isTrue();
        assertThat(orders.isHere(new OrderPair(Municipality.PARTY, "https://issuer.example/elsewhere"))).isFalse();
    }

    private String sealed(Ask ask) {
        return SealedRequest.seal(ask.compact(), key());
    }

    /** As the source states it. */
    private OrderKey key() {
        statements.stateAll();
        return OrderKey.verify(topics.keys().getLast(), FakeTopics.trust(), topics.pair.source(), Municipality.PARTY,
                clock.instant());
    }

    private ReleaseRefusal refusal(Ask ask, String compact) {
        return ReleaseRefusal.open(topics.answers().getFirst().answer(), ask.replyKey(), FakeTopics.trust(),
                ask.source(), Municipality.PARTY, compact, clock.instant());
    }
}
