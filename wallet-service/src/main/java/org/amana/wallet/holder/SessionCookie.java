package org.amana.wallet.holder;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.amana.wallet.vault.HolderId;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/**
 * What the HTTP session behind a page's cookie holds: the token of the unlocked wallet, and the questions a passkey is
 * being asked. Each question is taken out when it is answered, right or wrong.
 */
final class SessionCookie {

    private static final String TOKEN = "amana.token";
    private static final String CREATION = "amana.creation";
    private static final String REQUEST = "amana.request";
    private static final String SHOWN = "amana.shown";
    private static final String OPENED = "amana.opened";

    private SessionCookie() {}

    static Optional<SessionToken> token(HttpServletRequest request) {
        return attribute(request, TOKEN, String.class).map(SessionToken::new);
    }

    /** Binds an unlocked wallet to the cookie, under a new session id (session fixation). */
    static void bind(HttpServletRequest request, SessionToken token) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(TOKEN, token.value());
    }

    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    static void ask(HttpServletRequest request, HolderId holder, PublicKeyCredentialCreationOptions options) {
        request.getSession().setAttribute(CREATION, new Creation(holder, options));
    }

    static void ask(HttpServletRequest request, PublicKeyCredentialRequestOptions options) {
        request.getSession().setAttribute(REQUEST, options);
    }

    static Optional<Creation> takeCreation(HttpServletRequest request) {
        return take(request, CREATION, Creation.class);
    }

    static Optional<PublicKeyCredentialRequestOptions> takeRequest(HttpServletRequest request) {
        return take(request, REQUEST, PublicKeyCredentialRequestOptions.class);
    }

    static void remember(HttpServletRequest request, Shown shown) {
        request.getSession().setAttribute(SHOWN, shown);
    }

    /** The holder whose passkey was shown in this session a moment ago. Stays for a second try of the passphrase. */
    static Optional<Shown> shown(HttpServletRequest request) {
        return attribute(request, SHOWN, Shown.class);
    }

    /** The holder's passkey alone has just opened the wallet. */
    static void rememberOpened(HttpServletRequest request, Shown opened) {
        request.getSession().setAttribute(OPENED, opened);
    }

    /** Counts once. */
    static Optional<Shown> takeOpened(HttpServletRequest request) {
        return take(request, OPENED, Shown.class);
    }

    private static <T> Optional<T> take(HttpServletRequest request, String name, Class<T> type) {
        Optional<T> found = attribute(request, name, type);
        found.ifPresent(value -> request.getSession().removeAttribute(name));
        return found;
    }

    private static <T> Optional<T> attribute(HttpServletRequest request, String name, Class<T> type) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable(session.getAttribute(name)).map(type::cast);
    }

    record Creation(HolderId holder, PublicKeyCredentialCreationOptions options) {}

    record Shown(String walletId, Instant until) implements Serializable {}
}
