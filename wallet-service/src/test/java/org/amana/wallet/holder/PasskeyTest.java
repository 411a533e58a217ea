package org.amana.wallet.holder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.amana.core.json.StrictJson;
import org.amana.wallet.Api;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.WalletTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Passkeys in a browser session: cookie and CSRF token, no bearer token anywhere. */
@WalletTest
class PasskeyTest {

    private static final String WORDS = "seven quiet rivers";

    private final String baseUrl;

    PasskeyTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** A browser that has loaded a page with a form. */
    private Api browser() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String page = http.send(HttpRequest.newBuilder(URI.create(baseUrl + "/en/unlock")).build(),
                BodyHandlers.ofString()).body();
        assertThat(page).contains("_csrf");
        return new Api(http, baseUrl, Map.of("X-CSRF-TOKEN",
                page.replaceFirst("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]+)\".*", "$1")));
    }

    private static ObjectNode wish(ObjectNode passkey) {
        ObjectNode wish = StrictJson.object();
        wish.set("passkey", passkey);
        return wish;
    }

    private Answer signUp(Api browser, SoftwarePasskey passkey, boolean prf, boolean words)
            throws GeneralSecurityException {
        JsonNode options = browser.post("passkeys/creation-options", "{}").json();
        ObjectNode wish = wish(passkey.create(options));
        if (prf) {
            wish.put("prf", passkey.prf(options));
        }
        if (words) {
            wish.put("passphrase", WORDS);
        }
        return browser.post("wallets", wish);
    }

    @Test
    void options_askForADiscoverableKeyWithUserVerificationAndPrf_underAFreshName() throws Exception {
        Api browser = browser();
        JsonNode options = browser.post("passkeys/creation-options", "{}").json();
        assertThat(options.path("authenticatorSelection").path("userVerification").stringValue()).isEqualTo("required");
        assertThat(options.path("authenticatorSelection").path("residentKey").stringValue()).isEqualTo("required");
        assertThat(options.path("extensions").path("prf").path("eval").path("first").stringValue()).hasSize(43);
        assertThat(options.path("user").path("name")).isNotEqualTo(
                browser.post("passkeys/creation-options", "{}").json().path("user").path("name"));
        assertThat(browser.post("passkeys/request-options", "{}").json().path("userVerification").stringValue())
                .isEqualTo("required");
    }

    @Test
    void passkeyWithPrf_opensTheWalletAlone() throws Exception {
        SoftwarePasskey passkey = new SoftwarePasskey(baseUrl);
        Answer made = signUp(browser(), passkey, true, false);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().has("token")).as("a page gets a cookie").isFalse();
        Api later = browser();
        JsonNode options = later.post("passkeys/request-options", "{}").json();
        Answer opened = later.post("sessions", wish(passkey.get(options)).put("prf", passkey.prf(options)));
        assertThat(opened.text("wallet_id")).isEqualTo(made.text("wallet_id"));
        assertThat(later.get("wallet").text("wallet_id")).isEqualTo(made.text("wallet_id"));
        assertThat(later.delete("sessions").status()).isEqualTo(204);
        assertThat(later.get("wallet").status()).isEqualTo(401);
    }

    @Test
    void passkeyWithPrf_whenItsOutputDiffers_opensNothing() throws Exception {
        SoftwarePasskey passkey = new SoftwarePasskey(baseUrl);
        signUp(browser(), passkey, true, false);
        Api later = browser();
        JsonNode options = later.post("passkeys/request-options", "{}").json();
        Answer refused = later.post("sessions",
                wish(passkey.get(options)).put("prf", new SoftwarePasskey(baseUrl).prf(options)));
        assertThat(refused.text("reason")).isEqualTo("wrong_unlock");
        assertThat(later.get("wallet").status()).isEqualTo(401);
    }

    @Test
    void passkeyWithoutPrf_needsThePassphraseToo_andThePassphraseNeedsThePasskey() throws Exception {
        SoftwarePasskey passkey = new SoftwarePasskey(baseUrl);
        assertThat(signUp(browser(), new SoftwarePasskey(baseUrl), false, false).text("reason"))
                .isEqualTo("no_way_to_unlock");
        String wallet = signUp(browser(), passkey, false, true).text("wallet_id");
        ObjectNode words = StrictJson.object().put("wallet_id", wallet).put("passphrase", WORDS);
        assertThat(new Api(baseUrl).post("sessions", words).text("reason")).isEqualTo("wrong_unlock");
        Api later = browser();
        JsonNode options = later.post("passkeys/request-options", "{}").json();
        assertThat(later.post("sessions", wish(passkey.get(options))).text("reason")).isEqualTo("passphrase_needed");
        assertThat(later.post("sessions", StrictJson.object().put("passphrase", WORDS)).text("wallet_id"))
                .isEqualTo(wallet);
    }

    @Test
    void passkey_withoutUserVerification_isRefused() throws Exception {
        SoftwarePasskey lax = new SoftwarePasskey(baseUrl).withoutUserVerification();
        assertThat(signUp(browser(), lax, true, false).text("reason")).isEqualTo("passkey_refused");
        SoftwarePasskey passkey = new SoftwarePasskey(baseUrl);
        assertThat(signUp(browser(), passkey, true, false).status()).isEqualTo(201);
        Api later = browser();
        JsonNode options = later.post("passkeys/request-options", "{}").json();
        assertThat(later.post("sessions",
                wish(passkey.withoutUserVerification().get(options)).put("prf", passkey.prf(options))).text("reason"))
                .isEqualTo("passkey_refused");
    }

    @Test
    void passkey_fromAnotherOriginOrForAnotherChallenge_isRefused() throws Exception {
        assertThat(signUp(browser(), new SoftwarePasskey("https://evil.example"), true, false).text("reason"))
                .isEqualTo("passkey_refused");
        SoftwarePasskey passkey = new SoftwarePasskey(baseUrl);
        signUp(browser(), passkey, true, false);
        Api later = browser();
        JsonNode options = later.post("passkeys/request-options", "{}").json();
        ObjectNode answer = wish(passkey.get(options)).put("prf", passkey.prf(options));
        later.post("passkeys/request-options", "{}");
        assertThat(later.post("sessions", answer).text("reason")).as("challenge of before")
                .isEqualTo("passkey_refused");
        assertThat(later.post("sessions", answer).text("reason")).as("no question left").isEqualTo("passkey_refused");
    }
}
