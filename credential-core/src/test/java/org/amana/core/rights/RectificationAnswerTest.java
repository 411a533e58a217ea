package org.amana.core.rights;

import static org.amana.core.rights.RectificationOutcome.CORRECTED;
import static org.amana.core.rights.RectificationOutcome.REFUSED_ACCURATE;
import static org.amana.core.rights.RectificationOutcome.REFUSED_DECISION;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.rights.RectificationAnswer.Result;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RectificationAnswerTest {
    private static final String CODE = Problems.codeOf(() -> RectificationAnswer.verify("a.b.c"));
    private static final Instant LATER = Asked.THEN.plusSeconds(86_400);
    private static final RectificationRequest REQUEST = Asked.request();
    private static final ClaimDecision NAME = ClaimDecision.corrected(Asked.CLAIMS.get(0));
    private static final ClaimDecision UNTIL = new ClaimDecision(Asked.CLAIMS.get(1), REFUSED_ACCURATE,
            "لأن الإذن يقول نفس اليوم.\nThe permit says the same day.");

    private static RectificationAnswer answer(ClaimDecision... decisions) {
        return RectificationAnswer.sign(Asked.AUTHORITY, REQUEST, List.of(decisions), Asked.THEN, LATER);
    }

    private static ObjectNode claims(RectificationAnswer answer) {
        return UnverifiedJws.parse(answer.compact(), RectificationAnswer.MAX_BYTES).claims();
    }

    private static String refusal(ObjectNode claims) {
        return Problems.codeOf(() -> RectificationAnswer
                .verify(AuthorityJws.sign(Asked.AUTHORITY, RectificationAnswer.TYP, claims)));
    }

    @Test
    void sign_saysOfEachClaimWhatWasDecidedAndWhy() {
        RectificationAnswer read = RectificationAnswer.verify(answer(NAME, UNTIL).compact());

        assertThat(read.decisions()).containsExactly(NAME, UNTIL);
        assertThat(read.isTo(REQUEST)).isTrue();
        assertThat(read.received()).isEqualTo(Asked.THEN);
        assertThat(read.time()).isEqualTo(LATER);
        assertThat(read.chain()).isEqualTo(Asked.AUTHORITY.chain());
    }

    @Test
    void result_isOfAllDecisionsTogether() {
        ClaimDecision refused = new ClaimDecision(Asked.CLAIMS.get(0), REFUSED_DECISION, "Appeal until 3 May.");
        assertThat(answer(NAME, ClaimDecision.corrected(Asked.CLAIMS.get(1))).result()).isEqualTo(Result.CORRECTED);
        assertThat(answer(NAME, UNTIL).result()).isEqualTo(Result.PARTLY);
        assertThat(answer(refused, UNTIL).result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void sign_whenAClaimIsLeftOutOrAddedOrMoved_refuses() {
        ClaimDecision other = ClaimDecision.corrected(List.of("birth_date"));
        for (List<ClaimDecision> wrong : List.of(List.<ClaimDecision>of(), List.of(NAME), List.of(UNTIL, NAME),
                List.of(NAME, UNTIL, other), List.of(NAME, other), List.of(NAME, NAME))) {
            assertThat(Problems.codeOf(() -> answer(wrong.toArray(ClaimDecision[]::new)))).isEqualTo(CODE);
        }
    }

    @Test
    void decision_whenARefusalHasNoReason_orSomethingElseHasOne_refuses() {
        List<String> path = Asked.CLAIMS.get(0);
        assertThat(Problems.codeOf(() -> new ClaimDecision(path, REFUSED_ACCURATE, " "))).isEqualTo(CODE);
        assertThat(Problems.codeOf(() -> new ClaimDecision(path, CORRECTED, "why"))).isEqualTo(CODE);
        assertThat(Problems.codeOf(() -> new ClaimDecision(path, REFUSED_ACCURATE, "bell \u0007"))).isEqualTo(CODE);
        String longest = "x".repeat(ClaimDecision.MAX_REASON);
        assertThat(Problems.codeOf(() -> new ClaimDecision(path, REFUSED_ACCURATE, longest + "x"))).isEqualTo(CODE);
        assertThat(new ClaimDecision(path, REFUSED_ACCURATE, longest)).asString().doesNotContain("xx");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"claims | []", "claims | {}", "claims | [1]", "claims | [{}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"PARTLY\"}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"CORRECTED\",\"reason\":\"x\"}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"CORRECTED\",\"more\":1}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"REFUSED_ACCURATE\"}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"REFUSED_ACCURATE\",\"reason\":\" \"}]",
            "claims | [{\"path\":[\"a\"],\"outcome\":\"REFUSED_ACCURATE\",\"reason\":7}]",
            "claims | [{\"path\":[],\"outcome\":\"CORRECTED\"}]",
            "claims | [{\"path\":\"a\",\"outcome\":\"CORRECTED\"}]",
            "iss | \"\"", "request | 7", "iat | \"now\"", "iat | 1", "received_at | null"})
    void verify_whenAMemberIsWrong_refuses(String member, String json) {
        ObjectNode claims = claims(answer(NAME, UNTIL));
        claims.set(member, StrictJson.parse(json.getBytes(StandardCharsets.UTF_8), 1_000));
        assertThat(refusal(claims)).isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "request", "claims", "received_at", "iat"})
    void verify_whenAMemberIsMissing_refuses(String member) {
        ObjectNode claims = claims(answer(NAME, UNTIL));
        claims.remove(member);
        assertThat(refusal(claims)).isEqualTo(CODE);
    }

    @Test
    void verify_withTooManyDecisions_refuses() {
        ObjectNode claims = claims(answer(NAME, UNTIL));
        var list = claims.putArray("claims");
        for (int at = 0; at < 65; at++) {
            list.add(ClaimDecision.corrected(List.of("c" + at)).toJson());
        }
        assertThat(refusal(claims)).isEqualTo(CODE);
        list.remove(64);
        assertThat(RectificationAnswer.verify(AuthorityJws.sign(Asked.AUTHORITY, RectificationAnswer.TYP, claims))
                .decisions()).hasSize(64);
    }

    @Test
    void verify_ofAnotherKeyOrTypOrWithoutCertificate_refuses() {
        String compact = answer(NAME, UNTIL).compact();
        ObjectNode claims = claims(answer(NAME, UNTIL));
        EphemeralKey stranger = EphemeralKey.generate();
        List<String> forged = new ArrayList<>();
        forged.add(Tokens.withSignature(compact, new byte[64]));
        forged.add(JwsSigner.sign(stranger, JwsSigner.header(RectificationAnswer.TYP), claims));
        forged.add(JwsSigner.sign(stranger, JwsSigner.header(RectificationAnswer.TYP, Asked.AUTHORITY), claims));
        forged.add(AuthorityJws.sign(Asked.AUTHORITY, RectificationReceipt.TYP, claims));
        forged.add("a".repeat(RectificationAnswer.MAX_BYTES + 1));
        for (String one : forged) {
            assertThat(Problems.codeOf(() -> RectificationAnswer.verify(one))).isEqualTo(CODE);
        }
    }

    @Test
    void isTo_ofAnotherRequestOrAuthority_isFalse() {
        RectificationAnswer answer = answer(NAME, UNTIL);
        ObjectNode other = claims(answer).put("iss", "https://another.example/office");
        assertThat(RectificationAnswer
                .verify(AuthorityJws.sign(TestCa.root("Others").issuer(Asked.OFFICE), RectificationAnswer.TYP, other))
                .isTo(REQUEST)).isFalse();
        ObjectNode elsewhere = claims(answer).put("request", "A".repeat(43));
        assertThat(RectificationAnswer
                .verify(AuthorityJws.sign(Asked.AUTHORITY, RectificationAnswer.TYP, elsewhere))
                .isTo(REQUEST)).isFalse();
    }

    @Test
    void receipt_saysWhenItCame_andOfWhichRequest() {
        RectificationReceipt receipt = RectificationReceipt.verify(RectificationReceipt
                .sign(Asked.AUTHORITY, Asked.OFFICE, REQUEST.digest(), Asked.THEN)
                .compact());

        assertThat(receipt.received()).isEqualTo(Asked.THEN);
        assertThat(receipt.isFor(REQUEST)).isTrue();
        assertThat(receipt.chain()).isEqualTo(Asked.AUTHORITY.chain());
        assertThat(RectificationReceipt.sign(Asked.AUTHORITY, Asked.OFFICE, "A".repeat(43), Asked.THEN).isFor(REQUEST))
                .isFalse();
        assertThat(RectificationReceipt
                .sign(Asked.AUTHORITY, "https://another.example/office", REQUEST.digest(), Asked.THEN)
                .isFor(REQUEST)).isFalse();
    }

    @Test
    void receipt_whenForgedOrIncomplete_isRefused() {
        String compact = RectificationReceipt.sign(Asked.AUTHORITY, Asked.OFFICE, REQUEST.digest(), Asked.THEN)
                .compact();
        for (String wrong : List.of("", Tokens.withSignature(compact, new byte[64]), answer(NAME, UNTIL).compact(),
                AuthorityJws.sign(Asked.AUTHORITY, RectificationReceipt.TYP, StrictJson.object().put("iss", "x")),
                "a".repeat(RectificationReceipt.MAX_BYTES + 1))) {
            assertThat(Problems.codeOf(() -> RectificationReceipt.verify(wrong))).isEqualTo(CODE);
        }
    }
}
