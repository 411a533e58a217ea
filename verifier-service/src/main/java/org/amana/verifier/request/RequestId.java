package org.amana.verifier.request;

import java.util.regex.Pattern;

/**
 * The wallet's name for a check, in request_uri and response_uri.
 *
 * @param value 32 characters, base64url
 */
public record RequestId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    public RequestId {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException("no such check");
    }

    /** Whether the text could be one; anything else is simply not found. */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
