package org.amana.core.guardian;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import tools.jackson.databind.JsonNode;

/**
 * What a guardian's card says, as far as an exchange asks for it.
 *
 * <pre>
 * {"mandate":{"scope":["personal_data"],"until":"2027-03-01"},"guardian_reference":"mYk3…"}
 * </pre>
 *
 * @param scope codes of the list {@code guardian-scope}
 * @param until first day on which the mandate no longer holds; absent where the court named none
 * @param reference random, given by the court to the guardian and to the offices that look after the child; it says whose
 *        guardian this is, and nothing else
 */
public record GuardianMandate(List<String> scope, Optional<LocalDate> until, String reference) {
    /** Type of the card. */
    public static final String VCT = "https://amana.example/vct/guardian-mandate";
    /** The claims an exchange asks for. */
    public static final List<List<String>> CLAIMS = List.of(List.of("mandate"), List.of("guardian_reference"));
    private static final List<String> COVERING = List.of("all_matters", "personal_data");
    private static final int LEAST_REFERENCE = 22;

    public GuardianMandate {
        scope = List.copyOf(scope);
    }

    /** Reads a card whose checks passed; empty when it is none of a guardian, or lacks what is asked for. */
    public static Optional<GuardianMandate> of(VerifiedSdJwtVc card) {
        JsonNode mandate = card.claims().path("mandate");
        String reference = card.claims().path("guardian_reference").asString("");
        if (!card.types().contains(VCT) || !mandate.path("scope").isArray() || reference.length() < LEAST_REFERENCE) {
            return Optional.empty();
        }
        var scope = new ArrayList<String>();
        mandate.path("scope").forEach(code -> scope.add(code.asString("")));
        try {
            return Optional.of(new GuardianMandate(scope,
                    mandate.has("until")
                            ? Optional.of(LocalDate.parse(mandate.path("until").asString("")))
                            : Optional.empty(),
                    reference));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the guardian may decide who gets data about the child. */
    public boolean coversData() {
        return scope.stream().anyMatch(COVERING::contains);
    }

    /** When it ends by itself, where a day begins as in that country. */
    public Optional<Instant> ends(Majority law) {
        return until.map(day -> day.atStartOfDay(law.zone()).toInstant());
    }
}
