package org.amana.issuer;

import static org.amana.issuer.ReleaseDriver.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amana.core.http.HttpAnswer;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.issuer.Municipality.Card;
import org.amana.issuer.authority.Authorities;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.rectification.AnswerRectification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What a person holds wrong on a card of the recognition office. */
@ReleaseTest
class RectificationTest {
    private static final String OFFICE = "recognition-office";
    private final Offices offices;
    private final ShiftedClock clock;
    private final AuthorityKeys keys;
    private final Authority office;
    private final AnswerRectification answer;
    private final JdbcClient jdbc;
    private final String baseUrl;
    private final ReleaseDriver driver;

    RectificationTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
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

    private Card card() {
        return driver.card(offices.recognition(), "R-0001", "qualification");
    }

    private Complainant person() {
        return person(card());
    }

    private Complainant person(Card card) {
        return new Complainant(card, baseUrl, OFFICE, clock.instant());
    }

    private String page() {
        return new String(offices.recognition().page("/" + OFFICE + "/desk/rectifications").body(),
                StandardCharsets.UTF_8);
    }

    private int kept() {
        return jdbc.sql("select count(*) from rectification").query(Integer.class).single();
    }

    /** A card signed with that key, as an attacker or a careless office would. */
    private UnverifiedSdJwtVc made(SigningKey signer, EphemeralKey holder, Duration ends, UnverifiedSdJwtVc like) {
        ObjectNode claims = like.issuerSignedJwt().claims().put("exp", clock.instant().plus(ends).getEpochSecond());
        claims.putObject("cnf").set("jwk", Jwks.toMinimalJson(holder.publicJwk()));
        return UnverifiedSdJwtVc.parse(
                JwsSigner.sign(signer, JwsSigner.header(SdJwtVcIssuer.TYP, signer), claims) + "~");
    }

    @Test
    void ask_whenTheCardsKeySigned_thenItIsInTheInboxWithPersonClaimsAndWords() {
        HttpAnswer asked = person().ask();

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.json().path("state").stringValue()).isEqualTo("OPEN");
        assertThat(page()).contains("<bdi>Amina Haddad</bdi>", "R-0001", "My name is Haddadi.", "days left",
                "Family name");
        assertThat(offices.labour().page("/" + OFFICE + "/desk/rectifications").status()).isEqualTo(403);
        String trail = new String(offices.recognition().get("audit").body(), StandardCharsets.UTF_8);
        assertThat(trail).contains("RECTIFICATION_ASKED").doesNotContain("Haddadi", "family_name");
    }

    @Test
    void ask_keepsNoWordOfThePersonInTheTable() {
        person().ask();

        String row = jdbc.sql("select r::text || encode(sealed, 'escape') from rectification r")
                .query(String.class)
                .single();
        assertThat(row).doesNotContain("Haddad", "family_name", "amana-rectification");
    }

    @Test
    void ask_whenTheWordsAreHtml_thenTheDeskShowsThemAsText() {
        Complainant person = person();
        person.words = "<script>alert(1)</script>\n\"quoted\" & more";
        assertThat(person.ask().status()).isEqualTo(201);

        assertThat(page()).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script");
    }

    @Test
    void ask_withAnotherKeyOrAForeignHeader_isRefused() {
        Complainant person = person();
        person.key = EphemeralKey.generate();
        refused(person.ask(), 400, "bad_request");
        Complainant other = person();
        String input = RectificationRequest.signingInput(other.authority, other.card, other.claims, "", other.time,
                new Random());
        String unknownType = Base64Url
                .encode("{\"alg\":\"ES256\",\"typ\":\"kb+jwt\"}".getBytes(StandardCharsets.UTF_8))
                + input.substring(input.indexOf('.'));
        refused(other.bring(other.signed(unknownType)), 400, "bad_request");
        assertThat(kept()).isZero();
    }

    @Test
    void ask_aboutACardOfAnotherAuthority_isRefused() {
        Card work = driver.card(offices.labour(), "L-0001", "right-to-work");
        Complainant person = person(work);
        person.claims = List.of(List.of("family_name"));
        refused(person.ask(), 403, "not_own");
        assertThat(kept()).isZero();
    }

    @Test
    void ask_forAnotherAuthority_isRefused() {
        Complainant person = person();
        person.authority = baseUrl + "/labour-office";
        refused(person.ask(), 400, "bad_request");
        Complainant shop = new Complainant(card(), baseUrl, "one-stop-shop", clock.instant());
        refused(shop.ask(), 403, "not_own");
        assertThat(kept()).isZero();
    }

    @Test
    void ask_withAForgedCard_isRefused() {
        Card held = card();
        Complainant person = person(held);
        SigningKey labour = keys.credentialKey(new AuthorityId("labour-office"));
        person.card = made(labour, held.key(), Duration.ofDays(1), UnverifiedSdJwtVc.parse(held.compact()));
        refused(person.ask(), 403, "not_own");
        EphemeralKey mine = EphemeralKey.generate();
        person.card = made(mine, mine, Duration.ofDays(1), UnverifiedSdJwtVc.parse(held.compact()));
        person.key = mine;
        refused(person.ask(), 403, "not_own");
        assertThat(kept()).isZero();
    }

    @Test
    void ask_withAnExpiredCopy_isRefused() {
        Card held = card();
        Complainant person = person(held);
        SigningKey own = keys.credentialKey(office.id());
        person.card = made(own, held.key(), Duration.ofMinutes(-10), UnverifiedSdJwtVc.parse(held.compact()));
        refused(person.ask(), 403, "not_own");
        person.card = made(own, held.key(), Duration.ofDays(1), UnverifiedSdJwtVc.parse(held.compact()));
        assertThat(person.ask().status()).as("the end alone was wrong").isEqualTo(201);
    }

    @Test
    void ask_withARevokedCard_isRefused_butNotWithASuspendedOne() {
        Complainant person = person();
        Desk desk = offices.recognition();
        String credential = desk.credentials(desk.person("R-0001")).get(0).get("credential_id").stringValue();
        desk.change(credential, "suspend", "a look");
        assertThat(person.ask().status()).isEqualTo(201);
        desk.change(credential, "revoke", "lost");
        refused(person.ask(), 403, "not_own");
    }

    @Test
    void ask_again_isTheSameRequestWithTheSameReceipt_alsoWhenTheCardWasRevokedSince() {
        Complainant person = person();
        person.time = clock.instant().minus(Duration.ofDays(7)).plusSeconds(60);
        String request = person.signed();
        HttpAnswer first = person.bring(request);
        clock.advance(Duration.ofSeconds(90)); // older than it may be when it comes first
        Desk desk = offices.recognition();
        desk.change(desk.credentials(desk.person("R-0001")).get(0).get("credential_id").stringValue(), "revoke",
                "lost");

        HttpAnswer again = person.bring(request);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(person.look(request).json()).isEqualTo(first.json());
        assertThat(kept()).isOne();
    }

    @Test
    void ask_withAnotherSignatureOverTheSame_isRefused() {
        Complainant person = person();
        String input = RectificationRequest.signingInput(person.authority, person.card, person.claims, "", person.time,
                new Random());
        assertThat(person.bring(person.signed(input)).status()).isEqualTo(201);
        refused(person.bring(person.signed(input)), 409, "already_received");
        assertThat(kept()).isOne();
    }

    @Test
    void ask_whenTwoBringTheSameAtOnce_givesBothTheSameReceipt() {
        Complainant person = person();
        String request = person.signed();
        List<HttpAnswer> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> person.bring(request))
                .toList();
        assertThat(answers).allSatisfy(one -> assertThat(one.json()).isEqualTo(answers.getFirst().json()));
        assertThat(answers.getFirst().status()).isEqualTo(201);
        assertThat(kept()).isOne();
    }

    @Test
    void receipt_isSignedByTheAuthority_andMadeForARequestFromBeforeThereWereAny() {
        Complainant person = person();
        String request = person.signed();
        RectificationReceipt receipt = RectificationReceipt
                .verify(person.bring(request).json().path("receipt").stringValue());

        assertThat(receipt.isFor(RectificationRequest.verify(request))).isTrue();
        assertThat(receipt.received()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        assertThat(receipt.chain()).isEqualTo(keys.credentialKey(office.id()).chain());
        jdbc.sql("update rectification set receipt = null").update();
        String made = person.look(request).json().path("receipt").stringValue();
        assertThat(RectificationReceipt.verify(made).received()).isEqualTo(receipt.received());
        assertThat(person.bring(request).json().path("receipt").stringValue()).isEqualTo(made);
    }

    @Test
    void ask_whenTooOldOrOfTheFuture_isRefused() {
        Complainant person = person();
        person.time = clock.instant().minus(Duration.ofDays(7)).minusSeconds(5);
        refused(person.ask(), 400, "bad_request");
        person.time = clock.instant().plusSeconds(90);
        refused(person.ask(), 400, "bad_request");
        person.time = clock.instant().minus(Duration.ofDays(6));
        assertThat(person.ask().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"claims | [[\"shoe_size\"]]", "claims | [[\"family_name\",\"title\"]]",
            "claims | []", "claims | \"family_name\"", "claims | [[]]", "claims | [[0]]",
            "claims | [[\"family_name\"],[\"family_name\"]]", "words | 7", "words | \"\\u0000\"", "jti | \"short\"",
            "more | true", "aud | \"\"", "iat | \"now\"", "card | \"none~\""})
    void ask_whenAMemberIsWrong_isRefused(String member, String json) {
        refused(person().bring(person().signedWith(member, json)), 400, "bad_request");
        assertThat(kept()).isZero();
    }

    @Test
    void ask_whenTheWordsOrTheWholeAreTooLong_isRefused() {
        Complainant person = person();
        person.words = "ä".repeat(RectificationRequest.MAX_WORDS + 1);
        refused(person.bring(person.signedWith("words", "\"" + person.words + "\"")), 400, "bad_request");
        refused(person.bring("a".repeat(RectificationRequest.MAX_BYTES + 1)), 400, "bad_request");
        person.words = "ä".repeat(RectificationRequest.MAX_WORDS);
        assertThat(person.ask().status()).isEqualTo(201);
    }

    @Test
    void ask_withDisclosures_isRefused() {
        Complainant person = person();
        refused(person.bring(person.signedWith("card", "\"" + person.card.compact() + "\"")), 400, "bad_request");
    }

    @Test
    void ask_whenFiveAboutTheCardWait_isRefusedUntilOneIsAnswered() {
        Complainant person = person();
        String first = person.signed();
        assertThat(person.bring(first).status()).isEqualTo(201);
        for (int more = 0; more < 4; more++) {
            assertThat(person.ask().status()).isEqualTo(201);
        }
        refused(person.ask(), 429, "too_many_open");
        assertThat(kept()).isEqualTo(5);
        assertThat(person().ask().status()).as("another card").isEqualTo(201);
        answer.answer(office, RectificationRequest.verify(first).digest(),
                person.claims.stream().map(ClaimDecision::corrected).toList(), "clerk");
        assertThat(person.ask().status()).isEqualTo(201);
    }

    @Test
    void look_withoutTheRequestOrAtAnotherAuthority_findsNothing() {
        Complainant person = person();
        String request = person.signed();
        refused(person.look(request), 404, "not_found");
        person.bring(request);
        assertThat(person.look(request).json().path("state").stringValue()).isEqualTo("OPEN");
        refused(person.look(RectificationRequest.verify(request).digest()), 400, "bad_request");
        refused(new Complainant(card(), baseUrl, "labour-office", clock.instant()).look(request), 404, "not_found");
    }
}
