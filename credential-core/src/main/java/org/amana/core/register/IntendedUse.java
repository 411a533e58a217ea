package org.amana.core.register;

import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A registered reason to ask for data: what for, on which legal ground, which claims, for how long.
 *
 * <pre>
 * {"id":"keep-diploma-on-file","party":"harbour-bakery","purpose":{"en":"Keep your diploma on file"},
 *  "legal_basis":["eu-gdpr:A6-1-a"],"withdrawable":true,"refusal_consequence":{"en":"Nothing changes"},
 *  "retention":"P6M","recipients":[],"credentials":[{"vct":"…","claims":[["qualification"]]}]}
 * </pre>
 *
 * @param legalBasis articles of the GDPR as terms of the W3C DPV extension {@code eu-gdpr}
 * @param lawReference ELI of the law behind a duty or task
 * @param retention ISO 8601 period; {@code P0D} means shown, not kept
 * @param recipients whom the data is handed on to
 * @param credentials the most that may be asked for
 */
public record IntendedUse(String id, String party, LocalizedText purpose, List<String> legalBasis,
                          Optional<String> lawReference, boolean withdrawable, LocalizedText refusalConsequence,
                          Period retention,
                          List<String> recipients, List<CredentialCategory> credentials) {
    /** Art. 6(1)(a): consent. */
    public static final String CONSENT = "eu-gdpr:A6-1-a";
    /** Art. 9(2)(a): explicit consent for special categories. */
    public static final String EXPLICIT_CONSENT = "eu-gdpr:A9-2-a";
    /** Art. 49(1)(a): explicit consent to a transfer out of the Union; stands beside one of the others. */
    public static final String TRANSFER_CONSENT = "eu-gdpr:A49-1-a";

    /** Art. 6(1)(d): vital interests. */
    private static final String VITAL_INTERESTS = "eu-gdpr:A6-1-d";

    public IntendedUse {
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw RegisterProblem.malformed("an intended use has an id of small letters, digits and hyphens");
        }
        legalBasis = List.copyOf(legalBasis);
        recipients = List.copyOf(recipients);
        credentials = List.copyOf(credentials);
        if (legalBasis.isEmpty()
                || !legalBasis.stream().allMatch(term -> term.matches("eu-gdpr:A[0-9][A-Za-z0-9-]{1,60}"))) {
            throw RegisterProblem.malformed("a legal basis is a term such as eu-gdpr:A6-1-c");
        }
        if (credentials.isEmpty()) {
            throw RegisterProblem.malformed("an intended use names the claims that may be asked for");
        }
        if (retention.isNegative()) {
            throw RegisterProblem.malformed("retention is not negative");
        }
        boolean byConsent = restsOnConsent(legalBasis);
        if (byConsent && !withdrawable) { // GDPR Art. 7(3)
            throw RegisterProblem.malformed("what rests on consent can be withdrawn");
        }
        if (!byConsent && lawReference.isEmpty()) {
            throw RegisterProblem.malformed("what does not rest on consent names its law");
        }
    }

    /**
     * Reads the JSON form.
     *
     * @throws org.amana.core.problem.ProblemException {@link RegisterProblem.MalformedEntry}
     */
    public static IntendedUse parse(JsonNode node) {
        return new IntendedUse(JsonMembers.text(node, "id"), JsonMembers.text(node, "party"),
                LocalizedText.parse(node.path("purpose"), "purpose"),
                JsonMembers.strings(node.path("legal_basis"), "legal_basis"),
                JsonMembers.optionalText(node, "law_reference"), JsonMembers.flag(node, "withdrawable"),
                LocalizedText.parse(node.path("refusal_consequence"), "refusal_consequence"),
                period(JsonMembers.text(node, "retention")), JsonMembers.optionalStrings(node, "recipients"),
                CredentialCategory.parseAll(JsonMembers.array(node, "credentials")));
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeParseException e) {
            throw RegisterProblem.malformed("retention is a period such as P6M");
        }
    }

    public ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("id", id).put("party", party);
        object.set("purpose", purpose.toJson());
        Party.putAll(object.putArray("legal_basis"), legalBasis);
        lawReference.ifPresent(value -> object.put("law_reference", value));
        object.put("withdrawable", withdrawable);
        object.set("refusal_consequence", refusalConsequence.toJson());
        object.put("retention", retention.toString());
        Party.putAll(object.putArray("recipients"), recipients);
        ArrayNode categories = object.putArray("credentials");
        credentials.forEach(category -> categories.add(category.toJson()));
        return object;
    }

    /** True when the person's consent is the ground, so that only a GIVEN entry permits it. */
    public boolean restsOnConsent() {
        return restsOnConsent(legalBasis);
    }

    private static boolean restsOnConsent(List<String> legalBasis) {
        return legalBasis.stream().anyMatch(IntendedUse::isConsent);
    }

    /** True when consent is a ground among these, and no other ground is. */
    public static boolean restsOnConsentAlone(List<String> legalBasis) {
        return restsOnConsent(legalBasis)
                && legalBasis.stream().allMatch(term -> isConsent(term) || term.equals(TRANSFER_CONSENT));
    }

    /** True when vital interests are a ground: an emergency, which is reviewed afterwards. */
    public boolean isForEmergencies() {
        return isForEmergencies(legalBasis);
    }

    /** The same of these grounds. */
    public static boolean isForEmergencies(List<String> legalBasis) {
        return legalBasis.stream().anyMatch(IntendedUse::isVital);
    }

    /** True when vital interests are the one ground of Art. 6(1) among these. */
    public static boolean isForEmergenciesAlone(List<String> legalBasis) {
        return isForEmergencies(legalBasis)
                && legalBasis.stream().filter(term -> term.startsWith("eu-gdpr:A6-1-")).allMatch(IntendedUse::isVital);
    }

    private static boolean isVital(String term) {
        return term.equals(VITAL_INTERESTS) || term.startsWith(VITAL_INTERESTS + "-");
    }

    private static boolean isConsent(String term) {
        return term.startsWith(CONSENT) || term.startsWith(EXPLICIT_CONSENT);
    }

    /** True when every category is covered by one of {@link #credentials()}. */
    public boolean covers(List<CredentialCategory> asked) {
        return asked.stream().allMatch(category -> credentials.stream().anyMatch(allowed -> allowed.covers(category)));
    }

    /** base64url(SHA-256(UTF-8 of the purpose in that language)): what an event carries of the text. */
    public String purposeHash(String language) {
        return Base64Url.encode(Sha256.of(purpose.in(language).getBytes(StandardCharsets.UTF_8)));
    }
}
