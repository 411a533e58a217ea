package org.amana.support.peer;

import java.net.URI;
import java.time.Duration;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;

/**
 * The parts of a token by which one service calls another, once.
 *
 * <pre>
 * Authorization: Bearer eyJ…
 * {"typ":"amana-service+jwt","alg":"ES256","kid":"…"}
 * {"iss":"wallet-service","aud":"https://ledger.example","htm":"POST","htu":"https://ledger.example/v1/entries",
 *  "digest":"base64url SHA-256 of the body","iat":1795345200,"exp":1795345260,"jti":"…"}
 * </pre>
 */
final class ServiceToken {
    static final String TYP = "amana-service+jwt";
    static final Duration LIFETIME = Duration.ofSeconds(60);
    static final int MAX_BYTES = 4_096;
    static final String SCHEME = "Bearer ";

    private ServiceToken() {}

    /** Target without query and fragment, as in DPoP (RFC 9449 section 4.2). */
    static String htu(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    static String digest(byte[] body) {
        return Base64Url.encode(Sha256.of(body));
    }
}
