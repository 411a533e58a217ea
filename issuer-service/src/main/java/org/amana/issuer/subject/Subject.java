package org.amana.issuer.subject;

import org.amana.issuer.source.PersonId;

/**
 * A person of an authority's register, by number alone.
 *
 * @param registerNumber the office's own number of the case
 */
public record Subject(PersonId person, String registerNumber) {
    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "Subject";
    }
}
