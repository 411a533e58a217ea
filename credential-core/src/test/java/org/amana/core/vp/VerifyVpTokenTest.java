package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlMatch;
import org.amana.core.dcql.DcqlMatcher;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.dcql.HeldCredential;
import org.amana.core.dcql.SelectedCredential;
import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.Finding;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: request, match, presentation, encryption, decryption, verification. */
class VerifyVpTokenTest {
    private final SdJwtVcFixture issuing = new SdJwtVcFixture();
    private final VpFixture presenting = new VpFixture();
    private final VerifyVpToken verify = new VerifyVpToken(issuing.verifier,
            vct -> vct.equals(SdJwtVcFixture.VCT) ? issuing.ca.anchors() : TrustAnchors.none());

    private VpTokenVerdict verify(Map<String, List<String>> presentations) {
        return verify.verify(new VpToken(presentations), presenting.requestObject().dcqlQuery(),
                RequiredKeyBinding.of(SdJwtVcFixture.NONCE, SdJwtVcFixture.AUDIENCE));
    }

    private static List<String> reasons(VpTokenVerdict verdict) {
        return switch (verdict) {
            case VpTokenVerdict.Accepted _ -> List.of();
            case VpTokenVerdict.Rejected(var findings) -> findings.stream().map(Finding::reason).toList();
        };
    }

    @Test
    void journey_fromRequestToVerdict_disclosesOnlyWhatWasAsked() {
        ValidatedAuthorizationRequest request = presenting.receive(
                presenting.requestObject().sign(presenting.accessKey));
        UnverifiedSdJwtVc held = UnverifiedSdJwtVc.parse(issuing.credential());
        DcqlMatch match = DcqlMatcher.match(request.dcqlQuery(), List.of(new HeldCredential("work", held)));
        SelectedCredential selected = ((DcqlMatch.Satisfiable) match).options().getFirst().credentials().getFirst();
        String presentation = KeyBindingJwt.present(held.select(selected.disclosed()), request.clientId().toString(),
                request.nonce(), TestClock.NOW, issuing.holder);

        presenting.network.serve(VpFixture.Network.answer(200, "application/json",
                "{\"redirect_uri\":\"https://verifier.example/cb#response_code=1\"}"));
        Optional<URI> next = new SendAuthorizationResponse(presenting.network).present(request,
                VpToken.of(selected.queryId(), presentation));
        String posted = new String(presenting.network.last().body(), java.nio.charset.StandardCharsets.UTF_8);
        AuthorizationResponse response = AuthorizationResponse.receive(
                Map.of("response", List.of(posted.substring("response=".length()))),
                presenting.encryptionKey.privateJwk(),
                VpFixture.STATE);
        VpTokenVerdict verdict = verify.verify(((AuthorizationResponse.Presented) response).vpToken(),
                request.dcqlQuery(), RequiredKeyBinding.of(request.nonce(), presenting.clientId().toString()));

        assertThat(next).contains(URI.create("https://verifier.example/cb#response_code=1"));
        assertThat(presenting.network.last().uri()).isEqualTo(VpFixture.RESPONSE_URI);
        assertThat(verdict).isInstanceOfSatisfying(VpTokenVerdict.Accepted.class,
                accepted -> assertThat(accepted.answering("work").getFirst().claims().propertyNames())
                        .contains("work_permission", "given_name")
                        .doesNotContain("family_name", "document_number"));
    }

    @Test
    void verify_ofTokenForAnotherQueryOrTransaction_isRejected() {
        assertThat(reasons(verify(Map.of("work", List.of(issuing.presentation()))))).isEmpty();
        assertThat(reasons(verify(Map.of("other", List.of(issuing.presentation())))))
                .containsExactly("malformed_vp_token", "query_not_met");
        assertThat(reasons(verify(Map.of("work", List.of("nonsense"))))).containsExactly("malformed_sd_jwt");
        assertThat(reasons(verify.verify(VpToken.of("work", issuing.presentation()),
                presenting.requestObject().dcqlQuery(), RequiredKeyBinding.of("another", SdJwtVcFixture.AUDIENCE))))
                .containsExactly("nonce_mismatch");
    }

    @Test
    void n060_claimWithheld_isRejected() {
        String withheld = issuing.present(UnverifiedSdJwtVc.parse(issuing.credential())
                .select(List.of(ClaimPath.of("given_name")))
                .compact());

        assertThat(reasons(verify(Map.of("work", List.of(issuing.presentation()))))).isEmpty();
        assertThat(reasons(verify(Map.of("work", List.of(withheld))))).containsExactly("query_not_met");
    }

    @Test
    void n036_typeWithoutTrustedIssuer_isRejected() {
        var forged = issuing.plainPayload().put("vct", "urn:other");
        DcqlQuery query = DcqlQuery.of(CredentialQuery.sdJwtVc("work", "urn:other", List.of()));

        assertThat(reasons(verify.verify(VpToken.of("work", issuing.present(issuing.forge(forged))), query,
                RequiredKeyBinding.of(SdJwtVcFixture.NONCE, SdJwtVcFixture.AUDIENCE))))
                .containsExactly("untrusted_issuer");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 500})
    void n181_otherAnswerThan200_isAnErrorAndNotFollowed(int status) {
        ValidatedAuthorizationRequest request = presenting.receive(
                presenting.requestObject().sign(presenting.accessKey));
        var send = new SendAuthorizationResponse(presenting.network);
        presenting.network.serve(VpFixture.Network.answer(200, "application/json", "{}"));
        assertThat(send.present(request, VpToken.of("work", "p"))).isEmpty();
        int before = presenting.network.questions.size();

        presenting.network.serve(new HttpAnswer(status, Map.of("location", List.of("https://evil.example")),
                new byte[0]));

        assertThat(Problems.of(() -> send.present(request, VpToken.of("work", "p"))))
                .isEqualTo(new VpResponseProblem.ResponseNotAccepted(status));
        assertThat(presenting.network.questions).hasSize(before + 1);
    }

    @Test
    void decline_saysTheSameForEveryReason() {
        ValidatedAuthorizationRequest request = presenting.receive(
                presenting.requestObject().sign(presenting.accessKey));
        presenting.network.serve(VpFixture.Network.answer(200, "application/json", ""));

        assertThat(new SendAuthorizationResponse(presenting.network).decline(request)).isEmpty();
        assertThat(presenting.network.last().body())
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo("error=access_denied&state=s-1");
    }

    @Test
    void notAble_isADeclineThatSaysSo() {
        ValidatedAuthorizationRequest request = presenting.receive(
                presenting.requestObject().sign(presenting.accessKey));
        presenting.network.serve(VpFixture.Network.answer(200, "application/json", ""));

        assertThat(new SendAuthorizationResponse(presenting.network).notAble(request)).isEmpty();
        assertThat(presenting.network.last().body())
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .isEqualTo("error=access_denied&error_description=not_able&state=s-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"redirect_uri\":\"javascript:alert(1)\"}", "{\"redirect_uri\":5}", "[]", "x",
            "{\"redirect_uri\":\"https://a b\"}", "{\"redirect_uri\":\"//evil.example\"}",
            "{\"redirect_uri\":\"http://verifier.example/cb\"}"})
    void redirectUriThatIsNoWebAddress_isIgnored(String body) {
        ValidatedAuthorizationRequest request = presenting.receive(
                presenting.requestObject().sign(presenting.accessKey));
        presenting.network.serve(VpFixture.Network.answer(200, "application/json", body));

        assertThat(new SendAuthorizationResponse(presenting.network).decline(request)).isEmpty();
    }
}
