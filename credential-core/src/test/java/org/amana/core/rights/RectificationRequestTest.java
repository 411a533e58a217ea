package org.amana.core.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RectificationRequestTest {
    private static final String CODE = Problems.codeOf(() -> RectificationRequest.verify("a.b.c"));

    private static ObjectNode message() {
        return UnverifiedJws.parse(Asked.request().compact(), RectificationRequest.MAX_BYTES).claims();
    }

    private static String signed(ObjectNode message) {
        return Asked.signed(JwsSigner.signingInput(JwsSigner.header(RectificationRequest.TYP), message));
    }

    private static String refusal(String compact) {
        return Problems.codeOf(() -> RectificationRequest.verify(compact));
    }

    @Test
    void verify_ofWhatTheCardsKeySigned_readsItAsItWasSaid() {
        RectificationRequest request = Asked.request();

        assertThat(request.authority()).isEqualTo(Asked.OFFICE);
        assertThat(request.time()).isEqualTo(Asked.THEN);
        assertThat(request.claims()).isEqualTo(Asked.CLAIMS);
        assertThat(request.words()).isEqualTo("It is until May.");
        assertThat(RectificationRequest.verify(request.compact()).digest()).isEqualTo(request.digest()).hasSize(43);
        assertThat(RectificationRequest.verify(signed(message())).id()).isEqualTo(request.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"claims | []", "claims | {}", "claims | [[]]", "claims | [[1]]",
            "claims | [[\" \"]]", "claims | [[\"a\"],[\"a\"]]", "claims | [\"family_name\"]",
            "claims | [[\"a\",\"b\",\"c\",\"d\",\"e\"]]", "words | null", "words | \"\\u0007\"", "jti | \"short\"",
            "jti | \"with spaces in it, and long\"", "iat | 1.5", "iat | \"1\"", "aud | \" \"", "aud | 7",
            "card | \"none\"", "card | null", "more | 1"})
    void verify_whenAMemberIsWrong_refuses(String member, String json) {
        ObjectNode message = message();
        message.set(member, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), 1_000));
        assertThat(refusal(signed(message))).isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aud", "iat", "jti", "card", "claims", "words"})
    void verify_whenAMemberIsMissing_refuses(String member) {
        ObjectNode message = message();
        message.remove(member);
        assertThat(refusal(signed(message))).isEqualTo(CODE);
    }

    @Test
    void verify_atTheBounds_accepts_andOneMoreRefuses() {
        ObjectNode message = message();
        var paths = message.putArray("claims");
        for (int at = 0; at < 64; at++) {
            paths.addArray().add("c" + at + "x".repeat(60));
        }
        message.put("words", "ن".repeat(RectificationRequest.MAX_WORDS));
        assertThat(RectificationRequest.verify(signed(message)).claims()).hasSize(64);
        message.put("words", "ن".repeat(RectificationRequest.MAX_WORDS + 1));
        assertThat(refusal(signed(message))).isEqualTo(CODE);
        message.put("words", "");
        paths.addArray().add("one_more");
        assertThat(refusal(signed(message))).isEqualTo(CODE);
        message.putArray("claims").addArray().add("x".repeat(65));
        assertThat(refusal(signed(message))).isEqualTo(CODE);
    }

    @Test
    void verify_ofAnotherKeyOrTypOrText_refuses() {
        String compact = Asked.request().compact();
        String input = compact.substring(0, compact.lastIndexOf('.'));
        assertThat(refusal(JwsSigner.assemble(input,
                EphemeralKey.generate().sign(input.getBytes(StandardCharsets.US_ASCII))))).isEqualTo(CODE);
        assertThat(refusal(Asked.signed(JwsSigner.signingInput(JwsSigner.header("kb+jwt"), message()))))
                .isEqualTo(CODE);
        assertThat(refusal(Tokens.withSignature(compact, new byte[64]))).isEqualTo(CODE);
        assertThat(refusal(Tokens.sign(Asked.HOLDER, "{\"alg\":\"none\",\"typ\":\"" + RectificationRequest.TYP + "\"}",
                StrictJson.write(message())))).isEqualTo(CODE);
        assertThat(refusal("")).isEqualTo(CODE);
        assertThat(refusal("a".repeat(RectificationRequest.MAX_BYTES + 1))).isEqualTo(CODE);
    }

    @Test
    void verify_ofACardWithMoreThanItNeeds_refuses() {
        String card = Asked.card().compact();
        for (String more : List.of(card + "WyJzYWx0IiwiYSIsImIiXQ~", card + "a.b.c", card.replace("~", ""))) {
            assertThat(refusal(signed(message().put("card", more)))).as(more).isEqualTo(CODE);
        }
    }

    @Test
    void signingInput_isAnotherEachTime() {
        Random random = new Random(7);
        assertThat(RectificationRequest.signingInput(Asked.OFFICE, Asked.card(), Asked.CLAIMS, "", Asked.THEN, random))
                .isNotEqualTo(RectificationRequest.signingInput(Asked.OFFICE, Asked.card(), Asked.CLAIMS, "",
                        Asked.THEN, random));
    }
}
