package org.amana.core.consent.example;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One document of the collection.
 *
 * @param name such as {@code given-in-arabic}; names of receipts begin with {@code receipt-}
 * @param text UTF-8 of an event's canonical bytes, or the JSON of a receipt
 * @param fault absent in a valid example
 */
record Example(String name, String text, Optional<Fault> fault) {
    /** The checks, in the order they are made. */
    enum Check {
        SCHEMA, SHAPES, PROGRAM
    }

    /**
     * What is wrong with it.
     *
     * @param base the valid example it differs from
     * @param check the first one that refuses it
     * @param reason place and keyword of the schema, name of the shape, or code of the problem
     */
    record Fault(String base, Check check, String reason) {}

    static Example valid(String name, byte[] content) {
        return new Example(name, new String(content, StandardCharsets.UTF_8), Optional.empty());
    }

    static Example invalid(String name, byte[] content, Fault fault) {
        return new Example(name, new String(content, StandardCharsets.UTF_8), Optional.of(fault));
    }

    byte[] content() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Path below the folder of examples. */
    String path() {
        return (fault.isEmpty() ? "valid/" : "invalid/") + name + ".json";
    }
}
