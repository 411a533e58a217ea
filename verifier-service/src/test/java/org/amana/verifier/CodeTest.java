package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.core.vp.RequestCode;
import org.amana.verifier.code.CodeTries;
import org.amana.verifier.exchange.ExchangeRounds;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.retention.RetentionClock;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** A code that is said aloud leads one wallet to one question, and tells everybody else the same: nothing. */
class CodeTest {
    private static final String NONCE = "n".repeat(22);
    private static final String OTHER = "o".repeat(22);
    private static final TestWorld WORLD = TestWorld.open();
    private static final Bench SHARED = bench();
    private final ExchangeBench bench;
    private final TestDesk desk;

    CodeTest() {
        bench = new ExchangeBench(SHARED);
        desk = bench.desk;
    }

    private static Bench bench() {
        try {
            return new Bench(WORLD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void clean() {
        bench.clean();
        WORLD.bean(JdbcClient.class).sql("delete from code_try").update();
    }

    @Test
    void code_thatWasTold_leadsToTheQuestion_andTheDeskSeesThatItWasUsed() throws Exception {
        ObjectNode order = order();
        String code = give(order);
        assertThat(state(order).at("/code/digits").asString()).as("the page shows it again").isEqualTo(code);
        HttpResponse<String> brought = bring(code, NONCE);
        assertThat(brought.statusCode()).as(brought.body()).isEqualTo(200);
        assertThat(brought.headers().firstValue("cache-control")).hasValue("no-store");
        String link = TestWallet.json(brought).get("request").asString();
        assertThat(link).isEqualTo(order.get("request").asString());
        ObjectNode used = state(order);
        assertThat(used.at("/code/used_at").asString()).isNotEmpty();
        assertThat(used.at("/code/digits").isMissingNode()).isTrue();
        assertThat(used.has("taken_at")).as("not before the request is fetched").isFalse();
        assertThat(SHARED.wallet.fetch(link).text("nonce")).isNotEmpty();
        assertThat(state(order).has("taken_at")).isTrue();
        assertThat(state(order).has("code")).isFalse();
    }

    @Test
    void code_writtenAsPeopleWriteIt_isTheSame() throws Exception {
        String code = give(order());
        String arabic = code.chars()
                .mapToObj(digit -> String.valueOf((char) (0x660 + digit - '0')))
                .collect(java.util.stream.Collectors.joining(" "));
        assertThat(bring(java.net.URLEncoder.encode(arabic, java.nio.charset.StandardCharsets.UTF_8), NONCE)
                .statusCode()).isEqualTo(200);
    }

    @Test
    void code_ofAnOrdinaryCheck_leadsThereToo_andWorksNoLongerThanTheCheck() throws Exception {
        ObjectNode begun = desk.begin();
        ObjectNode given = json(desk.post("checks/" + begun.get("check_id").asString() + "/code", ""), 201);
        assertThat(given.at("/code/until").asString()).isEqualTo(begun.get("expires_at").asString());
        ObjectNode brought = json(bring(given.at("/code/digits").asString(), NONCE), 200);
        assertThat(brought.get("request").asString()).isEqualTo(begun.get("request").asString());
    }

    @Test
    void wallet_whoseConnectionBroke_getsTheSameAgain_andNobodyElse() throws Exception {
        String code = give(order());
        HttpResponse<String> first = bring(code, NONCE);
        assertThat(bring(code, NONCE).body()).isEqualTo(first.body());
        unknown(bring(code, OTHER));
        SHARED.wallet.fetch(TestWallet.json(first).get("request").asString());
        assertThat(bring(code, NONCE).body()).isEqualTo(first.body());
        unknown(bring(code, OTHER));
    }

    @Test
    void twoWalletsAtOnce_oneGetsIt() throws Exception {
        String code = give(order());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing = IntStream.range(0, 8)
                    .mapToObj(wallet -> threads.submit(() -> bring(code, NONCE + wallet).statusCode()))
                    .toList();
            assertThat(racing.stream().map(CodeTest::answered)).containsOnlyOnce(200).containsOnly(200, 404);
        }
    }

    @Test
    void unknownUsedOverAndReplaced_lookTheSame() throws Exception {
        String never = RequestCode.of(new byte[16]).digits();
        HttpResponse<String> guess = bring(never, NONCE);
        unknown(guess);

        String used = give(order());
        bring(used, OTHER);
        same(guess, bring(used, NONCE));

        ObjectNode order = order();
        String replaced = give(order);
        String fresh = give(order);
        assertThat(fresh).isNotEqualTo(replaced);
        same(guess, bring(replaced, NONCE));
        assertThat(bring(fresh, NONCE).statusCode()).isEqualTo(200);

        ObjectNode cancelled = order();
        String taken = give(cancelled);
        desk.post("exchanges/" + cancelled.get("exchange_id").asString() + "/cancel", "{}");
        same(guess, bring(taken, NONCE));

        ObjectNode scanned = order();
        String late = give(scanned);
        SHARED.wallet.fetch(scanned.get("request").asString());
        same(guess, bring(late, NONCE));

        String old = give(order());
        pass(Duration.ofMinutes(15));
        same(guess, bring(old, NONCE));
        same(guess, SHARED.wallet.postForm(WORLD.baseUrl + "/nobody/codes", "code=" + old));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "abc", "000000005725", "0000000057240", "%00", "'--"})
    void whatIsNoCode_isUnknown(String wrong) throws Exception {
        unknown(bring(wrong, NONCE));
    }

    @Test
    void nonce_thatCouldBeGuessed_isNotTaken() throws Exception {
        String code = give(order());
        unknown(bring(code, ""));
        unknown(bring(code, "n".repeat(21)));
        unknown(bring(code, "n".repeat(129)));
        assertThat(bring(code, NONCE).statusCode()).isEqualTo(200);
    }

    @Test
    void code_ofAnotherOrganisation_isUnknownThere() throws Exception {
        String code = give(order());
        unknown(SHARED.wallet.postForm(WORLD.baseUrl + "/river-mill/codes", form(code, NONCE)));
        assertThat(bring(code, NONCE).statusCode()).isEqualTo(200);
    }

    @Test
    void code_keepsAQuestionOpenAsLongAsItWorks_andNoLonger() throws Exception {
        ObjectNode order = order();
        pass(Duration.ofMinutes(9));
        String code = give(order);
        pass(Duration.ofMinutes(14));
        assertThat(state(order).get("state").asString()).isEqualTo("ASKED");
        assertThat(state(order).at("/code/digits").asString()).isEqualTo(code);
        pass(Duration.ofMinutes(1));
        assertThat(state(order).get("state").asString()).isEqualTo("EXPIRED");
        unknown(bring(code, NONCE));
        assertThat(desk.post("exchanges/" + order.get("exchange_id").asString() + "/code", "").statusCode())
                .isEqualTo(409);
    }

    @Test
    void noCode_forWhatIsTakenOrElsewhere() throws Exception {
        ObjectNode order = order();
        SHARED.wallet.fetch(order.get("request").asString());
        HttpResponse<String> refused = desk.post("exchanges/" + order.get("exchange_id").asString() + "/code", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestWallet.json(refused).get("reason").asString()).isEqualTo("nothing_to_say");
        assertThat(desk.post("exchanges/unknown/code", "").statusCode()).isEqualTo(404);
        assertThat(desk.post("checks/unknown/code", "").statusCode()).isEqualTo(404);
        assertThat(desk.postTo("river-mill", "exchanges/" + order.get("exchange_id").asString() + "/code", "")
                .statusCode()).isEqualTo(403);
    }

    @Test
    void guesser_hasToWait_andACodeThatIsRightIsNotLookedAtEither() throws Exception {
        String code = give(order());
        bring(code, NONCE);
        for (int i = 0; i < 30; i++)
            unknown(bring(code, OTHER));
        HttpResponse<String> told = bring(code, NONCE);
        assertThat(told.statusCode()).isEqualTo(429);
        assertThat(Long.parseLong(told.headers().firstValue("retry-after").orElseThrow())).isBetween(1L, 900L);
        WORLD.clock.advance(Duration.ofMinutes(15));
        unknown(bring(code, OTHER));
    }

    @Test
    void rightCodes_areNotCounted() throws Exception {
        String code = give(order());
        for (int i = 0; i < 31; i++)
            assertThat(bring(code, NONCE).statusCode()).isEqualTo(200);
    }

    @Test
    void guesserWithManyAddresses_stopsTheCodes_andTheDeskSaysSo_whileTheQrCodeWorks() throws Exception {
        ObjectNode order = order();
        String code = give(order);
        unknown(bring(RequestCode.of(new byte[16]).digits(), NONCE));
        JdbcClient jdbc = WORLD.bean(JdbcClient.class);
        var pausing = jdbc.sql("select subject from code_try")
                .query(String.class)
                .list()
                .stream()
                .filter(subject -> {
                    jdbc.sql("update code_try set tries = case when subject = :subject then 3000 else 1 end")
                            .param("subject", subject)
                            .update();
                    return isPaused();
                })
                .toList();
        assertThat(pausing).as("the address does not pause the organisation, all of them do").hasSize(1);
        jdbc.sql("update code_try set tries = case when subject = :subject then 3000 else 1 end")
                .param("subject", pausing.getFirst())
                .update();
        assertThat(bring(code, NONCE).statusCode()).isEqualTo(429);
        assertThat(SHARED.wallet.fetch(order.get("request").asString()).text("nonce")).isNotEmpty();
    }

    @Test
    void database_holdsNoCodeAndNoAddress() throws Exception {
        String code = give(order());
        bring(code, NONCE);
        unknown(bring(code, OTHER));
        JdbcClient jdbc = WORLD.bean(JdbcClient.class);
        String rows = String.join("\n", Stream.of("request_code", "code_try")
                .flatMap(table -> jdbc.sql("select row_to_json(t)::text from " + table + " t")
                        .query(String.class)
                        .list()
                        .stream())
                .toList());
        assertThat(rows).isNotEmpty()
                .doesNotContain(code, code.substring(0, 11), NONCE, OTHER, "127.0.0.1", "7f000001");
    }

    private ObjectNode order() throws Exception {
        return json(desk.post("exchanges", StrictJson.write(bench.question())), 201);
    }

    private String give(ObjectNode order) throws Exception {
        return json(desk.post("exchanges/" + order.get("exchange_id").asString() + "/code", ""), 201)
                .at("/code/digits")
                .asString();
    }

    private ObjectNode state(ObjectNode order) throws Exception {
        return json(desk.get("exchanges/" + order.get("exchange_id").asString()), 200);
    }

    private static HttpResponse<String> bring(String code, String nonce) throws Exception {
        return SHARED.wallet.postForm(WORLD.baseUrl + "/harbour-bakery/codes", form(code, nonce));
    }

    private static String form(String code, String nonce) {
        return "code=" + code + "&wallet_nonce=" + nonce;
    }

    private void pass(Duration time) {
        WORLD.clock.advance(time);
        WORLD.renew();
        WORLD.bean(RetentionClock.class).sweep();
        WORLD.bean(ExchangeRounds.class).sweep();
    }

    private static boolean isPaused() {
        return WORLD.bean(CodeTries.class).isPaused(new OrganisationId("harbour-bakery"));
    }

    private static int answered(Future<Integer> wallet) {
        try {
            return wallet.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestWallet.json(answer);
    }

    private static void unknown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        assertThat(TestWallet.json(answer).get("error").asString()).isEqualTo("invalid_code");
    }

    /** In everything a guesser can see. */
    private static void same(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(one.statusCode());
        assertThat(other.body()).isEqualTo(one.body());
        assertThat(headers(other)).isEqualTo(headers(one));
    }

    private static Map<String, ?> headers(HttpResponse<String> answer) {
        var all = new java.util.TreeMap<>(answer.headers().map());
        all.remove("date");
        return all;
    }
}
