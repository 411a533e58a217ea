package org.amana.node.demo;

import java.util.Map;

/** The invented court that asks about people under age: its id everywhere, and its settings in the verifier. */
public final class DemoCourt {
    /** Path in the verifier and party in the register. */
    public static final String ID = "harbour-youth-court";
    /** Form of a legal entity identifier, of nobody. */
    static final String IDENTIFIER = "LEIXG-000000AMANADEMO00088";
    /** Id of its one intended use. */
    static final String USE = "learn-assessed-age";

    private DemoCourt() {}

    /** Settings of the verifier, beside those of employer and municipality. */
    public static Map<String, String> settings() {
        String prefix = "amana.verifier.organisations[2].";
        return Map.of(prefix + "id", ID, prefix + "names.en", "Harbour Youth Court", prefix + "names.ar",
                "محكمة الشباب في الميناء", prefix + "country", DemoOrganisation.COUNTRY, prefix + "identifiers[0]",
                IDENTIFIER, prefix + "exchange-uses[0]", USE, prefix + "staff[0]", "youth-court-clerk",
                prefix + "officers[0]", "youth-court-dpo");
    }
}
