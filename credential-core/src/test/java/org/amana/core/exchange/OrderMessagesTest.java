package org.amana.core.exchange;

import static org.amana.core.exchange.ExchangeFixture.NOW;
import static org.amana.core.exchange.ExchangeFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What goes over a broker besides requests and releases: the key of a source, orders, refusals, and the frame of answers. */
class OrderMessagesTest {
    private static final String PARTY = "harbour-municipality";
    private final ExchangeFixture world = new ExchangeFixture();
    private final EphemeralKey own = EphemeralKey.generate();
    private final OrderKey stated = new OrderKey(SOURCE, PARTY, NOW, NOW.plus(Duration.ofDays(3)), own.publicJwk());
    private final String request = ReleaseRequest.sign(world.access, world.asked(), world.reply.publicJwk(), NOW);

    @Test
    void orderKey_asItWasStated_holdsUntilItsEnd() {
        String signed = stated.sign(world.source);

        assertThat(verify(signed, NOW)).isEqualTo(stated);
        assertThat(verify(signed, NOW.minusSeconds(60))).isEqualTo(stated);
        assertThat(verify(signed, stated.until().minusSeconds(1))).isEqualTo(stated);
        refused(() -> verify(signed, stated.until()), "does not count now");
        refused(() -> verify(signed, NOW.minusSeconds(61)), "does not count now");
    }

    @Test
    void orderKey_fromOrForAnother_isRefused() {
        refused(() -> OrderKey.verify(stated.sign(world.source), trust(), SOURCE, "harbour-bakery", NOW), "requester");
        refused(() -> OrderKey.verify(stated.sign(world.source), trust(), SOURCE + "-2", PARTY, NOW), "certificate");
        SigningKey neighbour = world.issuers.issuer("https://issuer.example/labour-office");
        refused(() -> verify(stated.sign(neighbour), NOW), "certificate is not the source's");
        refused(() -> verify(stated.sign(new ExchangeFixture().source), NOW), "");
        refused(() -> verify(stated.sign(EphemeralKey.generate().withChain(world.source.chain())), NOW), "signature");
        refused(() -> verify(stated.sign(world.access), NOW), "");
        refused(() -> verify(world.release(world.permit(), "{}").seal(world.source, own.publicJwk()), NOW), "");
    }

    @Test
    void orderKey_whoseClaimsAreNonsense_isRefused() {
        for (String[] wrong : new String[][]{{"jwk", "{}"}, {"exp", "\"soon\""}, {"iat", "-1"}, {"exp", "1e300"},
                {"jwk", StrictJson.write(Jwks.toMinimalJson(EphemeralKey.generate().publicJwk()))},
                {"jwk", StrictJson.write(own.toJwk())},
                {"exp", String.valueOf(NOW.plus(OrderKey.LONGEST).plusSeconds(1).getEpochSecond())},
                {"exp", String.valueOf(NOW.getEpochSecond())}}) {
            ObjectNode claims = StrictJson.object().put("iss", SOURCE).put("aud", PARTY);
            claims.put("iat", NOW.getEpochSecond()).put("exp", NOW.plusSeconds(60).getEpochSecond());
            claims.set("jwk", Jwks.toJson(own.publicJwk()));
            claims.set(wrong[0], StrictJson.parse(bytes(wrong[1]), 10_000));
            String signed = JwsSigner.sign(world.source, JwsSigner.header(OrderKey.TYP, world.source), claims);
            refused(() -> verify(signed, NOW), "");
        }
        ObjectNode claims = StrictJson.object().put("iss", SOURCE);
        refused(() -> verify(JwsSigner.sign(world.source, JwsSigner.header(Release.TYP, world.source), claims), NOW),
                "");
        refused(() -> verify("A".repeat(OrderKey.MAX_BYTES + 1), NOW), "");
    }

    @Test
    void order_opensToTheVeryBytes_withTheNamedKeyAlone() {
        String sealed = SealedRequest.seal(request, stated);

        assertThat(SealedRequest.kid(sealed)).isEqualTo(own.kid());
        SealedRequest.Opened opened = SealedRequest.open(sealed, own.privateJwk());
        assertThat(opened.request()).isEqualTo(request);
        assertThat(opened.id()).isEqualTo("AAAAAAAAAAAAAAAAAAAAA1");
        assertThat(opened.replyKey()).isEqualTo(withoutKid(world.reply));
        assertThat(opened.isStale(NOW.plus(ReleaseRequest.LIFETIME))).isFalse();
        assertThat(opened.isStale(NOW.plus(ReleaseRequest.LIFETIME).plusSeconds(1))).isTrue();
        assertThat(opened.toString()).doesNotContain(request);
        refused(() -> SealedRequest.open(sealed, EphemeralKey.generate().privateJwk()), "");
        refused(() -> SealedRequest.open(sealed.substring(0, sealed.length() - 2) + "AA", own.privateJwk()), "");
    }

    @Test
    void order_ofTheLongestRequest_fits() {
        assertThat(SealedRequest.seal("A".repeat(ReleaseRequest.MAX_BYTES), stated).length())
                .isLessThanOrEqualTo(SealedRequest.MAX_BYTES);
        refused(() -> SealedRequest.kid("A".repeat(SealedRequest.MAX_BYTES + 1)), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "a.b.c", "{\"release_request\":\"a.b.c\"}", "{\"release_request\":7}"})
    void order_ofSomethingElse_isRefused(String content) {
        refused(() -> SealedRequest.kid(content), "");
        refused(() -> SealedRequest.open(content, own.privateJwk()), "");
        if (content.startsWith("{")) {
            String boxed = JweBox.encrypt(StrictJson.parseObject(content, 100), own.publicJwk(),
                    ContentEncryption.A256GCM);
            refused(() -> SealedRequest.open(boxed, own.privateJwk()), "");
        }
    }

    @Test
    void order_whoseIdIsMoreThanAnId_isRefused() {
        for (String id : List.of("", "short", "with spaces and \"quotes\"", "A".repeat(65))) {
            ObjectNode claims = StrictJson.object().put("jti", id).put("iat", 1);
            claims.set("reply_key", Jwks.toMinimalJson(world.reply.publicJwk()));
            String sealed = SealedRequest.seal(
                    JwsSigner.sign(world.access, JwsSigner.header(ReleaseRequest.TYP, world.access), claims), stated);
            refused(() -> SealedRequest.open(sealed, own.privateJwk()), "id of a request");
        }
    }

    @Test
    void refusal_opensToWhatWasSaid() {
        ReleaseRefusal said = refusal(503, OptionalInt.of(5));
        String sealed = said.seal(world.source, world.reply.publicJwk());

        assertThat(ReleaseRefusal.isIn(sealed, world.reply.privateJwk())).isTrue();
        assertThat(open(sealed, PARTY, request)).isEqualTo(said);
        assertThat(open(refusal(403, OptionalInt.empty()).seal(world.source, world.reply.publicJwk()), PARTY, request)
                .retryAfterSeconds()).isEmpty();
        assertThat(sealed.length()).isLessThan(ReleaseRefusal.MAX_BYTES);
    }

    @Test
    void refusal_ofAnother_orOfOtherBytes_isRefused() {
        String sealed = refusal(403, OptionalInt.empty()).seal(world.source, world.reply.publicJwk());
        String sameId = ReleaseRequest.sign(world.access, world.asked(), world.reply.publicJwk(), NOW.plusSeconds(1));
        refused(() -> open(sealed, PARTY, sameId), "not of this request");
        refused(() -> open(sealed, "harbour-bakery", request), "not of this request");
        for (SigningKey other : List.of(world.issuers.issuer(SOURCE + "-2"), new ExchangeFixture().source,
                EphemeralKey.generate(), EphemeralKey.generate().withChain(world.source.chain()), world.access)) {
            refused(() -> open(refusal(403, OptionalInt.empty()).seal(other, world.reply.publicJwk()), PARTY, request),
                    "");
        }
        refused(() -> ReleaseRefusal.isIn(sealed, own.privateJwk()), "");
    }

    @Test
    void refusal_isNoRelease_norTheOtherWayRound() {
        String refusal = refusal(403, OptionalInt.empty()).seal(world.source, world.reply.publicJwk());
        assertThatThrownBy(() -> Release.open(refusal, world.reply.privateJwk(), trust(), SOURCE, PARTY,
                "AAAAAAAAAAAAAAAAAAAAA1", NOW)).isInstanceOf(ProblemException.class);
        String release = world.release(world.permit(), "{}").seal(world.source, world.reply.publicJwk());
        assertThat(ReleaseRefusal.isIn(release, world.reply.privateJwk())).isFalse();
        refused(() -> open(release, PARTY, request), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"status\":200", "\"status\":600", "\"status\":\"403\"", "\"reason\":\"With Spaces\"",
            "\"reason\":\"\"", "\"retry_after\":-1", "\"retry_after\":1000000", "\"retry_after\":\"5\"",
            "\"iat\":null"})
    void refusal_whoseClaimsAreNonsense_isRefused(String wrong) {
        ObjectNode claims = StrictJson.object().put("iss", SOURCE).put("aud", PARTY);
        claims.put("request", ReleaseRefusal.digest(request)).put("iat", 1).put("status", 403).put("reason", "denied");
        claims.setAll(StrictJson.parseObject("{" + wrong + "}", 100));
        String signed = JwsSigner.sign(world.source, JwsSigner.header(ReleaseRefusal.TYP, world.source), claims);
        String sealed = JweBox.encrypt(StrictJson.object().put("refusal", signed), world.reply.publicJwk(),
                ContentEncryption.A256GCM);
        refused(() -> open(sealed, PARTY, request), "");
    }

    @Test
    void answer_showsTheIdOfTheRequestAndNothingElse() {
        var answered = new OrderAnswer.Answered("AAAAAAAAAAAAAAAAAAAAA1", "eyJ..a.b.c");
        assertThat(OrderAnswer.parse(answered.write())).isEqualTo(answered);
        assertThat(answered.write()).isEqualTo("{\"request\":\"AAAAAAAAAAAAAAAAAAAAA1\",\"answer\":\"eyJ..a.b.c\"}");
        var key = new OrderAnswer.KeyStated("eyJ.e30.AA");
        assertThat(OrderAnswer.parse(key.write())).isEqualTo(key);
        assertThat(new OrderAnswer.Answered("A".repeat(64), "A".repeat(Release.MAX_BYTES)).write().length())
                .isLessThanOrEqualTo(OrderAnswer.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"request\":\"AAAAAAAAAAAAAAAAAAAAA1\"}", "{\"order_key\":7}",
            "{\"request\":\"a b\",\"answer\":\"x\"}", "{\"answer\":\"x\",\"request\":7}",
            "{\"order_key\":\"x\",\"request\":\"AAAAAAAAAAAAAAAAAAAAA1\"}",
            "{\"order_key\":\"x\",\"order_key\":\"y\"}",
            "{\"request\":\"AAAAAAAAAAAAAAAAAAAAA1\",\"answer\":\"x\",\"reply_to\":\"elsewhere\"}"})
    void answer_ofAnotherForm_isRefused(String message) {
        refused(() -> OrderAnswer.parse(message), "");
    }

    @Property(tries = 300)
    void parsers_ofAnything_refuseOrRead(@ForAll @StringLength(max = 200) String any) {
        for (Runnable read : List.<Runnable>of(() -> OrderAnswer.parse(any), () -> SealedRequest.kid(any),
                () -> SealedRequest.open(any, own.privateJwk()), () -> verify(any, NOW),
                () -> ReleaseRefusal.isIn(any, own.privateJwk()))) {
            try {
                read.run();
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(ExchangeProblem.BadOrder.class);
            }
        }
    }

    private ReleaseRefusal refusal(int status, OptionalInt retryAfter) {
        return new ReleaseRefusal(SOURCE, PARTY, "AAAAAAAAAAAAAAAAAAAAA1", ReleaseRefusal.digest(request), NOW, status,
                "withdrawn", retryAfter);
    }

    private ReleaseRefusal open(String sealed, String party, String signed) {
        return ReleaseRefusal.open(sealed, world.reply.privateJwk(), trust(), SOURCE, party, signed, NOW);
    }

    private OrderKey verify(String compact, Instant now) {
        return OrderKey.verify(compact, trust(), SOURCE, PARTY, now);
    }

    private Release.Trust trust() {
        return new Release.Trust(world.chains, world.issuers.anchors());
    }

    private static ECKey withoutKid(EphemeralKey key) {
        return Jwks.parsePublicEcKey(Jwks.toMinimalJson(key.publicJwk()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(ExchangeProblem.BadOrder.class))
                .hasMessageContaining(why);
    }
}
