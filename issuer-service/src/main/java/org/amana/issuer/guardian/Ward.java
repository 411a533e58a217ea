package org.amana.issuer.guardian;

import java.util.Optional;

/**
 * What an office knows of a person whom somebody may have to represent.
 *
 * @param birthDate {@code yyyy}, {@code yyyy-mm}, {@code yyyy-mm-dd} or empty
 * @param reference of their guardianship, as the court gave it
 * @param known mandate of the guardian who agreed, where an earlier release had it checked
 */
public record Ward(String birthDate, Optional<String> reference, Optional<CheckedMandate> known) {
    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "Ward";
    }
}
