package org.amana.issuer.subject;

import org.amana.issuer.guardian.JudgedAge;
import org.amana.issuer.source.PersonId;

/**
 * A person of an authority's register, by number alone.
 *
 * @param registerNumber the office's own number of the case
 * @param age what the order says of it, and who agreed beside them
 */
public record Subject(PersonId person, String registerNumber, JudgedAge age) {
    /** Never the person: it would end in logs. */
    @Override
    public String toString() {
        return "Subject";
    }
}
