package org.amana.verifier.ask;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ResponseCookie;

/**
 * What tells the browser that began a check apart from all others. It names nobody and ends with the check.
 *
 * <pre>
 * AMANA_VERIFIER_ASK=ar.‹link›.‹session›; Path=/harbour-bakery/return; HttpOnly; SameSite=Lax
 * </pre>
 *
 * @param language of the pages, to come back to
 * @param link the poster, to begin again
 * @param session unguessable; its hash is kept with the check
 */
record AskCookie(String language, String link, String session) {
    static final String NAME = "AMANA_VERIFIER_ASK";
    private static final Pattern FORM = Pattern
            .compile("([a-z]{2}(?:-[A-Z]{2})?)\\.([A-Za-z0-9_-]{32})\\.([A-Za-z0-9_-]{32})");

    static Optional<AskCookie> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches()
                ? Optional.of(new AskCookie(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    ResponseCookie toCookie(String organisation, boolean secure, Duration lifetime) {
        return ResponseCookie.from(NAME, language + "." + link + "." + session)
                .path("/" + organisation + "/return")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
    }
}
