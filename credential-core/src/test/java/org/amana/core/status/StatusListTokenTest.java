package org.amana.core.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.Tokens;
import org.amana.core.testing.ZlibBomb;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.X5c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class StatusListTokenTest {
    private static final URI LIST = URI.create("https://issuer.example/labour-office/status/1");
    private static final Instant NOW = TestClock.NOW;
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration VALID_FOR = Duration.ofHours(1);
    private static final TestCa CA = TestCa.root("Issuers");
    private static final SigningKey KEY = CA.issuer("https://issuer.example/labour-office");
    private static final ChainValidator CHAINS = new ChainValidator();

    private static String token() {
        StatusListBits bits = StatusListBits.allValid(2, 1_000);
        bits.set(7, 1);
        bits.set(999, 2);
        bits.set(8, 3);
        return StatusListToken.sign(KEY, LIST, bits, NOW, TTL, VALID_FOR);
    }

    private static VerifiedStatusList verify(String compact) {
        return verify(compact, NOW);
    }

    private static VerifiedStatusList verify(String compact, Instant at) {
        return StatusListToken.verify(compact, LIST, CHAINS, CA.anchors(), at);
    }

    private static String refusal(String compact) {
        return Problems.codeOf(() -> verify(compact));
    }

    private static String refusalOf(UnaryOperator<ObjectNode> changeClaims) {
        UnverifiedJws token = UnverifiedJws.parse(token(), 100_000);
        return refusal(JwsSigner.sign(KEY, token.header(), changeClaims.apply(token.claims())));
    }

    private static String refusalOfList(String member, String json) {
        return refusalOf(claims -> {
            ((ObjectNode) claims.path("status_list")).set(member, StrictJson.parse(
                    json.getBytes(java.nio.charset.StandardCharsets.UTF_8), 1_000_000));
            return claims;
        });
    }

    @Test
    void unchangedToken_isAcceptedAndReadsEachStatus() {
        VerifiedStatusList list = verify(token());

        assertThat(list.value(0, NOW)).isEqualTo(StatusValue.VALID);
        assertThat(list.value(7, NOW)).isEqualTo(StatusValue.INVALID);
        assertThat(list.value(999, NOW)).isEqualTo(StatusValue.SUSPENDED);
        assertThat(list.value(8, NOW)).isEqualTo(StatusValue.APPLICATION_SPECIFIC);
        assertThat(list.chain().purpose()).isEqualTo(KeyPurpose.STATUS);
        assertThat(list.refreshAt(NOW, Duration.ofDays(1))).isEqualTo(NOW.plus(TTL));
        assertThat(list.refreshAt(NOW.plus(VALID_FOR).minusSeconds(5), TTL)).isEqualTo(NOW.plus(VALID_FOR));
    }

    @Test
    void n106_expiredToken_isRefusedWhenFetchedAndWhenKept() {
        VerifiedStatusList kept = verify(token(), NOW.plus(VALID_FOR).minusSeconds(1));

        assertThat(Problems.codeOf(() -> verify(token(), NOW.plus(VALID_FOR)))).isEqualTo("status_token_expired");
        assertThat(kept.value(0, NOW.plus(TTL).plusSeconds(1))).isEqualTo(StatusValue.VALID);
        assertThat(Problems.codeOf(() -> kept.value(0, NOW.plus(VALID_FOR)))).isEqualTo("status_token_expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://issuer.example/labour-office/status/2",
            "https://issuer.example/labour-office/status/1/", "HTTPS://issuer.example/labour-office/status/1", ""})
    void n107_otherSub_isRefused(String sub) {
        assertThat(refusalOf(claims -> claims.put("sub", sub))).isEqualTo("status_sub_mismatch");
        assertThat(refusalOf(claims -> claims.without("sub"))).isEqualTo("status_sub_mismatch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "statuslist+cwt", "application/statuslist+jwt", "dc+sd-jwt"})
    void n108_otherTyp_isRefused(String typ) {
        UnverifiedJws token = UnverifiedJws.parse(token(), 100_000);

        assertThat(refusal(JwsSigner.sign(KEY, token.header().put("typ", typ), token.claims())))
                .isEqualTo("status_bad_typ");
        assertThat(refusal(JwsSigner.sign(KEY, token.header().without("typ"), token.claims())))
                .isEqualTo("status_bad_typ");
    }

    @Test
    void n109_keyWithoutTrustForStatus_isRefused() {
        UnverifiedJws token = UnverifiedJws.parse(token(), 100_000);
        SigningKey foreign = TestCa.root("Others").issuer("https://issuer.example/labour-office");
        SigningKey verifier = CA.verifier("verifier.example", URI.create("urn:amana:party:bakery"));
        EphemeralKey bare = EphemeralKey.generate();
        var withAnchor = new java.util.ArrayList<>(KEY.chain());
        withAnchor.add(CA.rootCertificate());
        ObjectNode anchorHeader = token.header();
        anchorHeader.set("x5c", X5c.of(withAnchor));

        for (SigningKey key : List.of(foreign, verifier, bare)) {
            assertThat(refusal(JwsSigner.sign(key, JwsSigner.header(StatusListToken.TYP, key), token.claims())))
                    .isEqualTo("status_untrusted");
        }
        assertThat(refusal(JwsSigner.sign(KEY, anchorHeader, token.claims()))).isEqualTo("status_untrusted");
        assertThat(refusal(JwsSigner.sign(bare, token.header(), token.claims()))).isEqualTo("status_untrusted");
        assertThat(refusal(Tokens.withSignature(token(), new byte[64]))).isEqualTo("status_untrusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"1\"", "1.0", "1.5", "9223372036854775808", "null", "true", "[1]", "{}"})
    void n110_idxThatIsNoIndex_isRefused(String idx) {
        ObjectNode status = StrictJson.parseObject(
                "{\"status_list\":{\"uri\":\"https://issuer.example/1\",\"idx\":" + idx + "}}", 1_000);

        assertThat(Problems.codeOf(() -> StatusReference.parse(status))).isEqualTo("status_idx");
    }

    @Test
    void n110_idxAtAndBeyondTheLength_isReadAndRefused() {
        VerifiedStatusList list = verify(token());

        assertThat(list.value(999, NOW)).isEqualTo(StatusValue.SUSPENDED);
        assertThat(Problems.codeOf(() -> list.value(1_000, NOW))).isEqualTo("status_idx");
        assertThat(Problems.codeOf(() -> list.value(Long.MAX_VALUE, NOW))).isEqualTo("status_idx");
    }

    @Test
    void statusReference_ofWrittenClaim_isTheSame() {
        var reference = new StatusReference(LIST, 412);

        assertThat(StatusReference.parse(reference.toJson())).isEqualTo(reference);
        for (String uri : new String[]{"/status/1", "https:", "not a uri", "https:///status/1"}) {
            ObjectNode changed = reference.toJson();
            ((ObjectNode) changed.path("status_list")).put("uri", uri);
            assertThat(Problems.codeOf(() -> StatusReference.parse(changed))).isEqualTo("status_malformed");
        }
        assertThat(Problems.codeOf(() -> StatusReference.parse(StrictJson.object()))).isEqualTo("status_malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "\"1\"", "16", "1.0", "null", "99999999999"})
    void n111_otherBits_areRefused(String bits) {
        assertThat(refusalOfList("bits", bits)).isEqualTo("status_bad_bits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://issuer.example/1", "urn:x:y", "gopher://issuer.example/1"})
    void n115_addressOfAnotherScheme_isNeverReached(String uri) {
        ObjectNode changed = new StatusReference(LIST, 412).toJson();
        assertThat(StatusReference.parse(changed).index()).isEqualTo(412);
        ((ObjectNode) changed.path("status_list")).put("uri", uri);

        assertThat(Problems.codeOf(() -> StatusReference.parse(changed))).isEqualTo("status_unreachable");
    }

    @Test
    void n112_bomb_isRefusedAtTheInflateLimit() {
        byte[] bomb = ZlibBomb.of300MiB();

        assertThat(bomb.length).isBetween(290 * 1024, 310 * 1024);
        assertThat(refusalOfList("lst", "\"" + Base64Url.encode(bomb) + "\"")).isEqualTo("status_bad_lst");
    }

    @Test
    void n113_otherLst_isRefused() {
        byte[] zlib = StatusListBits.allValid(2, 1_000).compress();
        String padded = Base64.getEncoder().encodeToString(new byte[]{(byte) 0xFB, (byte) 0xFF});

        for (String lst : new String[]{Base64Url.encode(zlib) + "=", padded, "", "A",
                Base64Url.encode(java.util.Arrays.copyOf(zlib, zlib.length - 2)),
                Base64Url.encode(new byte[]{1, 2, 3})}) {
            assertThat(refusalOfList("lst", "\"" + lst + "\"")).isEqualTo("status_bad_lst");
        }
        assertThat(refusalOfList("lst", "7")).isEqualTo("status_bad_lst");
    }

    @ParameterizedTest
    @CsvSource({"1,credential_revoked", "2,credential_suspended", "3,unknown_status", "4,unknown_status",
            "15,unknown_status", "255,unknown_status", "-1,unknown_status"})
    void n114_otherValuesThanValid_haveAFinding(int number, String reason) {
        assertThat(StatusValue.of(number).finding().orElseThrow().reason()).isEqualTo(reason);
        assertThat(StatusValue.of(0).finding()).isEmpty();
    }

    @Test
    void timesThatAreNoTimes_areRefused() {
        assertThat(refusalOf(claims -> claims.without("iat"))).isEqualTo("status_malformed");
        assertThat(refusalOf(claims -> claims.put("iat", NOW.plusSeconds(61).getEpochSecond())))
                .isEqualTo("status_malformed");
        assertThat(refusalOf(claims -> claims.put("exp", "never"))).isEqualTo("status_malformed");
        assertThat(refusalOf(claims -> claims.put("ttl", -1))).isEqualTo("status_malformed");
        assertThat(refusalOf(claims -> claims.put("ttl", Long.MAX_VALUE))).isEqualTo("status_malformed");
        assertThat(refusalOf(claims -> claims.without("status_list"))).isEqualTo("status_malformed");
    }

    @Test
    void sign_whenTtlOutlivesTheToken_isRefused() {
        assertThatThrownBy(() -> StatusListToken.sign(KEY, LIST, StatusListBits.allValid(1, 8), NOW, VALID_FOR, TTL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void verify_ofAnyText_endsInAListOrAProblem(@ForAll String text) {
        assertThat(Problems.of(() -> verify(text))).isInstanceOf(StatusProblem.class);
        assertThat(Problems.of(() -> verify(Tokens.sign(KEY, text, text)))).isInstanceOf(StatusProblem.class);
    }
}
