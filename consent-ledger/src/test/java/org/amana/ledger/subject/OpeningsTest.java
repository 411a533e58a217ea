package org.amana.ledger.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.OpenedEntry;
import org.amana.core.consent.Opening;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.note.TlogProof;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * After a restore the ledger has leaves that it cannot read. A person who has the openings hands them in. Entries are lost
 * here by being entered as 33 bytes that the ledger never could read, which is what a restore leaves of them.
 */
@LedgerTest
class OpeningsTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private final String baseUrl;
    private final JdbcClient jdbc;
    private final Caller wallet;
    private final Caller verifier;
    private final Caller registrar;
    private final Person person = new Person();

    OpeningsTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired JdbcClient jdbc) {
        this.baseUrl = baseUrl;
        this.jdbc = jdbc;
        this.wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER,
                ServiceRole.BLIND_WRITER);
        this.verifier = Caller.listed("verifier-service", baseUrl, trustDir, ServiceRole.RECIPIENT);
        this.registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
    }

    @BeforeEach
    void register() {
        ObjectNode register = Fixtures.register("https://bakery.example/notices");
        assertThat(registrar.post("/v1/register/import", Person.fresh(), register).status()).isEqualTo(200);
    }

    @Nested
    class Taken {
        @Test
        void take_whenGivenInTheGap_standsAgainAndCanBeTakenBack() {
            ConsentEvent given = given();
            OpenedEntry opening = lose(given);
            gap(opening, opening);
            assertThat(standing(given)).isEmpty();

            assertThat(outcomes(handIn(opening))).containsExactly("taken");

            assertThat(standing(given)).isEqualTo("GIVEN");
            assertThat(isInForce(given)).isTrue();
            assertThat(ownView(given).has("in_doubt")).isFalse();
            assertThat(ownView(given).path("entries").get(0).path("index").asLong()).isEqualTo(opening.index());
            append("/" + given.record() + "/withdraw", person.withdrawal(given));
            assertThat(standing(given)).isEqualTo("WITHDRAWN");
        }

        @Test
        void take_whenWithdrawnInTheGap_isWithdrawnAndTheRecipientIsToldAgain() {
            ConsentEvent given = append("", given());
            OpenedEntry withdrawal = lose(person.withdrawal(given));
            gap(withdrawal, withdrawal);
            assertThat(standing(given)).isEqualTo("UNKNOWN");
            long notices = notices();

            assertThat(outcomes(handIn(withdrawal))).containsExactly("taken");

            assertThat(standing(given)).isEqualTo("WITHDRAWN");
            assertThat(isInForce(given)).isFalse();
            assertThat(notices()).isEqualTo(notices + 1);
            assertThat(withdraw(given).reason()).isEqualTo("wrong_state");
        }

        @Test
        void take_whenRenewedInTheGap_holdsUntilTheNewEnd() {
            ConsentEvent given = append("", given());
            OpenedEntry renewal = lose(person.renewal(given, 30));
            gap(renewal, renewal);
            assertThat(outcomes(handIn(renewal))).containsExactly("taken");
            assertThat(verifier.get("/v1/consents/" + given.record() + "/check").json().path("valid_until").asString())
                    .isEqualTo(given.terms().validUntil().orElseThrow().plus(Duration.ofDays(30)).toString());
            assertThat(isInForce(given)).isTrue();
        }

        @Test
        void take_whenHandedInAgain_isKnownAndNothingChanges() {
            ConsentEvent given = given();
            OpenedEntry first = lose(given);
            OpenedEntry second = lose(person.withdrawal(given));
            gap(first, second);
            assertThat(outcomes(handIn(first))).containsExactly("taken");
            assertThat(outcomes(handIn(first, second))).containsExactly("known", "taken");
            assertThat(outcomes(handIn(first, second))).containsExactly("known", "known");
            assertThat(ownView(given).path("entries")).hasSize(2);
        }

        @Test
        void take_whenNeverLost_isKnown() {
            Caller.Answer answer = post("", given());
            ConsentReceipt receipt = ConsentReceipt.parse(answer.json().path("receipt"));
            assertThat(outcomes(handIn(new OpenedEntry(receipt.proof().index(), receipt.opening()))))
                    .containsExactly("known");
        }

        @Test
        void erase_whenTakenBackBefore_namesItsLeavesToo() {
            ConsentEvent refused = person.answer(EventKind.REFUSED);
            OpenedEntry opening = lose(refused);
            gap(opening, opening);
            handIn(opening);
            assertThat(erase().json().path("receipt").toString()).isNotEmpty();
            assertThat(standing(refused)).isEmpty();
        }
    }

    @Nested
    class HeldBack {
        @Test
        void take_whenTheWithdrawalIsHeldBack_permitsNothingButCanBeWithdrawn() {
            ConsentEvent given = given();
            OpenedEntry opening = lose(given);
            OpenedEntry withdrawal = lose(person.withdrawal(given));
            gap(opening, withdrawal);

            assertThat(outcomes(handIn(opening))).containsExactly("taken");

            assertThat(standing(given)).isEqualTo("UNKNOWN");
            assertThat(isInForce(given)).isFalse();
            assertThat(ownView(given).path("in_doubt").asBoolean()).isTrue();
            assertThat(outcomes(handIn(withdrawal))).containsExactly("taken");
            assertThat(standing(given)).isEqualTo("WITHDRAWN");
        }

        @Test
        void take_whenAnyLaterLeafOfTheGapIsClosed_staysInDoubtUntilRenewed() {
            ConsentEvent given = given();
            OpenedEntry opening = lose(given);
            OpenedEntry foreign = lose(new Person());
            gap(opening, foreign);
            handIn(opening);
            assertThat(standing(given)).isEqualTo("UNKNOWN");
            append("/" + given.record() + "/renew", person.renewal(given, 30));
            assertThat(standing(given)).isEqualTo("GIVEN");
        }

        @Test
        void take_whenTheChainWentOnAfterTheClosedLeaf_isInForce() {
            ConsentEvent given = given();
            OpenedEntry opening = lose(given);
            lose(new Person());
            OpenedEntry later = lose(person.answer(EventKind.REFUSED));
            gap(opening, later);
            handIn(opening);
            assertThat(standing(given)).as("the later entry is not known yet").isEqualTo("UNKNOWN");
            handIn(later);
            assertThat(standing(given)).as("a chain has no room for a withdrawal between").isEqualTo("GIVEN");
        }

        @Test
        void standing_whenSomebodyElsesLeafIsClosedNoMore_isInForce() {
            ConsentEvent given = append("", given());
            var other = new Person();
            SignedConsentEvent refused = other.sign(other.answer(EventKind.REFUSED));
            OpenedEntry foreign = lose(refused);
            gap(foreign, foreign);
            assertThat(standing(given)).isEqualTo("UNKNOWN");
            assertThat(outcomes(send(signed(other, List.of(foreign))))).containsExactly("taken");
            assertThat(standing(given)).isEqualTo("GIVEN");
        }
    }

    @Nested
    class Refused {
        @Test
        void take_whenItDoesNotOpenTheLeaf_isRefused() {
            OpenedEntry mine = lose(given());
            OpenedEntry other = lose(new Person());
            gap(mine, other);
            byte[] salt = mine.opening().salt();
            salt[0] ^= 1;
            refused("opens_nothing", new OpenedEntry(mine.index(), Opening.of(mine.opening().event(), salt)));
            refused("opens_nothing", new OpenedEntry(other.index(), mine.opening()));
            refused("opens_nothing", new OpenedEntry(0, mine.opening()));
            refused("opens_nothing", new OpenedEntry(1_000_000_000, mine.opening()));
            refused("opens_nothing", new OpenedEntry(mine.index(), Opening.make(person.sign(given()), new Random(2))));
        }

        @Test
        void take_whenAnotherKeySigns_isRefused() {
            OpenedEntry mine = lose(given());
            gap(mine, mine);
            assertThat(send(signed(new Person(), List.of(mine))).reason()).isEqualTo("not_own");
            assertThat(send(signed(new Person(), List.of(mine))).status()).isEqualTo(403);
            assertThat(outcomes(handIn(mine))).containsExactly("taken");
        }

        @Test
        void take_whenTheLeafLiesInNoGap_isRefused() {
            refused("not_lost", lose(given()));
        }

        @Test
        void take_whenErasedOnRequest_isRefused() {
            OpenedEntry mine = lose(person.answer(EventKind.REFUSED));
            gap(mine, mine);
            handIn(mine);
            assertThat(erase().status()).isEqualTo(200);
            refused("forgotten", mine);
            assertThat(jdbc.sql("select count(*) from event where index = ?")
                    .param(mine.index())
                    .query(Long.class)
                    .single()).isZero();
        }

        @Test
        void take_whenTheChainDoesNotFit_isRefused() {
            ConsentEvent given = given();
            OpenedEntry first = lose(given);
            OpenedEntry second = lose(person.withdrawal(given));
            gap(first, second);
            refused("wrong_position", second);
            assertThat(outcomes(handIn(first, second))).containsExactly("taken", "taken");
        }

        @Test
        void take_whenTheRelationWentOnWithoutIt_isRefused() {
            ConsentEvent first = person.answer(EventKind.REFUSED);
            OpenedEntry lost = lose(person.sign(first));
            gap(lost, lost);
            append("", person.answer(EventKind.REFUSED));
            refused("wrong_position", lost);
        }

        @Test
        void take_whenOneOfSeveralDoesNotHold_takesNone() {
            ConsentEvent given = given();
            OpenedEntry first = lose(given);
            OpenedEntry second = lose(person.withdrawal(given));
            gap(first, second);
            byte[] salt = second.opening().salt();
            salt[63] ^= 1;
            refused("opens_nothing", first,
                    new OpenedEntry(second.index(), Opening.of(second.opening().event(), salt)));
            assertThat(standing(given)).isEmpty();
        }

        @Test
        void take_whenTheLedgerWouldNotHaveTakenIt_isRefused() {
            ConsentEvent more = Person.with(given(), Person.asking(given().terms(), "grade"));
            ConsentEvent old = person.answer(EventKind.GIVEN);
            old = new ConsentEvent(old.kind(), old.record(), old.actor(), old.position(),
                    old.time().minus(Duration.ofDays(2)), old.terms(), old.notice(), old.requestHash());
            ConsentEvent shown = person.answer(EventKind.APPROVED);
            ConsentEvent nothing = person.withdrawal(given());
            List<OpenedEntry> lost = List.of(lose(person.sign(more)), lose(person.sign(old)), lose(person.sign(shown)),
                    lose(person.sign(nothing)));
            gap(lost.getFirst(), lost.getLast());
            refused("not_as_registered", lost.get(0));
            refused("wrong_time", lost.get(1));
            refused("wrong_kind", lost.get(2));
            refused("unknown_record", lost.get(3));
        }

        @Test
        void take_whenTheRenewalIsNone_isRefused() {
            ConsentEvent given = append("", given());
            OpenedEntry shorter = lose(person.sign(person.renewal(given, -30)));
            gap(shorter, shorter);
            refused("not_a_renewal", shorter);
        }

        @Test
        void take_whenRecordOrRequestIsAnotherPersons_isRefused() {
            var other = new Person();
            ConsentEvent theirs = other.answer(EventKind.REFUSED);
            assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(other.sign(theirs))).status())
                    .isEqualTo(201);
            ConsentEvent mine = given();
            OpenedEntry record = lose(person.sign(new ConsentEvent(mine.kind(), theirs.record(), mine.actor(),
                    mine.position(), mine.time(), mine.terms(), mine.notice(), mine.requestHash())));
            OpenedEntry request = lose(person.sign(answering(theirs.requestHash())));
            gap(record, request);
            refused("already_decided", record);
            refused("already_decided", request);
            assertThat(standing(theirs)).isEqualTo("REFUSED");
        }

        @Test
        void take_whenTheRequestIsNoneOrUsedUp_isRefused() {
            OpenedEntry mine = lose(given());
            gap(mine, mine);
            String id = Person.fresh();
            Instant now = Instant.now(); // the service's clock runs
            assertThat(send(OpeningsRequest.sign(List.of(mine), person.key(), "https://other.example", id, now))
                    .reason()).isEqualTo("bad_message");
            assertThat(send(OpeningsRequest.sign(List.of(mine), person.key(), baseUrl, id, now.minusSeconds(120)))
                    .reason()).isEqualTo("bad_message");
            assertThat(send(SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), baseUrl, id, now)).reason())
                    .isEqualTo("bad_message");
            assertThat(send(signed(person, List.of())).reason()).isEqualTo("bad_message");
            assertThat(send(signed(person, List.of(mine, mine))).reason()).isEqualTo("bad_message");
            assertThat(send("e30.e30.e30").reason()).isEqualTo("bad_message");
            assertThat(send("").status()).isEqualTo(400);
            String request = signed(person, List.of(mine));
            assertThat(outcomes(send(request))).containsExactly("taken");
            assertThat(send(request).reason()).as("a request is good once").isEqualTo("bad_message");
        }

        @Test
        void take_whenTooManyOrTooLarge_isRefused() {
            OpenedEntry mine = lose(given());
            gap(mine, mine);
            Opening opening = mine.opening();
            List<OpenedEntry> many = IntStream.rangeClosed(0, OpeningsRequest.MAX_OPENINGS)
                    .mapToObj(i -> new OpenedEntry(mine.index() + i, opening))
                    .toList();
            assertThat(send(signed(person, many)).reason()).isEqualTo("bad_message");
            assertThat(send(signed(person, many.subList(0, OpeningsRequest.MAX_OPENINGS))).reason())
                    .as("so many are looked at")
                    .isEqualTo("opens_nothing");
            assertThat(send("x".repeat(OpeningsRequest.MAX_BYTES + 1)).status()).isEqualTo(413);
            var large = new OpenedEntry(mine.index(), Opening.of(new byte[32_768], opening.salt()));
            assertThat(send(signed(person, List.of(large))).status()).isEqualTo(400);
        }
    }

    private ConsentEvent given() {
        ConsentEvent given = person.answer(EventKind.GIVEN);
        return Person.with(given, given.terms().until(given.time().plus(YEAR)));
    }

    private ConsentEvent answering(RequestHash request) {
        ConsentEvent mine = given();
        return new ConsentEvent(mine.kind(), mine.record(), mine.actor(), mine.position(), mine.time(), mine.terms(),
                mine.notice(), request);
    }

    /** Enters an event so that the ledger has its leaf and nothing else; the person's chain goes on. */
    private OpenedEntry lose(ConsentEvent event) {
        SignedConsentEvent signed = person.sign(event);
        Opening opening = Opening.make(signed, new Random());
        ConsentReceipt receipt = blind(opening);
        person.appended(receipt);
        return new OpenedEntry(receipt.proof().index(), opening);
    }

    /** The same, and the person's wallet does not remember it. */
    private OpenedEntry lose(SignedConsentEvent event) {
        Opening opening = Opening.make(event, new Random());
        return new OpenedEntry(blind(opening).proof().index(), opening);
    }

    private OpenedEntry lose(Person somebody) {
        return lose(somebody.sign(somebody.answer(EventKind.REFUSED)));
    }

    private ConsentReceipt blind(Opening opening) {
        ObjectNode body = StrictJson.object()
                .put("commitment", opening.commitment().toBase64Url());
        Caller.Answer answer = wallet.post("/v1/entries", Person.fresh(), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return ConsentReceipt.of(opening, TlogProof.parse(answer.json().path("proof").asString()));
    }

    /** As the take-over of a restored ledger remembers it, which adds leaves. */
    private void gap(OpenedEntry first, OpenedEntry last) {
        jdbc.sql("insert into lost_content (first_index, next_index, restored_at) values (?, ?, now())")
                .params(first.index(), last.index() + 1)
                .update();
        lose(new Person());
    }

    private void refused(String reason, OpenedEntry... openings) {
        long before = events();
        Caller.Answer answer = handIn(openings);
        assertThat(answer.reason()).as(answer.text()).isEqualTo(reason);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(events()).isEqualTo(before);
    }

    private long events() {
        return jdbc.sql("select count(*) from event").query(Long.class).single();
    }

    private long notices() {
        return jdbc.sql("select count(*) from notice_outbox").query(Long.class).single();
    }

    private Caller.Answer handIn(OpenedEntry... openings) {
        return send(signed(person, List.of(openings)));
    }

    private String signed(Person signer, List<OpenedEntry> openings) {
        return OpeningsRequest.sign(openings, signer.key(), baseUrl, Person.fresh(), Instant.now()); // as above
    }

    private Caller.Answer send(String request) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/openings", request);
    }

    private static List<String> outcomes(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var outcomes = new ArrayList<String>();
        answer.json().path("openings").forEach(one -> outcomes.add(one.path("outcome").asString()));
        return outcomes;
    }

    private ConsentEvent append(String path, ConsentEvent event) {
        Caller.Answer answer = post(path, event);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private Caller.Answer post(String path, ConsentEvent event) {
        Caller.Answer answer = wallet.post("/v1/consents" + path, Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Caller.Answer withdraw(ConsentEvent given) {
        return wallet.post("/v1/consents/" + given.record() + "/withdraw", Person.fresh(),
                Person.body(person.sign(person.withdrawal(given))));
    }

    /** Empty where the ledger knows of none. */
    private String standing(ConsentEvent event) {
        return verifier.get("/v1/consents?request_hash=" + event.requestHash()).json().path("state").asString("");
    }

    private boolean isInForce(ConsentEvent event) {
        return verifier.get("/v1/consents/" + event.record() + "/check").json().path("in_force").asBoolean();
    }

    private JsonNode ownView(ConsentEvent event) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/records",
                SubjectRequest.sign(SubjectRequest.Wish.RECORDS, person.key(), baseUrl, Person.fresh(), Instant.now()))
                .json()
                .path("records")
                .valueStream()
                .filter(record -> record.path("record").asString().equals(event.record().value()))
                .findFirst()
                .orElseThrow();
    }

    private Caller.Answer erase() {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/erasure", SubjectRequest
                .sign(SubjectRequest.Wish.ERASURE, person.key(), baseUrl, Person.fresh(), Instant.now()));
    }
}
