package org.amana.node.demo;

import java.util.Map;

/** The invented municipality, which asks another authority for data: its id everywhere, and its settings in the verifier. */
public final class DemoMunicipality {
    /** Path in the verifier and party in the register. */
    public static final String ID = "harbour-municipality";
    /** Form of a legal entity identifier, of nobody. */
    static final String IDENTIFIER = "LEIXG-000000AMANADEMO00077";

    private DemoMunicipality() {}

    /** Settings of the verifier, beside those of the employer. */
    public static Map<String, String> settings() {
        String prefix = "amana.verifier.organisations[1].";
        return Map.of(prefix + "id", ID, prefix + "names.en", "Harbour Municipality", prefix + "names.ar",
                "بلدية الميناء", prefix + "country", DemoOrganisation.COUNTRY, prefix + "identifiers[0]", IDENTIFIER,
                prefix + "exchange-uses[0]", "fetch-diploma", prefix + "exchange-uses[1]", "verify-diploma-by-law",
                prefix + "staff[0]", "municipality-clerk", prefix + "officers[0]", "municipality-dpo");
    }
}
