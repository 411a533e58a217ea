package org.amana.verifier.organisation;

import java.util.regex.Pattern;

/**
 * Name of an organisation in every path of this service, such as {@code harbour-bakery}.
 *
 * @param value 2 to 40 lower-case letters, digits and inner hyphens
 */
public record OrganisationId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])");

    public OrganisationId {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException("an organisation id is 2 to 40 lower-case letters, digits and hyphens");
    }

    @Override
    public String toString() {
        return value;
    }
}
