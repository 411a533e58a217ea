package org.amana.issuer.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.schemas.CredentialType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A type's {@code issuance.json}, read once at start. Whatever in it would endanger a holder stops the service with a
 * plain sentence: exact times (copies could be linked by them, RFC 9901 section 10.1), a reserved claim made disclosable
 * (SD-JWT VC section 2.2.2.3).
 *
 * <pre>
 * {"credential_configuration_id":"right-to-work","scope":"right-to-work","token_validity":"P14D","time_rounding":"P1D",
 *  "batch_size":10,"issued_when_present":"may_work","claims":[{"path":["given_name"],"column":"given_name",…}]}
 * </pre>
 *
 * @param validity of the credential itself, in whole days
 * @param batchSize most copies of one issuance, each with its own key and status index
 * @param issuedWhenPresent the type applies to a person whose row has a value here
 */
public record IssuanceRules(CredentialType type, CredentialConfigurationId id, String scope, Duration validity,
                            int batchSize, String issuedWhenPresent, List<ClaimRule> claims, ObjectNode typeMetadata,
                            ObjectNode claimsSchema) {
    private static final int MAX_BYTES = 1024 * 1024;

    public IssuanceRules {
        claims = List.copyOf(claims);
    }

    /**
     * Reads the documents of a type.
     *
     * @throws IllegalArgumentException a sentence that says what is wrong with them
     */
    public static IssuanceRules of(CredentialType type) {
        ObjectNode json = StrictJson.parseObject(type.issuance(), MAX_BYTES);
        if (!text(json, "vct").equals(type.vct())) {
            throw new IllegalArgumentException("issuance.json of " + type.name() + " is for another vct");
        }
        requireWholeDays(type, json);
        var claims = new ArrayList<ClaimRule>();
        json.path("claims").forEach(claim -> claims.add(claim(claim)));
        Duration validity = days(type, json, "token_validity");
        int batchSize = json.path("batch_size").asInt(0);
        if (batchSize < 1 || batchSize > 100) {
            throw new IllegalArgumentException("batch_size of " + type.name() + " must be 1 to 100");
        }
        return new IssuanceRules(type, new CredentialConfigurationId(text(json, "credential_configuration_id")),
                text(json, "scope"), validity, batchSize, text(json, "issued_when_present"), claims,
                StrictJson.parseObject(type.typeMetadata(), MAX_BYTES),
                StrictJson.parseObject(type.claimsSchema(), MAX_BYTES));
    }

    /** The day's beginning (UTC): the only precision that leaves the issuer. */
    public Instant issuedAt(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** When a credential issued now ends. */
    public Instant expiresAt(Instant now) {
        return issuedAt(now).plus(validity);
    }

    /** Every column that any claim needs, once. */
    public Set<ColumnRule> columns() {
        var columns = new LinkedHashSet<ColumnRule>();
        claims.forEach(claim -> columns.addAll(claim.columns()));
        return columns;
    }

    /** What people call the type, by its metadata; the configuration id where the language is missing. */
    public String name(String language) {
        for (JsonNode display : typeMetadata.path("display")) {
            if (display.path("locale").asString("").equals(language)) {
                return display.path("name").asString(id.value());
            }
        }
        return id.value();
    }

    /** What people call the claim that a column fills, by the type metadata; empty for a column of no claim. */
    public Optional<String> label(String column, String language) {
        for (ClaimRule claim : claims) {
            List<String> path = switch (claim) {
                case ClaimRule.Single single when single.source().column().equals(column) -> List.of(single.name());
                case ClaimRule.Group group -> group.members()
                        .entrySet()
                        .stream()
                        .filter(member -> member.getValue().column().equals(column))
                        .findFirst()
                        .map(member -> List.of(group.name(), member.getKey()))
                        .orElse(List.of());
                case ClaimRule.Single _ -> List.of();
            };
            if (!path.isEmpty()) {
                return label(path, language);
            }
        }
        return Optional.empty();
    }

    /** Whether cards of this type have such a claim: a name, or a group's name and a member of it. */
    public boolean hasClaim(List<String> path) {
        return claims.stream().anyMatch(claim -> switch (claim) {
            case ClaimRule.Single single -> path.equals(List.of(single.name()));
            case ClaimRule.Group group -> path.equals(List.of(group.name()))
                    || group.members().keySet().stream().anyMatch(name -> path.equals(List.of(group.name(), name)));
        });
    }

    /** What people call the claim at a path, by the type metadata. */
    public Optional<String> label(List<String> path, String language) {
        for (JsonNode claim : typeMetadata.path("claims")) {
            var names = new ArrayList<String>();
            claim.path("path").forEach(name -> names.add(name.asString("")));
            if (names.equals(path)) {
                for (JsonNode display : claim.path("display")) {
                    if (display.path("locale").asString("").equals(language)) {
                        return Optional.of(display.path("label").asString(""));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void requireWholeDays(CredentialType type, ObjectNode json) {
        if (!duration(type, json, "time_rounding").equals(Duration.ofDays(1))) {
            throw new IllegalArgumentException("time_rounding of " + type.name()
                    + " must be P1D: exact times would let verifiers link the copies of one person");
        }
    }

    private static Duration days(CredentialType type, ObjectNode json, String name) {
        Duration duration = duration(type, json, name);
        long days = duration.toDays();
        if (days < 1 || days > 366 || !duration.equals(Duration.ofDays(days))) {
            throw new IllegalArgumentException(name + " of " + type.name() + " must be P1D to P366D");
        }
        return duration;
    }

    private static Duration duration(CredentialType type, ObjectNode json, String name) {
        try {
            return Duration.parse(text(json, name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " of " + type.name() + " must be a duration such as P14D", e);
        }
    }

    private static ClaimRule claim(JsonNode json) {
        JsonNode path = json.path("path");
        if (!path.isArray() || path.size() != 1 || !path.get(0).isString()) {
            throw new IllegalArgumentException(
                    "a claim path in issuance.json is one name: what belongs together is a group");
        }
        String name = path.get(0).stringValue();
        boolean disclosable = json.path("disclosable").asBoolean(false);
        JsonNode members = json.get("members");
        if (members == null) {
            return new ClaimRule.Single(name, disclosable, column(json));
        }
        Map<String, ColumnRule> columns = new LinkedHashMap<>();
        members.forEach(member -> {
            if (columns.put(text(member, "name"), column(member)) != null) {
                throw new IllegalArgumentException("claim " + name + " has a member twice");
            }
        });
        return new ClaimRule.Group(name, disclosable, columns);
    }

    private static ColumnRule column(JsonNode json) {
        ValueForm form = switch (text(json, "type")) {
            case "string" -> ValueForm.STRING;
            case "boolean" -> ValueForm.BOOLEAN;
            case "date" -> ValueForm.DATE;
            case "integer" -> ValueForm.INTEGER;
            case "string_list" -> ValueForm.STRING_LIST;
            case "data_url" -> ValueForm.DATA_URL;
            default -> throw new IllegalArgumentException("column type " + text(json, "type") + " is not known");
        };
        return new ColumnRule(text(json, "column"), form, json.path("required").asBoolean(false));
    }

    private static String text(JsonNode json, String name) {
        JsonNode node = json.get(name);
        if (node == null || !node.isString() || node.stringValue().isEmpty()) {
            throw new IllegalArgumentException("issuance.json lacks " + name);
        }
        return node.stringValue();
    }
}
