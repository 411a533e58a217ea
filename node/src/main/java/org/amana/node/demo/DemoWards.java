package org.amana.node.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of the asylum authority and of the juvenile court: a few children and young people without their parents, and
 * who decides for them. Number 1 of each belong together: a girl of 17, who is 18 in a hundred days, and her guardian.
 */
final class DemoWards {
    private static final String FIRST = "invented-guardianship-0001";
    private static final String THIRD = "invented-guardianship-0003";
    private final LocalDate today;

    DemoWards(LocalDate today) {
        this.today = today;
    }

    /** CSV of the asylum authority, header first. */
    String asylumAuthority() {
        LocalDate birthDate = today.minusYears(18).plusDays(100);
        return DemoRows.csv(List.of(
                child(1, "Yara", "Mensah", birthDate.toString(), FIRST, true, 17, "documents", false),
                child(2, "Taras", "Kravets", today.minusYears(16).toString(), "", true, 15, "interview", false),
                child(3, "Emre", "Kaya", Integer.toString(today.getYear() - 18), THIRD, true, 16, "multidisciplinary",
                        true),
                child(4, "Linh", "Tran", today.minusYears(20).toString(), "", false, 19, "documents", false)));
    }

    /** CSV of the juvenile court: the guardians of numbers 1 and 3, the latter for other matters than data. */
    String juvenileCourt() {
        return DemoRows.csv(List.of(
                guardian(1, "Rosa", "Quispe", "personal_data|education", FIRST, "Yara Mensah", ""),
                guardian(2, "Ilir", "Hoxha", "health|residence", THIRD, "Emre Kaya", "Harbour Guardians")));
    }

    private Map<String, String> child(int number, String given, String family, String birthDate, String reference,
                                      boolean isMinor, int lowestAge, String method, boolean isAppealOpen) {
        Map<String, String> row = person("A", number, given, family);
        row.put("birth_date", birthDate);
        row.put("guardian_reference", reference);
        row.put("is_minor", isMinor ? "yes" : "no");
        row.put("lowest_age", Integer.toString(lowestAge));
        row.put("age_confidence", "95");
        row.put("age_method", method);
        row.put("age_assessed_on", today.minusDays(60).toString());
        row.put("age_appeal_open", isAppealOpen ? "yes" : "no");
        return row;
    }

    private Map<String, String> guardian(int number, String given, String family, String scope, String reference,
                                         String child, String organisation) {
        Map<String, String> row = person("G", number, given, family);
        row.put("birth_date", Integer.toString(today.getYear() - 40));
        row.put("guardian_scope", scope);
        row.put("guardian_until", today.plusDays(200).toString());
        row.put("guardian_provisional", organisation.isEmpty() ? "no" : "yes");
        row.put("guardian_organisation", organisation);
        row.put("ward_reference", reference);
        row.put("ward_name", child);
        row.put("guardian_court", "Juvenile Court");
        row.put("guardian_case", "%d/%d".formatted(today.getYear(), 100 + number));
        return row;
    }

    private static Map<String, String> person(String office, int number, String given, String family) {
        var row = new LinkedHashMap<String, String>();
        row.put("register_number", "%s-%04d".formatted(office, number));
        row.put("given_name", given);
        row.put("family_name", family);
        return row;
    }
}
