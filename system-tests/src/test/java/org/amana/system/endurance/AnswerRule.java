package org.amana.system.endurance;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What every answer must be, whatever was asked: no fault of ours, nothing internal, and an error in its surface's shape. */
final class AnswerRule {

    /** The wallet's words for another party that does not answer as it should: an odd link may well lead there. */
    private static final Set<String> OTHERS_FAULTS = Set.of("peer_failed", "verifier_unreachable", "verifier_silent",
            "verifier_rejected", "verifier_address_refused");
    private static final String HTML = "text/html";
    private static final Pattern REASON = Pattern.compile("\"reason\":\"(\\w+)\"");
    private static final Pattern INTERNAL = Pattern.compile(
            "\\bat [\\w.$]+\\(|Exception|org\\.(springframework|apache|amana|postgresql|hibernate)|java\\.(lang|util|io)|"
                    + "SQLSTATE|jackson|Whitelabel|Tomcat|\\.java:\\d");
    /** The welcome page's server, which is the JDK's own, about an address that is none. */
    private static final String NO_ADDRESS = "<h1>400 Bad Request</h1>URISyntaxException thrown";
    /** A server may close before it has read a body that it refuses. */
    private static final int LONG_BODY_BYTES = 16_000;

    private AnswerRule() {}

    /** What is wrong with the answer; empty when it is as it must be. */
    static Optional<String> finding(Message message, Wire.Answer answer) {
        if (answer.status() == 0) {
            return message.body().length > LONG_BODY_BYTES ? Optional.empty() : Optional.of("closed without an answer");
        }
        if (answer.status() >= 500 && !isOthersFault(answer)) {
            return Optional.of("status " + answer.status());
        }
        if (answer.status() < 400) {
            return Optional.empty();
        }
        Matcher internal = INTERNAL.matcher(answer.body());
        if (internal.find() && !answer.body().equals(NO_ADDRESS)) {
            return Optional.of("shows " + internal.group());
        }
        return hasShape(message, answer)
                ? Optional.empty()
                : Optional.of("shape of " + answer.status() + " " + answer.contentType());
    }

    private static boolean isOthersFault(Wire.Answer answer) {
        Matcher reason = REASON.matcher(answer.body());
        return (reason.find() && OTHERS_FAULTS.contains(reason.group(1)))
                || (answer.contentType().startsWith(HTML) && answer.status() == 502);
    }

    /** Problem details (RFC 9457), an OAuth error (RFC 6749 section 5.2) or a page with a heading. */
    private static boolean hasShape(Message message, Wire.Answer answer) {
        if (message.method().equals("HEAD")) {
            return answer.body().isEmpty();
        }
        if (answer.status() == 401 && answer.body().isEmpty()) {
            return answer.head().contains("www-authenticate: "); // no token came: no error code either (RFC 6750 section 3.1)
        }
        String type = answer.contentType();
        if (type.startsWith("application/problem+json")) {
            return answer.body().contains("\"type\":") && answer.body().contains("\"status\":" + answer.status());
        }
        return (type.startsWith("application/json") && answer.body().contains("\"error\":"))
                || (type.startsWith(HTML) && answer.body().contains("<h1"));
    }
}
