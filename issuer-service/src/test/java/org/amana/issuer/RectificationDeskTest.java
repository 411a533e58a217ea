package org.amana.issuer;

import static org.amana.core.rights.RectificationOutcome.REFUSED_ACCURATE;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationRequest;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.rectification.AnswerRectification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How the recognition office answers what people hold wrong: at its page and through its API. */
@ReleaseTest
class RectificationDeskTest {
    private static final String OFFICE = "recognition-office";
    private static final String WHY = "Your <diploma> says the same title.";
    private static final String PARTLY = """
            {"claims":[{"path":["family_name"],"outcome":"CORRECTED"},
             {"path":["qualification","title"],"outcome":"REFUSED_ACCURATE","reason":"Your <diploma> says the same title."}]}""";
    private final Offices offices;
    private final ShiftedClock clock;
    private final AuthorityKeys keys;
    private final Authority office;
    private final AnswerRectification answer;
    private final JdbcClient jdbc;
    private final String baseUrl;
    private final ReleaseDriver driver;

    RectificationDeskTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Autowired AuthorityKeys keys, @Autowired Authorities authorities, @Autowired AnswerRectification answer,
            @Autowired JdbcClient jdbc, @Value("${amana.base-url}") String baseUrl) {
        this.offices = offices;
        this.clock = clock;
        this.keys = keys;
        this.office = authorities.require(OFFICE);
        this.answer = answer;
        this.jdbc = jdbc;
        this.baseUrl = baseUrl;
        this.driver = driver;
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
        jdbc.sql("delete from rectification").update();
    }

    private Complainant person() {
        return new Complainant(driver.card(offices.recognition(), "R-0001", "qualification"), baseUrl, OFFICE,
                clock.instant());
    }

    private String asked(Complainant person) {
        String request = person.signed();
        assertThat(person.bring(request).status()).isEqualTo(201);
        return request;
    }

    private static String id(String request) {
        return RectificationRequest.verify(request).digest();
    }

    private static List<ClaimDecision> partly(Complainant person) {
        return List.of(ClaimDecision.corrected(person.claims.get(0)),
                new ClaimDecision(person.claims.get(1), REFUSED_ACCURATE, WHY));
    }

    private String page() {
        return page("/desk/rectifications");
    }

    private String page(String path) {
        return new String(offices.recognition().page("/" + OFFICE + path).body(), StandardCharsets.UTF_8);
    }

    private HttpAnswer decide(String id, String body) {
        return offices.recognition()
                .post("rectifications/" + id + "/answer", "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode inbox() {
        return offices.recognition().get("rectifications").json().path("rectifications");
    }

    @Test
    void answer_isSignedByTheAuthorityOnce_andReadByWhoHasTheRequest() {
        Complainant person = person();
        String request = asked(person);

        answer.answer(office, id(request), partly(person), "clerk");

        RectificationAnswer said = RectificationAnswer
                .verify(person.look(request).json().path("answer").stringValue());
        assertThat(said.decisions()).isEqualTo(partly(person));
        assertThat(said.isTo(RectificationRequest.verify(request))).isTrue();
        assertThat(said.chain()).isEqualTo(keys.credentialKey(office.id()).chain());
        assertThat(page()).contains("Corrected in part", "what the register says is right",
                "Your &lt;diploma&gt; says the same title.").doesNotContain("<form method=\"post\" class=\"stack\"");
        assertThatThrownBy(() -> answer.answer(office, id(request),
                person.claims.stream().map(ClaimDecision::corrected).toList(), "clerk"))
                .isInstanceOf(ProblemException.class);
        assertThat(person.look(request).json().path("answer").stringValue()).isEqualTo(said.compact());
        assertThat(person.bring(request).json().path("answer").stringValue()).isEqualTo(said.compact());
    }

    @Test
    void answer_changesNothingInTheRegisterAndLeadsToTheCase_andKeepsNoReasonInTheTable() {
        Complainant person = person();
        answer.answer(office, id(asked(person)), partly(person), "clerk");

        assertThat(page()).contains("<bdi>Amina Haddad</bdi>", "to issue the card anew",
                "/" + OFFICE + "/desk/people/" + offices.recognition().person("R-0001"));
        assertThat(jdbc.sql("select r::text || encode(sealed_answer, 'escape') from rectification r")
                .query(String.class)
                .single()).doesNotContain("diploma", "amana-rectification-answer").contains("PARTLY");
    }

    @Test
    void inbox_isOrderedByTheLastDay_andAnsweredOnesComeLast() {
        String third = asked(person());
        String second = asked(person());
        jdbc.sql("update rectification set received_at = received_at - interval '2 days' where request_id = ?")
                .param(id(second))
                .update();
        String answered = asked(person());
        assertThat(decide(id(answered), PARTLY).status()).isEqualTo(200);

        assertThat(inbox().valueStream().map(one -> one.path("rectification_id").stringValue()).toList())
                .containsExactly(id(second), id(third), id(answered));
        assertThat(inbox().get(0).path("days_left").longValue())
                .isEqualTo(inbox().get(1).path("days_left").longValue() - 2);
    }

    @Test
    void desk_remindsOnEveryPage_whenAMonthIsNearlyOver_andMarksWhatIsOverdue() {
        String request = asked(person());
        assertThat(page("/desk")).doesNotContain("class=\"mark");
        jdbc.sql("update rectification set received_at = received_at - interval '27 days'").update();
        assertThat(page("/desk")).contains("1 to answer this week").doesNotContain("mark late");
        assertThat(page()).containsPattern("Only [0-9] days left");
        jdbc.sql("update rectification set received_at = received_at - interval '20 days'").update();
        assertThat(page("/desk/audit")).contains("class=\"mark late\"", "1 overdue");
        assertThat(page()).contains("class=\"no\"", "Overdue by");
        assertThat(inbox().get(0).path("state").stringValue()).isEqualTo("OVERDUE");
        assertThat(decide(id(request), PARTLY).json().path("state").stringValue()).isEqualTo("ANSWERED_LATE");
        assertThat(page("/desk/imports")).doesNotContain("class=\"mark");
        assertThat(new String(offices.labour().page("/labour-office/desk").body(), StandardCharsets.UTF_8))
                .doesNotContain("class=\"mark");
    }

    @Test
    void page_takesTheAnswerAboutEachClaim_andKeepsWhatWasTypedWhenAReasonIsMissing() throws Exception {
        Complainant person = person();
        String request = asked(person);
        DeskForm form = new DeskForm(baseUrl, "/" + OFFICE + "/desk/rectifications", offices.recognition());

        String refused = form.post("/" + id(request), "outcome", "CORRECTED", "reason", "left, over", "outcome",
                "REFUSED_DECISION", "reason", " ");
        assertThat(refused).contains("Nothing was sent", "left, over",
                "<option value=\"REFUSED_DECISION\" selected=\"selected\">");
        assertThat(form.post("/" + id(request), "outcome", "CORRECTED")).contains("Nothing was sent");
        assertThat(person.look(request).json().path("state").stringValue()).isEqualTo("OPEN");

        assertThat(form.post("/" + id(request), "outcome", "CORRECTED", "reason", "left, over", "outcome",
                "REFUSED_DECISION", "reason", "One, two,\r\nthree.")).contains("Corrected in part");
        RectificationAnswer said = RectificationAnswer
                .verify(person.look(request).json().path("answer").stringValue());
        assertThat(said.decisions().get(0).reason()).isEmpty();
        assertThat(said.decisions().get(1).reason()).isEqualTo("One, two,\nthree.");
    }

    @Test
    void api_showsWhatIsHeldWrong_andTakesTheAnswer() {
        String request = asked(person());

        JsonNode shown = inbox().get(0);
        assertThat(shown.path("register_number").stringValue()).isEqualTo("R-0001");
        assertThat(shown.path("configuration_id").stringValue()).isEqualTo("qualification");
        assertThat(shown.path("claims").get(0).path("label").stringValue()).isEqualTo("Family name");
        assertThat(shown.path("words").stringValue()).isEqualTo("My name is Haddadi.");
        assertThat(shown.has("result")).isFalse();
        JsonNode decided = decide(id(request), PARTLY).json();
        assertThat(decided.path("result").stringValue()).isEqualTo("PARTLY");
        assertThat(decided.path("claims").get(1).path("reason").stringValue()).isEqualTo(WHY);
        refused(decide(id(request), PARTLY), 409, "already_answered");
        String trail = new String(offices.recognition().get("audit").body(), StandardCharsets.UTF_8);
        assertThat(trail).contains("RECTIFICATION_ANSWERED").doesNotContain("says the same title", "Haddadi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"claims\":[]}", "{\"claims\":{}}",
            "{\"claims\":[{\"path\":[\"family_name\"],\"outcome\":\"CORRECTED\"}]}",
            "{\"claims\":[{\"path\":[\"qualification\",\"title\"],\"outcome\":\"CORRECTED\"},"
                    + "{\"path\":[\"family_name\"],\"outcome\":\"CORRECTED\"}]}",
            "{\"claims\":[{\"path\":[\"family_name\"],\"outcome\":\"CORRECTED\"},"
                    + "{\"path\":[\"qualification\",\"title\"],\"outcome\":\"REFUSED_ACCURATE\"}]}",
            "{\"claims\":[{\"path\":[\"family_name\"],\"outcome\":\"PARTLY\"},"
                    + "{\"path\":[\"qualification\",\"title\"],\"outcome\":\"CORRECTED\"}]}",
            "no json"})
    void api_whenTheAnswerIsNotWhole_signsNothing(String body) {
        Complainant person = person();
        String request = asked(person);
        assertThat(decide(id(request), body).status()).isEqualTo(400);
        assertThat(person.look(request).json().path("state").stringValue()).isEqualTo("OPEN");
    }

    @Test
    void api_ofAnotherAuthority_knowsNothingOfIt() {
        String request = asked(person());
        assertThat(offices.labour().get("rectifications").json().path("rectifications").isEmpty()).isTrue();
        refused(offices.labour()
                .post("rectifications/" + id(request) + "/answer", "application/json",
                        PARTLY.getBytes(StandardCharsets.UTF_8)),
                404, "not_found");
        assertThat(offices.recognition().at("labour-office").get("rectifications").status()).isEqualTo(403);
        assertThat(new Http().get(URI.create(baseUrl + "/" + OFFICE + "/desk/api/rectifications")).status())
                .isEqualTo(401);
    }
}
