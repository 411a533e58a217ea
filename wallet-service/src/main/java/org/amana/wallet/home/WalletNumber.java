package org.amana.wallet.home;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.amana.wallet.vault.HolderId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The wallet's number, remembered on a person's own device so that only the secret words are typed. It opens nothing. */
final class WalletNumber {
    private static final String COOKIE = "AMANA_WALLET_NUMBER";
    private static final Duration YEAR = Duration.ofDays(365);

    private WalletNumber() {}

    static Optional<String> remembered(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .filter(value -> value.length() <= 64)
                        .findFirst();
    }

    static void remember(HolderId holder, HttpServletRequest request, HttpServletResponse response) {
        set(holder.value().toString(), YEAR, request, response);
    }

    static void forget(HttpServletRequest request, HttpServletResponse response) {
        if (remembered(request).isPresent()) {
            set("", Duration.ZERO, request, response);
        }
    }

    /** Under TLS the prefix keeps neighbouring hosts from planting a number (RFC 6265bis section 4.1.3.2). */
    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    private static void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(name(request), value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString());
    }
}
