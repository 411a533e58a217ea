package org.amana.core.json;

import java.util.Base64;
import org.amana.core.json.JsonProblem.MalformedBase64Url;
import org.amana.core.problem.ProblemException;

/**
 * base64url without padding (RFC 7515 section 2), one text per value: padding, other alphabets,
 * white space and stray trailing bits are refused, so that nobody can write a signed value in two ways.
 */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Strict reverse of {@link #encode(byte[])}.
     *
     * @throws ProblemException {@link MalformedBase64Url}
     */
    public static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new MalformedBase64Url(), e);
        }
        throw new ProblemException(new MalformedBase64Url());
    }
}
