package org.amana.support.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.amana.support.ServiceTest;
import org.amana.support.staff.StaffAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ServiceTest
class StaffSignInTest {
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String baseUrl;
    private final Path firstLogin;
    private final StaffAccounts accounts;

    StaffSignInTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.first-login}") Path firstLogin,
            @Autowired StaffAccounts accounts) {
        this.baseUrl = baseUrl;
        this.firstLogin = firstLogin;
        this.accounts = accounts;
    }

    @Test
    void firstLogin_isReadableByItsOwnerAloneAndHoldsOneLinePerAccount() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(firstLogin))).isEqualTo("rw-------");
        assertThat(Files.readAllLines(firstLogin)).hasSize(2)
                .allMatch(line -> line.matches("consent-ledger (north anna|south bilal) [A-Za-z0-9_-]{20}"));
        assertThat(accounts.ensure("north", "anna", "CLERK")).as("made a second time").isFalse();
    }

    @Test
    void api_whenOwnTenant_answers() throws Exception {
        assertThat(get("/north/desk/api/things", basic("anna", password("anna"))).body()).contains("north");
        assertThat(post("/north/desk/api/things", basic("anna", password("anna")), "").statusCode()).isEqualTo(200);
    }

    @Test
    void api_whenOtherTenant_isForbidden() throws Exception {
        assertThat(get("/south/desk/api/things", basic("anna", password("anna"))).statusCode()).isEqualTo(403);
        assertThat(get("/anna/desk/api/things", basic("anna", password("anna"))).statusCode()).isEqualTo(403);
    }

    @Test
    void api_whenNobodyOrWrongPassword_asksForBasic() throws Exception {
        assertThat(get("/north/desk/api/things", "").headers().firstValue("WWW-Authenticate")).hasValueSatisfying(
                challenge -> assertThat(challenge).startsWith("Basic"));
        assertThat(get("/north/desk/api/things", basic("bilal", "wrong")).statusCode()).isEqualTo(401);
        assertThat(get("/north/desk/api/things", basic("nobody", "wrong")).statusCode()).isEqualTo(401);
    }

    @Test
    void api_afterFiveWrongPasswords_refusesEvenTheRightOneFromHere() throws Exception {
        accounts.ensure("north", "carol", "CLERK");
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(get("/north/desk/api/things", basic("carol", "wrong")).statusCode()).isEqualTo(401);
        }
        assertThat(get("/north/desk/api/things", basic("carol", password("carol"))).statusCode()).isEqualTo(401);
        assertThat(get("/north/desk/api/things", basic("anna", password("anna"))).statusCode()).isEqualTo(200);
    }

    @Test
    void page_whenSignedInByForm_showsAndPostWithoutTokenIsForbidden() throws Exception {
        assertThat(get("/north/desk", "").headers().firstValue("Location")).hasValueSatisfying(
                location -> assertThat(location).endsWith("/login"));
        String csrf = get("/login", "").body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> signedIn = post("/login", "",
                "username=anna&password=" + password("anna") + "&_csrf=" + csrf);
        assertThat(signedIn.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("AMANA_LEDGER=")
                .contains("HttpOnly")
                .contains("SameSite=Lax"));
        assertThat(get("/north/desk", "").body()).contains("<h1>Sample</h1>").contains("anna");
        assertThat(get("/south/desk", "").statusCode()).isEqualTo(403);
        assertThat(post("/north/desk/api/things", "", "").statusCode()).isEqualTo(403);
    }

    @Test
    void form_whenItsTokenIsGone_saysThatThePageWasOpenForTooLong() throws Exception {
        var stale = http.send(request("/login", "").header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=anna&password=x"))
                .build(), BodyHandlers.ofString());
        assertThat(stale.statusCode()).isEqualTo(403);
        assertThat(stale.body()).contains("This page was open for too long", "Nothing was shared.")
                .doesNotContain("another office");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void page_whenTheNameIsNoText_isRefusedLikeAnyOtherWithoutAFaultInTheLog(CapturedOutput log) throws Exception {
        String csrf = get("/login", "").body().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> refused = post("/login", "", "username=a%00&password=b&_csrf=" + csrf);
        assertThat(refused.headers().firstValue("Location")).hasValueSatisfying(
                location -> assertThat(location).endsWith("/login?reason=refused"));
        assertThat(log).doesNotContain("ERROR");
    }

    @Test
    void closedPath_looksLikeNone() throws Exception {
        assertThat(get("/closed", "").statusCode()).isEqualTo(404);
    }

    private String password(String username) throws IOException {
        return Files.readAllLines(firstLogin)
                .stream()
                .filter(line -> line.contains(" " + username + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static String basic(String username, String password) {
        return "Basic " + Base64.getEncoder()
                .encodeToString((username + ":" + password).getBytes(
                        java.nio.charset.StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        return http.send(request(path, authorization).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String authorization, String form) throws Exception {
        return http.send(request(path, authorization).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String authorization) {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + path));
        return authorization.isEmpty() ? request : request.header("Authorization", authorization);
    }
}
