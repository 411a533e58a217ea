package org.amana.support.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.support.ServiceTest;
import org.amana.support.peer.ServiceTokenSigner;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@ServiceTest
class EdgeTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final HttpPeer peer;
    private final ServiceTokenSigner signer;

    EdgeTest(@Value("${amana.base-url}") String baseUrl, @Autowired HttpPeer peer,
            @Autowired ServiceTokenSigner signer) {
        this.baseUrl = baseUrl;
        this.peer = peer;
        this.signer = signer;
    }

    @Test
    void everyAnswer_carriesTheStrictHeaders() throws Exception {
        for (String path : new String[]{"/en/page", "/assets/amana.css", "/nowhere", "/login"}) {
            var headers = get(path, "text/html").headers();
            assertThat(headers.firstValue("Content-Security-Policy")).as(path)
                    .hasValueSatisfying(
                            policy -> assertThat(policy)
                                    .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'")
                                    .doesNotContain("unsafe"));
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void page_inArabic_hasLanguageDirectionAndIsolatedDate() throws Exception {
        String page = get("/ar/page", "text/html").body();
        assertThat(page).contains("lang=\"ar\" dir=\"rtl\"", "\u206820 مايو 2027\u2069", "href=\"/en/page\"",
                "<svg class=\"qr\"");
        assertThat(get("/en/page", "text/html").body()).contains("lang=\"en\" dir=\"ltr\"", "\u206820 May 2027\u2069");
    }

    @Test
    void asset_whenUnchanged_isNotSentAgain() throws Exception {
        var first = get("/assets/amana.css", "text/css");
        var second = http.send(HttpRequest.newBuilder(URI.create(baseUrl + "/assets/amana.css"))
                .header("If-None-Match", first.headers().firstValue("ETag").orElseThrow())
                .build(), BodyHandlers.ofString());
        assertThat(second.statusCode()).isEqualTo(304);
    }

    @Test
    void problem_ofAProgram_isProblemDetails() throws Exception {
        var answer = get("/open/problem", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"reason\":\"sample_refused\"", "\"detail\":\"this is expected\"")
                .containsPattern("\"code\":\"[2-9A-Z]{4}-[2-9A-Z]{4}\"");
    }

    @Test
    void fault_neverShowsItsMessage() throws Exception {
        var json = get("/open/fault", "application/json");
        assertThat(json.statusCode()).isEqualTo(500);
        assertThat(json.body()).contains("server_error").doesNotContain("Ada", "Exception");
        var page = get("/open/fault", "text/html");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("<h1>", "Help code").doesNotContain("Ada", "Exception", "Whitelabel");
    }

    @Test
    void unknownPath_isAPageInTheLanguageOfTheAddress() throws Exception {
        var page = get("/ar/nothing", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("lang=\"ar\"", "هذه الصفحة غير موجودة", "class=\"draft",
                "href=\"/en/nothing\"");
        assertThat(get("/nothing", "application/json").body()).contains("\"status\":404");
    }

    @Test
    void body_atTheCapPassesAndOneByteMoreIsRefused() throws Exception {
        assertThat(post("/open/echo", BodyPublishers.ofString("x".repeat(256 * 1024))).statusCode()).isEqualTo(200);
        assertThat(post("/open/echo", BodyPublishers.ofString("x".repeat(256 * 1024 + 1))).statusCode()).isEqualTo(413);
        var chunked = BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(new byte[256 * 1024 + 1]));
        assertThat(post("/open/echo", chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void form_ofTenThousandFieldsOrWithBrokenEncoding_isRefusedInTheSurfacesOwnShape() throws Exception {
        for (String form : new String[]{"a=1&".repeat(10_000), "a=%zz", "a=%e0%a0"}) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(baseUrl + "/open/form"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form))
                    .build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(form.substring(0, 5)).isBetween(400, 413);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).doesNotContain("tomcat", "Exception");
        }
    }

    @Test
    void text_thatTheDatabaseCannotKeep_isRefused() throws Exception {
        assertThat(get("/open/search?q=north", "application/json").statusCode()).isEqualTo(200);
        var answer = get("/open/search?q=%00", "application/json");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformed_request");
    }

    @Test
    void serviceEndpoint_withTokenAndRole_answersAndOtherwiseRefuses() {
        URI self = URI.create(baseUrl);
        var question = HttpQuestion.postJson(self.resolve("/v1/entries"), StrictJson.object().put("a", 1));
        assertThat(peer.exchange(question).status()).isEqualTo(401);
        assertThat(peer.exchange(signer.authorize(question, self)).status()).as("listed without the role")
                .isEqualTo(403);
    }

    @Test
    void health_showsTheCryptoProviderAndReadiness() throws Exception {
        assertThat(get("/actuator/health", "application/json").body()).contains("\"es256\"");
        assertThat(get("/actuator/health/readiness", "application/json").body()).contains("UP");
        assertThat(get("/actuator/env", "application/json").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(baseUrl + path)).header("Accept", accept).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(baseUrl + path))
                .header("Content-Type", "text/plain")
                .POST(body)
                .build(), BodyHandlers.ofString());
    }
}
