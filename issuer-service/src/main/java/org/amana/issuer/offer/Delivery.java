package org.amana.issuer.offer;

import java.util.Locale;
import java.util.Optional;

/** How an offer reaches the person. */
public enum Delivery {
    SCREEN, LETTER;

    /** The word in JSON, forms and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Delivery> of(String word) {
        return java.util.Arrays.stream(values()).filter(delivery -> delivery.word().equals(word)).findFirst();
    }
}
