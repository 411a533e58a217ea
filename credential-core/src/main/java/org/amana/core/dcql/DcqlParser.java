package org.amana.core.dcql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.core.dcql.DcqlProblem.ClaimSetsWithoutClaims;
import org.amana.core.dcql.DcqlProblem.DuplicateId;
import org.amana.core.dcql.DcqlProblem.InvalidClaimsPath;
import org.amana.core.dcql.DcqlProblem.InvalidId;
import org.amana.core.dcql.DcqlProblem.InvalidMember;
import org.amana.core.dcql.DcqlProblem.TooLarge;
import org.amana.core.dcql.DcqlProblem.UnknownId;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.ClaimPath.Name;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads DCQL in the order of the specification's tables. */
final class DcqlParser {
    /** Entries of one array. A query is evaluated against every credential held, so its size is work for us. */
    static final int MAX_ENTRIES = 100;

    private DcqlParser() {}

    static DcqlQuery query(ObjectNode query) {
        // credentials
        List<CredentialQuery> credentials = objects(query, "credentials", DcqlParser::credential)
                .orElseThrow(() -> invalid("credentials is required"));
        var ids = new HashSet<String>();
        for (CredentialQuery credential : credentials) {
            if (!ids.add(credential.id())) {
                throw new ProblemException(new DuplicateId("credential id " + credential.id() + " stands twice"));
            }
        }
        // credential_sets
        List<CredentialSetQuery> sets = objects(query, "credential_sets", DcqlParser::credentialSet).orElse(List.of());
        sets.forEach(set -> set.options().forEach(option -> option.forEach(id -> requireKnown(ids.contains(id), id))));
        return new DcqlQuery(credentials, sets);
    }

    private static CredentialQuery credential(ObjectNode query) {
        // id
        String id = identifier(query).orElseThrow(() -> invalid("id of a credential query is required"));
        // format
        String format = string(query, "format").orElseThrow(() -> invalid("format is required"));
        // multiple
        boolean multiple = bool(query, "multiple", false);
        // meta
        if (!(query.get("meta") instanceof ObjectNode meta)) {
            throw invalid("meta is required and is an object");
        }
        requireMeta(format, meta);
        // trusted_authorities
        List<TrustedAuthoritiesQuery> authorities = objects(query, "trusted_authorities",
                DcqlParser::trustedAuthorities).orElse(List.of());
        // require_cryptographic_holder_binding
        boolean bound = bool(query, "require_cryptographic_holder_binding", true);
        // claims
        Optional<List<ClaimsQuery>> claims = objects(query, "claims", claim -> claim(claim, format));
        var claimIds = new HashSet<String>();
        claims.stream().flatMap(List::stream).flatMap(claim -> claim.id().stream()).forEach(claimId -> {
            if (!claimIds.add(claimId)) {
                throw new ProblemException(new DuplicateId("claim id " + claimId + " stands twice"));
            }
        });
        // claim_sets
        List<List<String>> claimSets = List.of();
        if (query.has("claim_sets")) {
            if (claims.isEmpty()) {
                throw new ProblemException(new ClaimSetsWithoutClaims());
            }
            if (claims.get().stream().anyMatch(claim -> claim.id().isEmpty())) {
                throw invalid("every claim needs an id when claim_sets is present");
            }
            claimSets = lists(query, "claim_sets");
            claimSets.forEach(set -> set.forEach(claimId -> requireKnown(claimIds.contains(claimId), claimId)));
        }
        return new CredentialQuery(id, format, multiple, meta, authorities, bound,
                withoutRepeats(claims.orElse(List.of())),
                claimSets);
    }

    /** "Wallets SHOULD ignore such duplicate claim queries": the same claim without an id of its own. */
    private static List<ClaimsQuery> withoutRepeats(List<ClaimsQuery> claims) {
        return claims.stream().distinct().collect(Collectors.toList());
    }

    private static void requireMeta(String format, ObjectNode meta) {
        if (format.equals(CredentialQuery.SD_JWT_VC) && strings(meta, "vct_values").isEmpty()) {
            throw invalid("meta.vct_values is required for " + format);
        }
        if (format.equals("mso_mdoc") && string(meta, "doctype_value").isEmpty()) {
            throw invalid("meta.doctype_value is required for " + format);
        }
    }

    private static TrustedAuthoritiesQuery trustedAuthorities(ObjectNode authority) {
        return new TrustedAuthoritiesQuery(
                string(authority, "type").orElseThrow(() -> invalid("type of trusted_authorities is required")),
                strings(authority, "values").orElseThrow(() -> invalid("values of trusted_authorities is required")));
    }

    private static CredentialSetQuery credentialSet(ObjectNode set) {
        return new CredentialSetQuery(lists(set, "options"), bool(set, "required", true));
    }

    private static ClaimsQuery claim(ObjectNode claim, String format) {
        // id
        Optional<String> id = identifier(claim);
        // path
        JsonNode path = claim.get("path");
        if (path == null) {
            throw invalid("path of a claim is required");
        }
        ClaimPath pointer = ClaimPath.parse(path)
                .orElseThrow(() -> new ProblemException(new InvalidClaimsPath(
                        "a claims path is a non-empty array of strings, nulls and non-negative integers")));
        if (format.equals("mso_mdoc") && !(pointer.components().size() == 2
                && pointer.components().stream().allMatch(Name.class::isInstance))) {
            throw new ProblemException(new InvalidClaimsPath("a claims path into an mdoc has exactly two strings"));
        }
        // values
        List<JsonNode> values = array(claim, "values").orElse(List.of());
        if (!values.stream().allMatch(value -> value.isString() || value.isBoolean() || value.isIntegralNumber())) {
            throw invalid("values are strings, integers or booleans");
        }
        return new ClaimsQuery(id, pointer, values);
    }

    private static Optional<String> identifier(ObjectNode node) {
        Optional<String> id = string(node, "id");
        id.filter(value -> !value.matches("[A-Za-z0-9_-]{1,128}")).ifPresent(value -> {
            throw new ProblemException(new InvalidId(
                    "an id is letters, digits, _ and -, but was " + ErrorText.quote(value)));
        });
        return id;
    }

    private static void requireKnown(boolean known, String id) {
        if (!known) {
            throw new ProblemException(new UnknownId("no query has the id " + ErrorText.quote(id)));
        }
    }

    private static List<List<String>> lists(ObjectNode node, String name) {
        List<JsonNode> options = array(node, name).orElseThrow(() -> invalid(name + " is required"));
        var lists = new ArrayList<List<String>>();
        for (JsonNode option : options) {
            lists.add(strings(option, name));
        }
        return lists;
    }

    private static Optional<List<String>> strings(ObjectNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(value -> strings(value, name));
    }

    private static List<String> strings(JsonNode value, String name) {
        List<JsonNode> entries = entries(value, name);
        if (!entries.stream().allMatch(JsonNode::isString)) {
            throw invalid(name + " holds strings");
        }
        return entries.stream().map(JsonNode::stringValue).toList();
    }

    private static <T> Optional<List<T>> objects(ObjectNode node, String name, Function<ObjectNode, T> read) {
        return array(node, name).map(entries -> entries.stream().map(entry -> {
            if (entry instanceof ObjectNode object) {
                return read.apply(object);
            }
            throw invalid(name + " holds objects");
        }).toList());
    }

    private static Optional<List<JsonNode>> array(ObjectNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(value -> entries(value, name));
    }

    private static List<JsonNode> entries(JsonNode value, String name) {
        if (!value.isArray() || value.isEmpty()) {
            throw invalid(name + " is a non-empty array");
        }
        if (value.size() > MAX_ENTRIES) {
            throw new ProblemException(new TooLarge(name + " has more than " + MAX_ENTRIES + " entries"));
        }
        return value.valueStream().toList();
    }

    private static Optional<String> string(ObjectNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw invalid(name + " is a non-empty string");
        }
        return Optional.of(value.stringValue());
    }

    private static boolean bool(ObjectNode node, String name, boolean absent) {
        JsonNode value = node.get(name);
        if (value == null) {
            return absent;
        }
        if (!value.isBoolean()) {
            throw invalid(name + " is a boolean");
        }
        return value.booleanValue();
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new InvalidMember(detail));
    }
}
