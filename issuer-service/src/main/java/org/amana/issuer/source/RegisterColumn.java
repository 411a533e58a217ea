package org.amana.issuer.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.amana.issuer.catalogue.ColumnRule;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.catalogue.ValueForm;
import org.amana.schemas.Schemas;

/**
 * One column of the register's CSV. The file is UTF-8 with one header row; separator {@code ,} or {@code ;}, quotes
 * {@code "}; the order of columns is free. Identity columns are the same for every authority; the others are those that
 * the {@code issuance.json} of the authority's types names, in these forms: yes/no as {@code yes}, {@code no}
 * ({@code true}, {@code false}), dates as {@code 2027-05-20}, lists with {@code |} between values, portraits as data URL,
 * an empty cell for "not given".
 *
 * <pre>
 * register_number,given_name,family_name,birth_date,may_work,work_from,work_until,extended_until_decision,sectors,…
 * L-0001,Amina,Haddad,1991-04,yes,2026-01-15,2027-05-20,no,G47|I56,…
 * </pre>
 *
 * @param header lower-case name in the header row
 * @param isIdentity kept for finding the person; not part of any type's claims by itself
 */
public record RegisterColumn(String header, ValueForm form, boolean isIdentity) {
    /** The office's own number of the case; required, unique, never shown to others. */
    public static final RegisterColumn REGISTER_NUMBER = identity("register_number");
    /** At least one of given and family name is required: many people have only one name. */
    public static final RegisterColumn GIVEN_NAME = identity("given_name");
    public static final RegisterColumn FAMILY_NAME = identity("family_name");
    /** {@code 1991}, {@code 1991-04} or {@code 1991-04-23}: parts may be unknown. For finding people only. */
    public static final RegisterColumn BIRTH_DATE = identity("birth_date");
    /**
     * Of a person under age: the reference of their guardianship, as the court gave it, 22 to 64 characters of base64url.
     * For telling whose word counts beside theirs; part of a claim only where a type names this column.
     */
    public static final RegisterColumn GUARDIAN_REFERENCE = identity("guardian_reference");
    /** The columns every register has. */
    public static final List<RegisterColumn> IDENTITY = List.of(REGISTER_NUMBER, GIVEN_NAME, FAMILY_NAME, BIRTH_DATE,
            GUARDIAN_REFERENCE);

    /** The columns of a register that feeds these types: identity first, then in the order of the types. */
    public static List<RegisterColumn> of(Collection<IssuanceRules> types) {
        Set<String> headers = new LinkedHashSet<>();
        var columns = new ArrayList<RegisterColumn>();
        IDENTITY.forEach(column -> {
            headers.add(column.header());
            columns.add(column);
        });
        for (IssuanceRules type : types) {
            for (ColumnRule rule : type.columns()) {
                if (headers.add(rule.column())) {
                    columns.add(new RegisterColumn(rule.column(), rule.form(), false));
                }
            }
        }
        return List.copyOf(columns);
    }

    /** The columns of a register that feeds every published type; what the demo register is made from. */
    public static List<RegisterColumn> all() {
        return of(Schemas.types().stream().map(IssuanceRules::of).toList());
    }

    private static RegisterColumn identity(String header) {
        return new RegisterColumn(header, ValueForm.STRING, true);
    }
}
