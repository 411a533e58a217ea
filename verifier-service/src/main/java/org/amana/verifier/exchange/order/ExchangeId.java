package org.amana.verifier.exchange.order;

import java.util.regex.Pattern;

/**
 * The desk's name for an order; never leaves the organisation.
 *
 * @param value 32 characters, base64url
 */
public record ExchangeId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{32}");

    public ExchangeId {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException("no such exchange");
    }

    @Override
    public String toString() {
        return value;
    }
}
