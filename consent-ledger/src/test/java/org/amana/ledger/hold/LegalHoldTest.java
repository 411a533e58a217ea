package org.amana.ledger.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SubjectRequest;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What a law demands to be kept is kept, in the open; nothing else is held back from a person who wants it gone. */
@LedgerTest
class LegalHoldTest {
    private static final String HOLDS = "/audit/desk/holds";
    private static final String REASON = "A court case about this diploma is still open.";
    @Value("${amana.base-url}")
    private String baseUrl;
    @Value("${amana.trust.dir}")
    private Path trustDir;
    @Value("${amana.first-login}")
    private Path firstLogin;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PublishedLog published;
    @Autowired
    private StaffAccounts accounts;
    private final Person person = new Person();
    private Desk officer;

    @BeforeEach
    void register() {
        officer = new Desk(baseUrl).signIn("dpo", firstLogin);
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"))
                .status()).isEqualTo(200);
    }

    @Test
    void erase_whileAHoldStands_isRefusedAndAfterwardsGoesThrough() {
        ConsentEvent refused = refuse();
        assertThat(set(refused.record().value(), Map.of()).body()).contains("Stands since", REASON, "Code civil 2224");

        Caller.Answer answer = erase();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).isEqualTo("on_hold");
        JsonNode view = view();
        assertThat(view.path("records")).hasSize(1);
        JsonNode hold = view.at("/holds/0");
        assertThat(hold.path("ground").asString()).isEqualTo("LEGAL_CLAIMS");
        assertThat(hold.path("law").asString()).isEqualTo("Code civil 2224");
        assertThat(hold.path("reason").asString()).isEqualTo(REASON);
        assertThat(hold.has("lifted_at")).isFalse();

        assertThat(lift(hold.path("id").asString()).body()).contains("Lifted");
        assertThat(view().at("/holds/0/lifted_at").asString()).endsWith("Z");
        assertThat(erase().status()).isEqualTo(200);
        assertThat(jdbc.sql("select count(*) from legal_hold where id = ?")
                .param(hold.path("id").asString())
                .query(Long.class)
                .single()).isZero();
    }

    @Test
    void entries_ofAHold_sayWhoAndOnWhatGroundAndNothingOfThePerson() {
        ConsentEvent refused = refuse();
        long before = published.treeSize();
        set(refused.record().value(), Map.of());
        String id = view().at("/holds/0/id").asString();
        lift(id);
        var entries = new StringBuilder();
        for (long index = before; index < published.treeSize(); index++) {
            entries.append(new String(published.entry(index), StandardCharsets.UTF_8));
        }
        assertThat(entries).contains("\"type\":\"legal_hold\"", "\"type\":\"legal_hold_lifted\"", id,
                "\"ground\":\"LEGAL_CLAIMS\"", "\"staff\":\"staff-")
                .doesNotContain(REASON, "Code civil", refused.record().value(), refused.relation().thumbprint(), "dpo");
        assertThat(jdbc.sql("select t::text from legal_hold t where id = ?").param(id).query(String.class).single())
                .as("what lies in the table")
                .doesNotContain(REASON, refused.relation().thumbprint());
        assertThat(officer.get("/audit").body()).contains("A legal hold was set by", "A legal hold was lifted by");
    }

    @ParameterizedTest
    @CsvSource({"law, xx", "law, ''", "reason, too short", "reason, ''", "record, there-is-no-such-record",
            "record, no", "record, ''"})
    void set_whenTheOrderIsIncomplete_isRefusedAndTheFormKeepsIt(String field, String value) {
        ConsentEvent refused = refuse();
        long holds = count();
        HttpResponse<String> page = set(refused.record().value(), Map.of(field, value));
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("role=\"alert\"");
        if (!field.equals("law")) {
            assertThat(page.body()).contains("value=\"Code civil 2224\"");
        }
        assertThat(count()).isEqualTo(holds);
        assertThat(erase().status()).isEqualTo(200);
    }

    @Test
    void set_whenTheGroundIsNone_isRefused() {
        ConsentEvent refused = refuse();
        assertThat(set(refused.record().value(), Map.of("ground", "WHIM")).statusCode()).isEqualTo(400);
        assertThat(view().path("holds")).isEmpty();
    }

    @Test
    void lift_whenLiftedBeforeOrUnknown_isRefused() {
        set(refuse().record().value(), Map.of());
        String id = view().at("/holds/0/id").asString();
        assertThat(lift(id).statusCode()).isEqualTo(200);
        assertThat(lift(id).body()).contains("lifted before");
        assertThat(lift("hold-nobody").statusCode()).isEqualTo(400);
    }

    @Test
    void holds_ofSomebodyElse_doNotHoldThisPerson() {
        set(refuse().record().value(), Map.of());
        var other = new LegalHoldTest();
        other.baseUrl = baseUrl;
        other.trustDir = trustDir;
        other.refuse();
        assertThat(other.view().path("holds")).isEmpty();
        assertThat(other.erase().status()).isEqualTo(200);
        assertThat(erase().reason()).isEqualTo("on_hold");
    }

    @Test
    void page_whenNotAnOfficers_isNotShownAndNothingIsSet() {
        ConsentEvent refused = refuse();
        assertThat(new Desk(baseUrl).get(HOLDS).body()).contains("Sign in").doesNotContain("Set a hold");
        accounts.ensure("audit", "guest", "CLERK");
        assertThat(new Desk(baseUrl).signIn("guest", firstLogin).get(HOLDS).statusCode()).isEqualTo(403);
        assertThat(officer.post(HOLDS, "no-token", form(refused.record().value(), Map.of())).statusCode())
                .isEqualTo(403);
        assertThat(view().path("holds")).isEmpty();
    }

    @Test
    void row_whenTheServiceChangesIt_isOnlyEverLifted() {
        set(refuse().record().value(), Map.of());
        for (String change : new String[]{"delete from legal_hold", "update legal_hold set ground = 'ARCHIVING'",
                "update legal_hold set lifted_index = null, lifted_at = null"}) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).isNotNull();
        }
        assertThat(erase().reason()).isEqualTo("on_hold");
    }

    private ConsentEvent refuse() {
        Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        ConsentEvent event = person.answer(EventKind.REFUSED);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        return event;
    }

    private HttpResponse<String> set(String record, Map<String, String> instead) {
        return officer.postFrom(HOLDS, HOLDS, form(record, instead));
    }

    private static Map<String, String> form(String record, Map<String, String> instead) {
        var fields = new HashMap<>(
                Map.of("record", record, "ground", "LEGAL_CLAIMS", "law", "Code civil 2224", "reason", REASON));
        fields.putAll(instead);
        return fields;
    }

    private HttpResponse<String> lift(String id) {
        return officer.postFrom(HOLDS, HOLDS + "/" + id + "/lift", Map.of("x", "x"));
    }

    private long count() {
        return jdbc.sql("select count(*) from legal_hold").query(Long.class).single();
    }

    private JsonNode view() {
        return ask(SubjectRequest.Wish.RECORDS, "records").json();
    }

    private Caller.Answer erase() {
        return ask(SubjectRequest.Wish.ERASURE, "erasure");
    }

    private Caller.Answer ask(SubjectRequest.Wish wish, String path) {
        return Caller.anonymous("POST", baseUrl + "/v1/subject/" + path,
                SubjectRequest.sign(wish, person.key(), baseUrl, Person.fresh(), Instant.now()));
    }
}
