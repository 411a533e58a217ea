package org.amana.system.endurance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.amana.system.endurance.Message.Header;

/** Damages valid messages in one to three places: method, address, headers, body, and the tokens in them. */
final class Mutations {

    private static final Pattern COMPACT = Pattern.compile("[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS",
            "TRACE", "BREW", "get");
    private static final List<String> ODD_SEGMENTS = List.of("", ".", "..", "%2e%2e", "%00", "%zz", "%", "a;b=c", "%ff",
            "\u00ff", "x".repeat(3_000), "9223372036854775808", "-1", "%C3%28", "null", "%0d%0aX:1", "{id}", "a%2Fb",
            "e\u0301", "*", "[]", "|", "0", "login", "error", "%25", "'", "\"", "\\",
            "00000000-0000-0000-0000-000000000000");
    private static final List<String> ODD_QUERIES = List.of("?", "?=", "?%", "?q=%zz", "?q=%00", "?page=soon",
            "?page=-1",
            "?page=2147483647", "?before=x", "?before=-9", "?from=soon&to=never", "?from=9999999-01-01", "?q=%ff%fe",
            "?q=" + "y".repeat(5_000), "?a[]=1&a[0][b]=2", "?access_token=x", "?request_hash=", "?_csrf=1", "?q=a&q=b",
            "?" + "a=1&".repeat(1_000), "?lang=xx&locale=../..", "?continue", "?reason=%3Cscript%3E", "?error",
            "?q='%3B--");
    private static final List<Header> ODD_HEADERS = List.of(new Header("Accept", "text/html"),
            new Header("Accept", "application/xml"), new Header("Accept", ";;;"), new Header("Accept", "*/*;q=2"),
            new Header("Accept", "text/html,\u00ff"), new Header("Accept-Language", "xx-@@;q=z, *;;"),
            new Header("Accept-Language", "ar"), new Header("Accept-Charset", "nope"), new Header("Content-Type", ""),
            new Header("Content-Type", "a"), new Header("Content-Type", "text/plain; charset=nope"),
            new Header("Content-Type", "application/json; charset=UTF-16"),
            new Header("Content-Type", "application/xml"),
            new Header("Content-Type", "multipart/form-data"),
            new Header("Content-Type", "multipart/form-data; boundary=x"),
            new Header("Content-Type", "application/x-www-form-urlencoded"),
            new Header("Content-Type", "application/jwt"),
            new Header("Content-Type", "application/json, text/plain"), new Header("Content-Type", "*/*"),
            new Header("Content-Encoding", "gzip"), new Header("Expect", "200-maybe"),
            new Header("X-HTTP-Method-Override", "DELETE"), new Header("Cookie", "=;;a=\u00ff;\"; amana-wallet=x"),
            new Header("Range", "bytes=9-1,x"), new Header("If-None-Match", "\"" + "e".repeat(2_000)),
            new Header("If-Modified-Since", "yesterday"), new Header("Authorization", ""),
            new Header("Authorization", "Basic"), new Header("Authorization", "Basic %%%"),
            new Header("Authorization", "Basic OjpcMDA6"), new Header("Authorization", "Bearer"),
            new Header("Authorization", "Bearer \u00e9.\u00e9.\u00e9"), new Header("Authorization", "DPoP a b"),
            new Header("DPoP", "x"), new Header("DPoP", ""), new Header("Idempotency-Key", "k".repeat(4_000)),
            new Header("Origin", "null"), new Header("Origin", "https://evil.example"), new Header("Referer", ":::"),
            new Header("X-Forwarded-For", "' or 1=1"), new Header("X-Forwarded-Proto", "gopher"),
            new Header("Forwarded", "for=\"_x\";host=%"), new Header("Sec-Fetch-Site", "cross-site"),
            new Header("Upgrade", "h2c"), new Header("X-Long", "z".repeat(7_000)),
            new Header("X-Bytes", "\u0001\u0080"));

    private final RandomGenerator random;
    private final BodyMutations bodies;
    private final List<UnaryOperator<Message>> all = List.of(this::method, this::segment, this::query, this::header,
            this::header, this::dropHeader, this::token, this::token, this::body, this::body, this::body, this::body,
            Message::inChunks);

    Mutations(RandomGenerator random) {
        this.random = random;
        this.bodies = new BodyMutations(random);
    }

    Message mutate(Message valid) {
        Message message = valid;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            message = all.get(random.nextInt(all.size())).apply(message);
        }
        return message;
    }

    private Message method(Message message) {
        return message.withMethod(METHODS.get(random.nextInt(METHODS.size())));
    }

    private Message segment(Message message) {
        String[] segments = message.target().split("/", -1);
        segments[random.nextInt(segments.length)] = ODD_SEGMENTS.get(random.nextInt(ODD_SEGMENTS.size()));
        String target = String.join("/", segments);
        return message.withTarget(target.startsWith("/") ? target : "/" + target);
    }

    private Message query(Message message) {
        return message
                .withTarget(message.target().split("\\?", 2)[0] + ODD_QUERIES.get(random.nextInt(ODD_QUERIES.size())));
    }

    private Message header(Message message) {
        Header odd = ODD_HEADERS.get(random.nextInt(ODD_HEADERS.size()));
        if (random.nextInt(4) > 0) {
            return message.with(odd.name(), odd.value());
        }
        List<Header> twice = new ArrayList<>(message.headers());
        twice.add(odd);
        return message.withHeaders(twice);
    }

    private Message dropHeader(Message message) {
        List<Header> fewer = new ArrayList<>(message.headers());
        fewer.remove(random.nextInt(fewer.size()));
        return fewer.isEmpty() ? message : message.withHeaders(fewer);
    }

    private Message body(Message message) {
        return message.withBody(bodies.mutate(message.body(), message.header("Content-Type")));
    }

    /** Opens a JWT in a header or in the body and changes a member of its header or payload. */
    private Message token(Message message) {
        List<Header> headers = message.headers()
                .stream()
                .map(one -> new Header(one.name(), COMPACT.matcher(one.value()).replaceAll(this::opened)))
                .toList();
        String body = COMPACT.matcher(new String(message.body(), StandardCharsets.ISO_8859_1)).replaceAll(this::opened);
        return message.withHeaders(headers).withBody(body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String opened(MatchResult token) {
        String[] parts = token.group().split("\\.", -1);
        int part = random.nextInt(2);
        try {
            byte[] json = bodies.mutate(Base64.getUrlDecoder().decode(parts[part]), "application/json");
            parts[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        } catch (IllegalArgumentException notBase64) {
            parts[part] = "e30";
        }
        return String.join(".", parts);
    }
}
