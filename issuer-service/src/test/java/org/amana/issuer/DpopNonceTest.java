package org.amana.issuer;

import static org.amana.issuer.Answers.challenged;
import static org.amana.issuer.Answers.granted;
import static org.amana.issuer.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.testing.Spec;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.TokenResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The same issuer where DPoP proofs must carry a nonce of ours (RFC 9449 section 8). */
@IssuerTest
@Spec({"RFC9449-8", "RFC9449-9"})
@TestPropertySource(properties = "amana.issuer.dpop.nonce-required=true")
class DpopNonceTest {
    private final Offices offices;
    private final ShiftedClock clock;

    DpopNonceTest(@Autowired Offices offices, @Autowired ShiftedClock clock) {
        this.offices = offices;
        this.clock = clock;
    }

    @Test
    void n136_n175_proofWithoutOrWithStaleNonce_getsAFreshOneAndNothingIsSpent() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        HttpAnswer asked = wallet.requestToken(offered.txCode());
        refused(asked, 400, "use_dpop_nonce", "nonce is required");

        HttpAnswer answer = wallet.http
                .exchange(with(wallet, wallet.tokenRequest(offered.txCode()), asked, Optional.empty()));
        granted(answer);
        String token = TokenResponse.parse(answer).accessToken();

        NonceValue nonce = wallet.nonce();
        List<String> proofs = wallet.proofs(wallet.newKeys(1), nonce);
        var body = org.amana.core.vci.CredentialRequest.forConfiguration(wallet.configuration(), proofs).toJson();
        HttpAnswer again = wallet.requestCredentials(token, body);
        challenged(again, 401, "use_dpop_nonce", "nonce is required");
        clock.advance(Duration.ofMinutes(4));
        HttpAnswer stale = wallet.http
                .exchange(with(wallet, wallet.credentialRequest(token, body), again, Optional.of(token)));
        challenged(stale, 401, "use_dpop_nonce", "nonce is required");
        // N175: the same key proofs, sent again: accepted, so the c_nonce was not burnt
        granted(wallet.http.exchange(with(wallet, wallet.credentialRequest(token, body), stale, Optional.of(token))));
    }

    private static HttpQuestion with(TestWallet wallet, HttpQuestion question, HttpAnswer answer,
                                     Optional<String> token) {
        String nonce = answer.header("dpop-nonce").orElseThrow();
        assertThat(nonce).hasSizeGreaterThan(40);
        return question.withHeader("DPoP", wallet.dpop(question.uri(), token, Optional.of(nonce)));
    }
}
