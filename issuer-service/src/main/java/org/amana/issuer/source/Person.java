package org.amana.issuer.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * A person as the register has them.
 *
 * @param birthDate {@code yyyy}, {@code yyyy-mm}, {@code yyyy-mm-dd} or empty
 * @param columns all columns of the row by name, without empty ones
 */
public record Person(PersonId id, String registerNumber, String givenName, String familyName, String birthDate,
                     Map<String, String> columns) {
    public Person {
        columns = java.util.Collections.unmodifiableMap(new TreeMap<>(columns));
    }

    /** Given and family name in that order, or the one name there is. */
    public String name() {
        return (givenName + " " + familyName).strip();
    }

    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
