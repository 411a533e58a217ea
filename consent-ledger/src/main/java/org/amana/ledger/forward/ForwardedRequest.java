package org.amana.ledger.forward;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amana.core.http.HttpQuestion;
import org.amana.ledger.log.LeaderAddress;

/**
 * A command as it goes on to the leader: the same method, target and body, of the headers those that a command is judged
 * by, and {@value #MARK}. Nothing says whose connection it came over: no command is counted by address.
 *
 * @param target path and query
 * @param headers one value per name
 */
record ForwardedRequest(String method, String target, Map<String, String> headers) {
    /** Says that a process passed this on, so that none does so again. No right comes with it. */
    static final String MARK = "Amana-Forwarded";
    private static final List<String> JUDGED_BY = List.of("Authorization", "Content-Type", "Idempotency-Key", "Accept",
            "Accept-Language");
    /** No encoded or empty segment, dot or parameter: two servers could read those in two ways. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_~-]+)+");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[\\x20-\\x7E\\t]*");
    private static final Pattern PLAIN_TYPE = Pattern
            .compile("[A-Za-z0-9]+/[A-Za-z0-9.+-]+(; ?charset=utf-8)?", Pattern.CASE_INSENSITIVE);

    ForwardedRequest {
        headers = Map.copyOf(headers);
    }

    /** Empty where a target or header is not of the plain form that all commands have. */
    static Optional<ForwardedRequest> of(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        for (String name : JUDGED_BY) {
            List<String> values = Collections.list(request.getHeaders(name));
            if (!values.isEmpty()) {
                headers.put(name, String.join(", ", values)); // RFC 9110 section 5.3
            }
        }
        headers.put(MARK, "1");
        boolean plain = PLAIN_PATH.matcher(request.getRequestURI()).matches()
                && headers.values().stream().allMatch(value -> PLAIN_VALUE.matcher(value).matches())
                && PLAIN_TYPE.matcher(headers.getOrDefault("Content-Type", "text/plain")).matches();
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return plain && isTarget(request.getRequestURI() + query)
                ? Optional.of(new ForwardedRequest(request.getMethod(), request.getRequestURI() + query, headers))
                : Optional.empty();
    }

    private static boolean isTarget(String text) {
        try {
            return new URI(text).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The question for that leader; at most 256 KiB are taken as its answer, and ten seconds waited for it. */
    HttpQuestion to(LeaderAddress leader, byte[] body) {
        return new HttpQuestion(method, URI.create(leader + target), headers, body,
                HttpQuestion.DEFAULT_MAX_ANSWER_BYTES, HttpQuestion.DEFAULT_TIMEOUT);
    }
}
