package org.amana.core.register;

import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.json.StrictJson;
import org.amana.core.status.StatusReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims of a registration certificate in the order of ETSI TS 119 475 V1.2.1 clause 5.2.4. */
record RegistrationClaims(LocalizedText name, String identifier, String country, Optional<String> erasureContact,
                          Optional<SupervisoryAuthority> supervisor, IntendedUse use, Optional<StatusReference> status,
                          Instant issued, Instant expires) {
    private static final String SERVICE_PROVIDER = "https://uri.etsi.org/19475/Entitlement/Service_Provider";

    static ObjectNode write(Party party, IntendedUse use, CertificateIssue issue) {
        ObjectNode claims = StrictJson.object().put("name", party.name().in("en"));
        claims.put("sub_ln", party.name().in("en")).put("sub", party.identifier()).put("country", party.country());
        claims.put("registry_uri", issue.registry().toString());
        claims.putArray("entitlements").add(SERVICE_PROVIDER);
        party.erasureContact().ifPresent(contact -> claims.put("support_uri", contact));
        party.supervisor().ifPresent(authority -> claims.set("supervisory_authority", authority.toJson()));
        party.pages().writeClaims(claims);
        issue.writeTo(claims);
        claims.set("purpose", localized(use.purpose()));
        ArrayNode credentials = claims.putArray("credentials");
        use.credentials().forEach(category -> credentials.add(credential(category)));
        claims.put("public_body", party.kind() == PartyKind.AUTHORITY);
        claims.put("intended_use_id", use.id());
        claims.put("party", party.id()).set("party_name", localized(party.name()));
        Party.putAll(claims.putArray("legal_basis"), use.legalBasis());
        use.lawReference().ifPresent(law -> claims.put("law_reference", law));
        claims.put("withdrawable", use.withdrawable()).put("retention", use.retention().toString());
        claims.set("refusal_consequence", localized(use.refusalConsequence()));
        Party.putAll(claims.putArray("recipients"), use.recipients());
        return claims;
    }

    static RegistrationClaims read(ObjectNode claims) {
        if (!JsonMembers.strings(claims.path("entitlements"), "entitlements").contains(SERVICE_PROVIDER)) {
            throw RegisterProblem.malformed("an intended use is a service provider's"); // GEN-5.2.4-06
        }
        JsonNode supervisor = claims.path("supervisory_authority");
        var credentials = new ArrayList<CredentialCategory>();
        for (JsonNode credential : JsonMembers.array(claims, "credentials")) {
            credentials.addAll(categories(credential));
        }
        var use = new IntendedUse(JsonMembers.text(claims, "intended_use_id"), JsonMembers.text(claims, "party"),
                localized(claims, "purpose"), JsonMembers.strings(claims.path("legal_basis"), "legal_basis"),
                JsonMembers.optionalText(claims, "law_reference"), JsonMembers.flag(claims, "withdrawable"),
                localized(claims, "refusal_consequence"), period(JsonMembers.text(claims, "retention")),
                JsonMembers.optionalStrings(claims, "recipients"), credentials);
        return new RegistrationClaims(localized(claims, "party_name"), JsonMembers.text(claims, "sub"),
                JsonMembers.text(claims, "country"), JsonMembers.optionalText(claims, "support_uri"),
                supervisor.isObject() ? Optional.of(SupervisoryAuthority.parse(supervisor)) : Optional.empty(), use,
                claims.has("status") ? Optional.of(StatusReference.parse(claims.path("status"))) : Optional.empty(),
                seconds(claims, "iat"), seconds(claims, "exp"));
    }

    /** Annex B.2.9: the array is named {@code claim}, in the singular. */
    private static ObjectNode credential(CredentialCategory category) {
        ObjectNode credential = StrictJson.object().put("format", "dc+sd-jwt");
        credential.putObject("meta").putArray("vct_values").add(category.vct());
        ArrayNode paths = credential.putArray("claim");
        category.claims().forEach(path -> Party.putAll(paths.addObject().putArray("path"), path));
        return credential;
    }

    private static List<CredentialCategory> categories(JsonNode credential) {
        var paths = new ArrayList<List<String>>();
        for (JsonNode claim : JsonMembers.array(credential, "claim")) {
            paths.add(JsonMembers.strings(claim.path("path"), "path"));
        }
        return JsonMembers.strings(credential.path("meta").path("vct_values"), "vct_values")
                .stream()
                .map(vct -> new CredentialCategory(vct, paths))
                .toList();
    }

    /** Annex B.2.6, MultiLangString. */
    static ArrayNode localized(LocalizedText text) {
        ArrayNode array = StrictJson.array();
        text.byLanguage().forEach((language, value) -> array.addObject().put("lang", language).put("value", value));
        return array;
    }

    private static LocalizedText localized(JsonNode claims, String name) {
        var texts = new TreeMap<String, String>();
        for (JsonNode text : JsonMembers.array(claims, name)) {
            texts.put(JsonMembers.text(text, "lang"), JsonMembers.text(text, "value"));
        }
        return new LocalizedText(texts);
    }

    static Instant seconds(JsonNode claims, String name) {
        JsonNode value = claims.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0
                || value.longValue() > 253_402_300_799L) {
            throw RegisterProblem.malformed("member " + name + " is a time in seconds");
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeParseException e) {
            throw RegisterProblem.malformed("retention is a period such as P6M");
        }
    }
}
