package org.amana.node.demo;

import java.util.Map;

/** The invented employer: its id everywhere, and its settings in the verifier. */
public final class DemoOrganisation {
    /** Path in the verifier and party in the register. */
    public static final String ID = "harbour-bakery";
    /** Form of a legal entity identifier, of nobody. */
    static final String IDENTIFIER = "LEIXG-000000AMANADEMO00042";
    /** User-assigned in ISO 3166: no country. */
    static final String COUNTRY = "XA";

    private DemoOrganisation() {}

    /** Settings of the verifier. */
    public static Map<String, String> settings() {
        String prefix = "amana.verifier.organisations[0].";
        return Map.of(prefix + "id", ID, prefix + "names.en", "Harbour Bakery", prefix + "names.ar", "مخبز الميناء",
                prefix + "country", COUNTRY, prefix + "identifiers[0]", IDENTIFIER, prefix + "staff[0]",
                "bakery-manager", prefix + "officers[0]", "bakery-dpo");
    }
}
