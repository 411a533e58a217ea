package org.amana.verifier.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseCookie;

class AskCookieTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final AskCookie cookie = new AskCookie("ar", "l".repeat(32), "s".repeat(32));

    @Test
    void toCookie_underTls_isBoundToTheHostAndNamedAfterTheOrganisation() {
        ResponseCookie set = cookie.toCookie("harbour-bakery", true, HOUR);
        assertThat(set.getName()).isEqualTo(AskCookie.name("harbour-bakery", true))
                .isEqualTo("__Host-AMANA_VERIFIER_ASK_harbour-bakery")
                .isNotEqualTo(AskCookie.name("other-bakery", true));
        assertThat(set.toString()).contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(AskCookie.parse(set.getValue())).contains(cookie);
    }

    @Test
    void toCookie_withoutTls_staysBelowTheReturnOfItsOrganisation() {
        ResponseCookie set = cookie.toCookie("harbour-bakery", false, HOUR);
        assertThat(set.getName()).isEqualTo(AskCookie.name("harbour-bakery", false)).doesNotStartWith("__");
        assertThat(set.getPath()).isEqualTo("/harbour-bakery/return");
        assertThat(set.isSecure()).isFalse();
    }

    @Test
    void parse_whenOfAnotherShape_isNone() {
        for (String value : new String[]{"", "ar", "ar.x.y", "ar." + "l".repeat(32) + "." + "s".repeat(33),
                "../." + "l".repeat(32) + "." + "s".repeat(32)}) {
            assertThat(AskCookie.parse(value)).as(value).isEmpty();
        }
    }
}
