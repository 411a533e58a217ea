package org.amana.core.inbox;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where one office may write to one person, and the key it seals to. Both are made for that office alone.
 *
 * @param url of the wallet, ending in 43 characters of base64url that nobody can guess
 * @param key public P-256 key
 */
public record InboxAddress(URI url, ECKey key) {
    /** Bytes of chance in an address. */
    public static final int SECRET_BYTES = 32;
    /** Longest address. */
    public static final int MAX_LENGTH = 500;
    private static final Pattern FORM = Pattern
            .compile("https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~-]+)*/[A-Za-z0-9_-]{43}");

    public InboxAddress {
        if (url.toString().length() > MAX_LENGTH || !FORM.matcher(url.toString()).matches()) {
            throw new IllegalArgumentException("an inbox has an http address that ends in 43 characters of base64url");
        }
        if (key.isPrivate()) {
            throw new IllegalArgumentException("the private half stays in the wallet");
        }
    }

    /** Who knows it may write there. */
    @Override
    public String toString() {
        return "InboxAddress[…]";
    }
}
