package org.amana.core.exchange;

import org.amana.core.consent.Views;

/**
 * How a wallet tells whoever asks that a person under age cannot say: no refusal, but a word with them first.
 *
 * <pre>
 * error=access_denied&amp;error_description=not_able&amp;state=…
 * </pre>
 */
public final class NotAble {
    /** The value of {@code error_description} (OID4VP 1.0 section 8.5). */
    public static final String DESCRIPTION = Views.NOT_ABLE.code();

    private NotAble() {}
}
