package org.amana.issuer.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amana.issuer.catalogue.ClaimRule;
import org.amana.issuer.catalogue.ClaimSchema;
import org.amana.issuer.catalogue.ColumnRule;
import org.amana.issuer.catalogue.IssuanceRules;
import tools.jackson.databind.JsonNode;

/** Checks the rows of one file, in order, by the rules of the types the register feeds. Not safe for threads. */
final class RowCheck {
    private final Collection<IssuanceRules> types;
    private final Set<String> seenNumbers = new HashSet<>();

    RowCheck(Collection<IssuanceRules> types) {
        this.types = types;
    }

    /** Everything that is wrong with the row; empty when it can be imported. */
    List<RowError> check(RegisterRow row) {
        var errors = new ArrayList<RowError>();
        checkIdentity(row, errors);
        for (IssuanceRules type : types) {
            boolean applies = !row.cell(type.issuedWhenPresent()).isEmpty();
            for (ClaimRule claim : type.claims()) {
                switch (claim) {
                    case ClaimRule.Single single ->
                        checkCell(row, single.source(), schema(type, single.name()), applies, errors);
                    case ClaimRule.Group group -> group.members()
                            .forEach((name, source) -> checkCell(row, source,
                                    schema(type, group.name()).path("properties").path(name), applies, errors));
                }
            }
        }
        return errors.stream().distinct().toList();
    }

    private void checkIdentity(RegisterRow row, List<RowError> errors) {
        String number = row.cell("register_number");
        if (number.isEmpty()) {
            errors.add(new RowError(row.number(), "register_number", "The register number is missing."));
        } else if (!number.matches("[A-Za-z0-9/._-]{1,40}")) {
            errors.add(new RowError(row.number(), "register_number",
                    "The register number may have letters without accents, digits and / . _ - only, at most 40."));
        } else if (!seenNumbers.add(number)) {
            errors.add(new RowError(row.number(), "register_number",
                    "This register number stands in an earlier row of the same file."));
        }
        if (row.cell("given_name").isEmpty() && row.cell("family_name").isEmpty()) {
            errors.add(new RowError(row.number(), "family_name", "A given name or a family name is needed."));
        }
        String birthDate = row.cell("birth_date");
        if (!birthDate.isEmpty() && !isPartialDate(birthDate)) {
            errors.add(new RowError(row.number(), "birth_date",
                    "'" + shortened(birthDate) + "' is not a date; write 1991, 1991-04 or 1991-04-23."));
        }
        String reference = row.cell(RegisterColumn.GUARDIAN_REFERENCE.header());
        if (!reference.isEmpty() && !reference.matches("[A-Za-z0-9_-]{22,64}")) {
            errors.add(new RowError(row.number(), RegisterColumn.GUARDIAN_REFERENCE.header(),
                    "The guardian reference is copied from the court: 22 to 64 letters, digits, - and _."));
        }
    }

    private static void checkCell(RegisterRow row, ColumnRule rule, JsonNode schema, boolean applies,
                                  List<RowError> errors) {
        String text = row.cell(rule.column());
        if (text.isEmpty()) {
            if (applies && rule.isRequired()) {
                errors.add(new RowError(row.number(), rule.column(),
                        "A value is missing; write " + rule.form().expected() + "."));
            }
            return;
        }
        Optional<JsonNode> value = rule.form().parse(text);
        if (value.isEmpty()) {
            errors.add(new RowError(row.number(), rule.column(),
                    "'" + shortened(text) + "' cannot be read; write " + rule.form().expected() + "."));
            return;
        }
        ClaimSchema.check(schema, value.get())
                .ifPresent(wrong -> errors.add(new RowError(row.number(), rule.column(),
                        "'" + shortened(text) + "' " + wrong + ".")));
    }

    private static JsonNode schema(IssuanceRules type, String claim) {
        return type.claimsSchema().path("properties").path(claim);
    }

    private static boolean isPartialDate(String text) {
        String whole = text.length() == 4 ? text + "-01-01" : text.length() == 7 ? text + "-01" : text;
        try {
            int year = java.time.LocalDate.parse(whole).getYear();
            return year >= 1880 && year <= 2200;
        } catch (java.time.format.DateTimeParseException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 37) + "…" : text;
    }
}
