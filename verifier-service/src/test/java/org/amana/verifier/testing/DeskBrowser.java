package org.amana.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A member of staff's browser, without JavaScript. */
public final class DeskBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern REQUEST = Pattern.compile("\"(openid4vp://[^\"]+)\"");
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Signs in through the page that asks for it; answers with the page that follows. */
    public HttpResponse<String> signIn(TestWorld world, String username) throws Exception {
        return submit(world.baseUrl + "/login", get(world.baseUrl + "/login"),
                "username=" + username + "&password=" + world.password(username));
    }

    /** A page's text. */
    public String get(String uri) throws Exception {
        return open(uri).body();
    }

    public int status(String uri) throws Exception {
        return open(uri).statusCode();
    }

    public HttpResponse<String> open(String uri) throws Exception {
        return client.send(to(uri).build(), BodyHandlers.ofString());
    }

    /** Sends a form with the token of the page it stands on. */
    public HttpResponse<String> submit(String uri, String page, String form) throws Exception {
        Matcher token = TOKEN.matcher(page);
        assertThat(token.find()).as("a form that changes something").isTrue();
        return submitWithoutToken(uri, form + "&_csrf=" + encode(token.group(1)));
    }

    /** The same, of names and values. */
    public HttpResponse<String> submit(String uri, String page, Map<String, String> fields) throws Exception {
        return submit(uri, page, fields.entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
    }

    /** What another site could send. */
    public HttpResponse<String> submitWithoutToken(String uri, String form) throws Exception {
        return client.send(to(uri).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build(), BodyHandlers.ofString());
    }

    /** The link that a wallet takes from a page. */
    public static String link(String page) {
        Matcher request = REQUEST.matcher(page);
        assertThat(request.find()).as("a link for a wallet").isTrue();
        return request.group(1).replace("&amp;", "&");
    }

    /** The last step of a page's path: the id of what it shows. */
    public static String id(HttpResponse<String> page) {
        String path = page.uri().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder to(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).header("Accept", "text/html");
    }
}
