package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The desk in a browser without JavaScript: links, forms, cookies. */
@IssuerTest
class DeskPagesTest {
    private final Offices offices;
    private final ShiftedClock clock;
    private final Path firstLogin;
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    DeskPagesTest(@Autowired Offices offices, @Autowired ShiftedClock clock,
            @Value("${amana.first-login}") Path firstLogin) {
        this.offices = offices;
        this.clock = clock;
        this.firstLogin = firstLogin;
    }

    @BeforeEach
    void signIn() throws Exception {
        String login = get("/labour-office/desk");
        assertThat(login).contains("name=\"username\"");
        String password = Files.readAllLines(firstLogin)
                .stream()
                .filter(line -> line.contains(" labour-clerk "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
        String people = post("/login", Map.of("username", "labour-clerk", "password", password, "_csrf", csrf(login)));
        assertThat(people).contains("<h1>People</h1>");
    }

    @Test
    void people_whenSearched_thenFoundWithLinkToTheCase() throws Exception {
        String found = get("/labour-office/desk?q=haddad");
        String page = get(link(found, "/labour-office/desk/people/[0-9a-f-]+"));

        assertThat(found).contains("L-0001").doesNotContain("L-0002");
        assertThat(page).contains("<bdi>Amina Haddad</bdi>", "May work", "data:image/png;base64,");
        assertThat(get("/labour-office/desk?q=nobody-of-that-name")).contains("Nobody found.");
    }

    @Test
    void offer_whenOnScreen_thenCodeLinkAndDigitsLeadToACredential() throws Exception {
        String page = get(caseOf("haddad"));
        String offer = post(link(page, "/labour-office/desk/people/[0-9a-f-]+/offers"),
                Map.of("configuration", "right-to-work", "delivery", "screen", "_csrf", csrf(page)));

        String link = first(offer, "openid-credential-offer://\\?credential_offer_uri=[^\"<\\s]+");
        String txCode = first(offer, "(?<=txcode\">\\P{Alnum})[0-9]{6}");
        assertThat(offer).contains("<svg class=\"qr\"")
                .contains("http://localhost:8082/en/offer?uri=openid-credential-offer");
        var wallet = new TestWallet(link, clock);
        Answers.granted(
                wallet.requestCredentials(wallet.token(txCode), wallet.proofs(wallet.newKeys(2), wallet.nonce())));
        assertThat(get(caseOf("haddad"))).contains("2 copies, issued").contains("Received");
    }

    @Test
    void letter_whenPrinted_thenDigitsStandOnTheSecondSheetAlone() throws Exception {
        String page = get(caseOf("haddad"));
        String letter = post(link(page, "/labour-office/desk/people/[0-9a-f-]+/offers"),
                Map.of("configuration", "right-to-work", "delivery", "letter", "_csrf", csrf(page)));

        String[] sheets = letter.split("<article class=\"sheet\"", -1);
        assertThat(sheets).hasSize(3);
        String txCode = first(sheets[2], "[0-9]{6}");
        assertThat(sheets[1]).contains("<svg class=\"qr\"").doesNotContain(txCode);
        assertThat(sheets[2]).doesNotContain("openid-credential-offer");
    }

    @Test
    void credential_whenSuspendedReinstatedAndRevoked_thenStateIsInWords() throws Exception {
        var offered = offices.offered(offices.labour(), "L-0003", "right-to-work");
        Answers.granted(offered.wallet()
                .requestCredentials(offered.token(),
                        offered.wallet().proofs(offered.wallet().newKeys(1), offered.wallet().nonce())));

        assertThat(change("suspend")).contains("Suspended").doesNotContain("value=\"suspend\"");
        assertThat(change("reinstate")).contains("Valid").contains("value=\"suspend\"");
        assertThat(change("revoke")).contains("Revoked").doesNotContain("name=\"reason\"");
        assertThat(get("/labour-office/desk/audit")).contains("Credential revoked", "because of revoke")
                .doesNotContain("Шевченко");
    }

    @Test
    void form_whenWithoutToken_isForbidden() throws Exception {
        String page = get(caseOf("haddad"));
        HttpResponse<String> forged = send(request(link(page, "/labour-office/desk/people/[0-9a-f-]+/offers"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("configuration=right-to-work&delivery=screen")));

        assertThat(forged.statusCode()).isEqualTo(403);
    }

    @Test
    void importPage_whenFileIsTried_thenCountsAndErrorsAreShown() throws Exception {
        String page = get("/labour-office/desk/imports");
        String boundary = "----amana";
        String csv = "register_number,given_name,may_work,work_from,extended_until_decision\nP-1,Ada,yes,2026-01-01,no\nP-2,Bo,maybe,,no\n";
        String body = part(boundary, "_csrf\"", csrf(page)) + part(boundary, "dryRun\"", "true")
                + part(boundary, "file\"; filename=\"r.csv\"\r\nContent-Type: text/csv", csv) + "--" + boundary
                + "--\r\n";

        HttpResponse<String> run = send(request("/labour-office/desk/imports")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));

        String path = run.uri().getPath();
        String done = org.awaitility.Awaitility.await()
                .until(() -> get(path), shown -> !shown.contains("renews itself"));
        assertThat(done).contains("Tried: nothing was changed", "may_work", "cannot be read; write yes or no.");
        assertThat(get("/labour-office/desk?q=P-1")).contains("Nobody found.");
    }

    @Test
    void everyPage_hasAllItsWordsAndNoScriptOrStyleInline() throws Exception {
        for (String path : java.util.List.of("/", "/labour-office/desk", caseOf("haddad"),
                "/labour-office/desk/imports",
                "/labour-office/desk/audit", "/labour-office/desk/rectifications")) {
            String page = get(path);
            assertThat(page).as(path).doesNotContain("??").doesNotContain("<script").doesNotContain("style=\"");
        }
        assertThat(get("/assets/desk.css")).contains(".sheet").doesNotContain("left:").doesNotContain("right:");
    }

    private String change(String change) throws Exception {
        String path = caseOf("L-0003");
        String page = get(path);
        String action = link(page, "/labour-office/desk/people/[0-9a-f-]+/credentials/[0-9a-f-]+");
        return post(action, Map.of("change", change, "reason", "because of " + change, "_csrf", csrf(page)));
    }

    private String caseOf(String query) throws Exception {
        return link(get("/labour-office/desk?q=" + query), "/labour-office/desk/people/[0-9a-f-]+");
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET()).body();
    }

    private String post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))).body();
    }

    private HttpRequest.Builder request(String path) {
        URI uri = path.startsWith("http") ? URI.create(path) : offices.uri(path);
        return HttpRequest.newBuilder(uri).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    private static String part(String boundary, String name, String value) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\r\n\r\n" + value + "\r\n";
    }

    private static String csrf(String page) {
        return first(page, "(?<=name=\"_csrf\" value=\")[^\"]+");
    }

    private static String link(String page, String pattern) {
        return first(page, "(?<=\")" + pattern + "(?=\")");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group();
    }
}
