package org.amana.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.consent.Views;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.ShiftedWards;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two keys to grant, one to take back; and a word of one's own on coming of age. */
@LedgerTest
class GuardiansTest {
    private static final Optional<PersonsAge> OF_AGE = Optional.of(new PersonsAge.OfAge());
    private final BeanFactory ledger;
    private final Exchange exchange;
    private final Person guardian = new Person();

    GuardiansTest(@Autowired BeanFactory ledger, @Autowired Environment settings) {
        this.ledger = ledger;
        this.exchange = new Exchange(settings);
    }

    @BeforeEach
    void register() {
        exchange.register(exchange.register());
    }

    private ConsentEvent childs(EventKind kind, Views views) {
        ConsentEvent asked = Offices.asked(exchange.person.answer(kind));
        return exchange.append("", Person.with(asked,
                asked.terms().represented(Optional.of(new Representation.WithGuardian(views)))));
    }

    private ConsentEvent childsYes() {
        return childs(EventKind.GIVEN, Views.YES);
    }

    private ConsentEvent guardians(EventKind kind, ConsentEvent child) {
        ConsentEvent asked = Offices.asked(guardian.answer(kind));
        return guardians("", Person.with(asked,
                asked.terms().represented(Optional.of(new Representation.ForWard(child.requestHash())))));
    }

    private ConsentEvent guardians(String path, ConsentEvent event) {
        Caller.Answer answer = exchange.wallet.post("/v1/consents" + path, Person.fresh(),
                Person.body(guardian.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        guardian.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private static Optional<PersonsAge> minor(ConsentEvent guardians, Instant until) {
        return Optional.of(new PersonsAge.UnderAge(Optional.of(
                new PersonsAge.Guardian(guardians.record(), guardians.requestHash(), until))));
    }

    private static Optional<PersonsAge> minor(ConsentEvent guardians) {
        return minor(guardians, Instant.now().plus(Duration.ofDays(20))); // the service's clock runs
    }

    private ObjectNode answer(ConsentEvent child, Optional<PersonsAge> age) {
        Offices.Order order = Offices.order(child);
        Caller.Answer answer = exchange.source.post("/v1/permits", Person.fresh(), StrictJson.object()
                .put("order", PermitOrder.sign(exchange.offices.source(), order.source(), order.id(), order.time(),
                        child.record(), order.request(), order.requester(), order.purpose(), order.categories(),
                        Optional.empty(), age)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private long permitted(ConsentEvent child, Optional<PersonsAge> age) {
        ObjectNode answer = answer(child, age);
        assertThat(answer.path("kind").asString()).as(answer.toString()).isEqualTo("PERMIT");
        return answer.path("index").asLong();
    }

    private void assertDenied(String reason, ConsentEvent child, Optional<PersonsAge> age) {
        ObjectNode answer = answer(child, age);
        assertThat(answer.path("kind").asString() + " " + answer.path("reason").asString())
                .isEqualTo("DENY " + reason);
    }

    private JsonNode view(Person person) {
        return Caller.anonymous("POST", exchange.baseUrl + "/v1/subject/records",
                SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), exchange.baseUrl, Person.fresh(),
                        Instant.now())) // as above
                .json()
                .path("records");
    }

    @Test
    void permit_needsTheGuardianToo() {
        ConsentEvent child = childsYes();
        assertDenied("guardian_missing", child, Optional.empty());
        assertDenied("guardian_missing", child, Optional.of(new PersonsAge.UnderAge(Optional.empty())));
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        assertDenied("guardian_missing", child, Optional.empty());
        permitted(child, minor(agreed));
    }

    @Test
    void permit_ofAChildWhoseWalletWasNotTold_needsTheGuardianWhomTheSourceAsksFor() {
        ConsentEvent alone = exchange.give();
        assertDenied("guardian_missing", alone, Optional.of(new PersonsAge.UnderAge(Optional.empty())));
        permitted(alone, Optional.empty());
        permitted(alone, OF_AGE);
    }

    @ParameterizedTest
    @EnumSource(value = EventKind.class, names = {"REFUSED", "DEFERRED"})
    void permit_whereTheGuardianDidNotAgree_isDenied(EventKind kind) {
        ConsentEvent child = childsYes();
        assertDenied("guardian_missing", child, minor(guardians(kind, child)));
    }

    @Test
    void permit_whereTheChildSaidNoOrCouldNotSay_isDenied_whateverTheGuardianSays() {
        ConsentEvent no = childs(EventKind.REFUSED, Views.NO);
        assertDenied("not_given", no, minor(guardians(EventKind.GIVEN, no)));
        ConsentEvent notAble = childs(EventKind.DEFERRED, Views.NOT_ABLE);
        assertDenied("not_given", notAble, minor(guardians(EventKind.GIVEN, notAble)));
    }

    @Test
    void permit_withAnotherChildsGuardian_isDenied() {
        ConsentEvent other = guardians(EventKind.GIVEN, childsYes());
        ConsentEvent child = childsYes();
        assertDenied("guardian_missing", child, minor(other));
        ConsentEvent nobodys = Offices.asked(guardian.answer(EventKind.GIVEN));
        assertDenied("guardian_missing", child, minor(nobodys));
        assertDenied("guardian_missing", child, minor(guardians("", nobodys)));
    }

    @Test
    void withdrawal_ofEither_endsItAtOnce() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        permitted(child, minor(agreed));
        guardians("/" + agreed.record() + "/withdraw", guardian.withdrawal(agreed));
        assertDenied("guardian_withdrawn", child, minor(agreed));
        ConsentEvent second = childsYes();
        ConsentEvent again = guardians(EventKind.GIVEN, second);
        permitted(second, minor(again));
        exchange.withdraw(second);
        assertDenied("withdrawn", second, minor(again));
    }

    @Test
    void mandate_thatEnded_suspends() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        assertDenied("suspended", child, minor(agreed, Instant.now().minusSeconds(1))); // as above
        assertThat(view(exchange.person).get(0).path("state").asString()).isEqualTo("SUSPENDED");
        permitted(child, minor(agreed));
        assertThat(view(exchange.person).get(0).path("state").asString()).isEqualTo("GIVEN");
    }

    @Test
    void permit_oneMinuteAroundTheEndThatTheSourceNames() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        permitted(child, minor(agreed, Instant.now().plusSeconds(60))); // as above
        assertDenied("suspended", child, minor(agreed, Instant.now().minusSeconds(60)));
    }

    @Test
    void view_turnsAtTheEndThatTheSourceNamed_beforeAnybodyAsksAgain() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        Instant end = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS); // as above
        assertThat(suspendedAt(end)).as("nobody has asked").isEmpty();
        permitted(child, minor(agreed, end));
        assertThat(suspendedAt(end.minusSeconds(60))).isEmpty();
        assertThat(suspendedAt(end.minusNanos(1))).isEmpty();
        assertThat(suspendedAt(end)).contains(end);
        assertThat(suspendedAt(end.plusSeconds(60))).contains(end);
        assertThat(suspendedAt(child.terms().validUntil().orElseThrow())).as("the consent itself is over").isEmpty();
        ConsentEvent place = exchange.person.renewal(child, 0);
        exchange.append("/" + child.record() + "/renew",
                child.reaffirmed(place.position(), place.time(), place.notice()));
        assertThat(suspendedAt(end.plusSeconds(60))).as("it is their own").isEmpty();
    }

    private Optional<Instant> suspendedAt(Instant moment) {
        ConsentState mine = ledger.getBean(Consents.class)
                .states(RelationId.of(exchange.person.key().publicJwk()))
                .getFirst();
        return ShiftedWards.at(moment, ledger).suspendedSince(mine);
    }

    @Test
    void views_ofASuspendedOne_sayItToBoth_andSinceWhen() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        permitted(child, minor(agreed));
        assertThat(view(guardian).get(0).path("ward").path("state").asString()).isEqualTo("GIVEN");
        assertThat(view(exchange.person).get(0).has("suspended_at")).isFalse();
        Instant before = Instant.now().minusSeconds(5); // as above
        assertDenied("suspended", child, OF_AGE);
        JsonNode mine = view(exchange.person).get(0);
        JsonNode ward = view(guardian).get(0).path("ward");
        assertThat(Instant.parse(mine.path("suspended_at").asString())).isAfter(before);
        assertThat(ward.path("state").asString()).isEqualTo("SUSPENDED");
        assertThat(ward.path("suspended_at")).isEqualTo(mine.path("suspended_at"));
        assertThat(mine.path("guardian").path("state").asString()).as("what the guardian said stands")
                .isEqualTo("GIVEN");
    }

    @Test
    void agreementOfAGuardian_thatEndsByItself_suspends() {
        ConsentEvent child = childsYes();
        ConsentEvent asked = Offices.asked(guardian.answer(EventKind.GIVEN));
        ConsentEvent agreed = guardians("", Person.with(asked, asked.terms()
                .until(asked.time().plusSeconds(2))
                .represented(Optional.of(new Representation.ForWard(child.requestHash())))));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> view(exchange.person).get(0).path("state").asString().equals("SUSPENDED"));
        assertDenied("suspended", child, minor(agreed));
    }

    @Test
    void majority_suspendsUntilAWordOfTheirOwn() {
        ConsentEvent child = childsYes();
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        permitted(child, minor(agreed));
        assertDenied("suspended", child, OF_AGE);
        var notRepresented = Person.with(exchange.person.renewal(child, 1),
                child.terms()
                        .until(child.terms().validUntil().orElseThrow().plusSeconds(60))
                        .represented(
                                Optional.of(new Representation.ForWard(child.requestHash()))));
        Caller.Answer wrong = exchange.wallet.post("/v1/consents/" + child.record() + "/renew", Person.fresh(),
                Person.body(exchange.person.sign(notRepresented)));
        assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
        ConsentEvent place = exchange.person.renewal(child, 0);
        exchange.append("/" + child.record() + "/renew",
                child.reaffirmed(place.position(), place.time(), place.notice()));
        permitted(child, OF_AGE);
        assertDenied("guardian_missing", child, Optional.of(new PersonsAge.UnderAge(Optional.empty())));
        assertThat(view(exchange.person).get(0).path("state").asString()).isEqualTo("GIVEN");
    }

    @Test
    void guardian_cannotMakeItTheirOwn() {
        ConsentEvent agreed = guardians(EventKind.GIVEN, childsYes());
        ConsentEvent place = guardian.renewal(agreed, 0);
        Caller.Answer answer = exchange.wallet.post("/v1/consents/" + agreed.record() + "/renew", Person.fresh(),
                Person.body(guardian.sign(agreed.reaffirmed(place.position(), place.time(), place.notice()))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    }

    @Test
    void views_ofBoth_showWhatStandsAndWhatWasDoneWithTheGuardiansAgreement() {
        ConsentEvent child = childsYes();
        assertThat(view(exchange.person).get(0).has("guardian")).isFalse();
        assertDenied("guardian_missing", child, Optional.empty());
        ConsentEvent agreed = guardians(EventKind.GIVEN, child);
        long permit = permitted(child, minor(agreed));
        assertThat(exchange.delivered(child, permit).status()).isEqualTo(201);

        JsonNode mine = view(exchange.person).get(0);
        assertThat(mine.path("guardian").path("state").asString()).isEqualTo("GIVEN");
        assertThat(mine.path("guardian").path("valid_until").asString())
                .isEqualTo(agreed.terms().validUntil().orElseThrow().toString());
        assertThat(mine.path("entries")).hasSize(4);
        JsonNode theirs = view(guardian).get(0);
        assertThat(theirs.path("entries")).hasSize(1);
        assertThat(theirs.path("ward").path("state").asString()).isEqualTo("GIVEN");
        assertThat(theirs.path("ward").path("entries")).extracting(entry -> entry.path("kind").asString())
                .as("not the order that named no guardian")
                .containsExactly("PERMIT", "DELIVERED");
    }

    @Test
    void stranger_whoNamesTheChildsRequest_seesNothing() {
        ConsentEvent child = childsYes();
        permitted(child, minor(guardians(EventKind.GIVEN, child)));
        var stranger = new Person();
        ConsentEvent asked = Offices.asked(stranger.answer(EventKind.GIVEN));
        ConsentEvent pretended = Person.with(asked,
                asked.terms().represented(Optional.of(new Representation.ForWard(child.requestHash()))));
        assertThat(exchange.wallet.post("/v1/consents", Person.fresh(), Person.body(stranger.sign(pretended))).status())
                .isEqualTo(201);
        assertThat(view(stranger).get(0).path("ward").path("entries")).isEmpty();
        assertDenied("guardian_missing", child, Optional.empty());
    }
}
