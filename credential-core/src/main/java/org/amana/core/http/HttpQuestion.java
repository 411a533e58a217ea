package org.amana.core.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One HTTP request with its limits.
 *
 * @param method upper case, e.g. {@code GET}
 * @param uri absolute, without fragment or user info
 * @param headers one value per name; names compare without case
 * @param body empty where there is none
 * @param maxAnswerBytes largest accepted answer body
 * @param timeout for the whole exchange
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out; equals, hashCode and toString are written out below
public record HttpQuestion(String method, URI uri, Map<String, String> headers, byte[] body, int maxAnswerBytes,
                           Duration timeout) {
    /** Answer limit of the factories: 256 KiB. */
    public static final int DEFAULT_MAX_ANSWER_BYTES = 256 * 1024;
    /** Time-out of the factories. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public HttpQuestion {
        if (!method.matches("[A-Z]{3,10}")) {
            throw new IllegalArgumentException("method must be upper case");
        }
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("uri must be absolute and name a host");
        }
        if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("uri must have no fragment and no user info");
        }
        headers.forEach((name, value) -> {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || !value.matches("[\\x20-\\x7E\\t]*")) {
                throw new IllegalArgumentException("header " + name.length() + " characters long is not plain");
            }
        });
        if (maxAnswerBytes < 0 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("limits must be positive");
        }
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    public static HttpQuestion get(URI uri) {
        return new HttpQuestion("GET", uri, Map.of(), new byte[0], DEFAULT_MAX_ANSWER_BYTES, DEFAULT_TIMEOUT);
    }

    /** {@code application/x-www-form-urlencoded}; parameters in the map's order. */
    public static HttpQuestion postForm(URI uri, Map<String, String> parameters) {
        String form = parameters.entrySet()
                .stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(uri, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
    }

    public static HttpQuestion postJson(URI uri, JsonNode body) {
        return post(uri, "application/json", StrictJson.write(body).getBytes(StandardCharsets.UTF_8));
    }

    public static HttpQuestion post(URI uri, String contentType, byte[] body) {
        return new HttpQuestion("POST", uri, Map.of("Content-Type", contentType), body, DEFAULT_MAX_ANSWER_BYTES,
                DEFAULT_TIMEOUT);
    }

    /** The same question with one header set or replaced. */
    public HttpQuestion withHeader(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(known -> known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
        changed.put(name, value);
        return new HttpQuestion(method, uri, changed, body, maxAnswerBytes, timeout);
    }

    public HttpQuestion withMaxAnswerBytes(int bytes) {
        return new HttpQuestion(method, uri, headers, body, bytes, timeout);
    }

    public HttpQuestion withTimeout(Duration limit) {
        return new HttpQuestion(method, uri, headers, body, maxAnswerBytes, limit);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpQuestion that && method.equals(that.method) && uri.equals(that.uri)
                && headers.equals(that.headers) && Arrays.equals(body, that.body)
                && maxAnswerBytes == that.maxAnswerBytes && timeout.equals(that.timeout);
    }

    @Override
    public int hashCode() {
        return 31 * uri.hashCode() + Arrays.hashCode(body);
    }

    /** Method and host alone: paths, headers and bodies may carry secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost();
    }
}
