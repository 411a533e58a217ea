package org.amana.issuer;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of one page of the desk, sent as a browser without JavaScript sends them. */
final class DeskForm {
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String page;
    private final Desk clerk;

    DeskForm(String baseUrl, String path, Desk clerk) {
        this.page = baseUrl + path;
        this.clerk = clerk;
    }

    /** The page after the form was sent; names and values by turns, a name may come again. */
    String post(String path, String... fields) throws Exception {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(send(request("").GET()));
        if (!token.find()) {
            throw new AssertionError("no form on the page");
        }
        StringBuilder body = new StringBuilder("_csrf=" + encode(token.group(1)));
        for (int at = 0; at < fields.length; at += 2) {
            body.append('&').append(encode(fields[at])).append('=').append(encode(fields[at + 1]));
        }
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page + path)).header("Authorization", clerk.authorization());
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return browser.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
