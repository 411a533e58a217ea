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
 * __Host-AMANA_VERIFIER_ASK_harbour-bakery=ar.‹link›.‹session›; Path=/; Secure; HttpOnly; SameSite=Lax
 * </pre>
 *
 * <p>The second form is that of TLS: the prefix keeps neighbouring hosts from planting one (RFC 6265bis section
 * 4.1.3.2), and because it demands the path of the whole host, the name tells organisations apart.
 *
 * @param language of the pages, to come back to
 * @param link the poster, to begin again
 * @param session unguessable; its hash is kept with the check
 */
record AskCookie(String language, String link, String session) {
    private static final String NAME = "AMANA_VERIFIER_ASK";
    private static final Pattern FORM = Pattern
            .compile("([a-z]{2}(?:-[A-Z]{2})?)\\.([A-Za-z0-9_-]{32})\\.([A-Za-z0-9_-]{32})");

    static String name(String organisation, boolean tls) {
        return tls ? "__Host-" + NAME + "_" + organisation : NAME;
    }

    static Optional<AskCookie> parse(String value) {
        Matcher matcher = FORM.matcher(value);
        return matcher.matches()
                ? Optional.of(new AskCookie(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    ResponseCookie toCookie(String organisation, boolean tls, Duration lifetime) {
        return ResponseCookie.from(name(organisation, tls), language + "." + link + "." + session)
                .path(tls ? "/" : "/" + organisation + "/return")
                .httpOnly(true)
                .secure(tls)
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
    }
}
