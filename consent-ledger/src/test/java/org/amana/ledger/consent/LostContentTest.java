package org.amana.ledger.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** After a restore that brought leaves without their content, nothing from before is permitted until it is renewed. */
@LedgerTest
class LostContentTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private final String baseUrl;
    private final JdbcClient jdbc;
    private final Caller wallet;
    private final Caller verifier;
    private final Caller registrar;
    private final Person person = new Person();

    LostContentTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
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
        ObjectNode register = Fixtures.register("unused");
        register.path("parties").forEach(party -> ((ObjectNode) party).remove("notice_url"));
        assertThat(registrar.post("/v1/register/import", Person.fresh(), register).status()).isEqualTo(200);
    }

    @Test
    void standing_whenOnlyEntriesBeforeAGapGiveIt_isUnknownUntilItIsRenewed() {
        ConsentEvent given = give();
        assertThat(standing(given)).isEqualTo("GIVEN");
        assertThat(ownView(given).has("in_doubt")).isFalse();

        loseContent();

        assertThat(standing(given)).isEqualTo("UNKNOWN");
        JsonNode check = verifier.get("/v1/consents/" + given.record() + "/check").json();
        assertThat(check.path("state").asString()).isEqualTo("UNKNOWN");
        assertThat(check.path("in_force").asBoolean(true)).isFalse();
        assertThat(ownView(given).path("in_doubt").asBoolean()).isTrue();
        assertThat(ownView(given).path("state").asString()).isEqualTo("GIVEN");
        append("/" + given.record() + "/renew", person.renewal(given, 30));
        assertThat(standing(given)).isEqualTo("GIVEN");
        assertThat(isInForce(given)).isTrue();
        assertThat(ownView(given).has("in_doubt")).isFalse();
    }

    @Test
    void withdraw_whenInDoubt_isTaken() {
        ConsentEvent given = give();
        loseContent();
        append("/" + given.record() + "/withdraw", person.withdrawal(given));
        assertThat(standing(given)).isEqualTo("WITHDRAWN");
    }

    @Test
    void forget_whenInDoubt_isRefusedAsForAnyStandingConsent() {
        ConsentEvent given = give();
        loseContent();
        assertThat(erase().reason()).isEqualTo("wrong_state");
        assertThat(standing(given)).isEqualTo("UNKNOWN");
    }

    @Test
    void standing_whenNothingStoodBefore_staysAsItIs() {
        ConsentEvent refused = append("", person.answer(EventKind.REFUSED));
        ConsentEvent withdrawn = give();
        append("/" + withdrawn.record() + "/withdraw", person.withdrawal(withdrawn));
        loseContent();
        assertThat(standing(refused)).isEqualTo("REFUSED");
        assertThat(standing(withdrawn)).isEqualTo("WITHDRAWN");
        assertThat(standing(give())).as("given after the gap").isEqualTo("GIVEN");
    }

    @Test
    void gap_whenSomebodyWantsItGone_staysRemembered() {
        give();
        loseContent();
        assertThatThrownBy(() -> jdbc.sql("delete from lost_content").update()).isNotNull();
        assertThatThrownBy(() -> jdbc.sql("update lost_content set next_index = 1").update()).isNotNull();
    }

    /** As the take-over of a restored ledger leaves it: leaves that nobody here can read, and a note of them. */
    private void loseContent() {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random().nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        Caller.Answer lost = wallet.post("/v1/entries", Person.fresh(),
                StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url()));
        assertThat(lost.status()).as(lost.text()).isEqualTo(201);
        long index = lost.json().path("index").asLong();
        jdbc.sql("insert into lost_content (first_index, next_index, restored_at) values (?, ?, now())")
                .params(index, index + 1)
                .update();
        var other = new Person();
        assertThat(wallet.post("/v1/consents", Person.fresh(), Person.body(other.sign(other.answer(EventKind.REFUSED))))
                .status()).isEqualTo(201);
    }

    private ConsentEvent give() {
        ConsentEvent given = person.answer(EventKind.GIVEN);
        return append("", Person.with(given, given.terms().until(given.time().plus(YEAR))));
    }

    private ConsentEvent append(String path, ConsentEvent event) {
        Caller.Answer answer = wallet.post("/v1/consents" + path, Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private String standing(ConsentEvent event) {
        return verifier.get("/v1/consents?request_hash=" + event.requestHash()).json().path("state").asString();
    }

    private boolean isInForce(ConsentEvent event) {
        return verifier.get("/v1/consents/" + event.record() + "/check").json().path("in_force").asBoolean();
    }

    private JsonNode ownView(ConsentEvent event) {
        return ask(SubjectRequest.Wish.RECORDS, "records").json()
                .path("records")
                .valueStream()
                .filter(record -> record.path("record").asString().equals(event.record().value()))
                .findFirst()
                .orElseThrow();
    }

    private Caller.Answer erase() {
        return ask(SubjectRequest.Wish.ERASURE, "erasure");
    }

    private Caller.Answer ask(SubjectRequest.Wish wish, String path) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/" + path,
                SubjectRequest.sign(wish, person.key(), baseUrl, Person.fresh(), Instant.now()));
    }
}
