package org.amana.issuer.credential;

import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.issuer.catalogue.ClaimRule;
import org.amana.issuer.catalogue.ColumnRule;
import org.amana.issuer.catalogue.IssuanceRules;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The claims of one person by the rules of one type.
 *
 * @param plain always visible
 * @param disclosable each member is one disclosure, a group as a whole
 */
public record CredentialClaims(ObjectNode plain, ObjectNode disclosable) {

    /**
     * Fills the claims from a register row. Empty columns leave their claim out.
     *
     * @throws IllegalStateException when the row lacks a required column or has a value of another form: the register let
     *         something in that its own rules refuse
     */
    public static CredentialClaims of(IssuanceRules type, Map<String, String> columns) {
        var claims = new CredentialClaims(StrictJson.object(), StrictJson.object());
        for (ClaimRule rule : type.claims()) {
            ObjectNode target = rule.isDisclosable() ? claims.disclosable : claims.plain;
            switch (rule) {
                case ClaimRule.Single(var name, var _, var source) ->
                    value(source, columns).ifPresent(value -> target.set(name, value));
                case ClaimRule.Group(var name, var _, var members) -> {
                    ObjectNode group = StrictJson.object();
                    members.forEach((member, source) -> value(source, columns)
                            .ifPresent(value -> group.set(member, value)));
                    if (!group.isEmpty()) {
                        target.set(name, group);
                    }
                }
            }
        }
        return claims;
    }

    /** All of them in one object, as they are released where the person consented to it. */
    public ObjectNode all() {
        ObjectNode all = plain.deepCopy();
        all.setAll(disclosable.deepCopy());
        return all;
    }

    private static Optional<JsonNode> value(ColumnRule source, Map<String, String> columns) {
        String text = columns.get(source.column());
        if (text == null) {
            if (source.isRequired()) {
                throw new IllegalStateException("the register row lacks " + source.column());
            }
            return Optional.empty();
        }
        return Optional.of(source.form()
                .parse(text)
                .orElseThrow(() -> new IllegalStateException(source.column() + " in the register has another form")));
    }
}
