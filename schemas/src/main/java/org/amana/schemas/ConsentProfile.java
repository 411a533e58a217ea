package org.amana.schemas;

import java.util.Objects;

/**
 * How consent is recorded: our profile of ISO/IEC TS 27560 in the words of the W3C Data Privacy Vocabulary, as text
 * exactly as published.
 *
 * @param eventSchema   JSON Schema (2020-12) of one event of a record, JSON
 * @param receiptSchema JSON Schema (2020-12) of a receipt, JSON
 * @param context       JSON-LD 1.1 context that makes an event a graph, JSON
 * @param shapes        SHACL shapes: what the members of an event say together, Turtle
 * @param rulebook      every member in plain words, Markdown
 */
public record ConsentProfile(String eventSchema, String receiptSchema, String context, String shapes,
                             String rulebook) {
    public ConsentProfile {
        Objects.requireNonNull(eventSchema);
        Objects.requireNonNull(receiptSchema);
        Objects.requireNonNull(context);
        Objects.requireNonNull(shapes);
        Objects.requireNonNull(rulebook);
    }
}
