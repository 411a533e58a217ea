package org.amana.node.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The rows of labour and recognition office: the same people at every first start, with dates around today. Number 1 of each is the
 * person of the story, who may work without limits and whose diploma is recognised.
 */
final class DemoRows {
    static final int PEOPLE = 500;
    private static final int WITH_QUALIFICATION = 140;
    private static final long SEED = 20_261_122L;
    private static final List<String> SECTORS = List.of("C10", "F41", "G47", "H49", "I56", "O81", "R87", "A01");
    private static final List<String> OCCUPATIONS = List.of("C7512", "C5120", "C9112", "C7112", "C5321", "C8332");
    private static final List<Qualification> QUALIFICATIONS = List.of(
            new Qualification("Bachelor of Nursing", 6, "0913", true),
            new Qualification("Diploma in Electrical Installation", 4, "0713", true),
            new Qualification("Master of Civil Engineering", 7, "0732", false),
            new Qualification("Bachelor of Education", 6, "0113", true),
            new Qualification("Bachelor of Computer Science", 6, "0613", false),
            new Qualification("Certificate in Baking and Pastry", 3, "0721", false));
    private final LocalDate today;

    DemoRows(LocalDate today) {
        this.today = today;
    }

    /** CSV of the labour office, header first. */
    String labourOffice() {
        RandomGenerator random = new SplittableRandom(SEED);
        var rows = new ArrayList<Map<String, String>>();
        for (int number = 1; number <= PEOPLE; number++) {
            rows.add(person("L", number, random, workPermission(number, random)));
        }
        return csv(rows);
    }

    /** CSV of the recognition office: the first people of the same series. */
    String recognitionOffice() {
        RandomGenerator names = new SplittableRandom(SEED);
        RandomGenerator random = new SplittableRandom(SEED + 1);
        var rows = new ArrayList<Map<String, String>>();
        for (int number = 1; number <= WITH_QUALIFICATION; number++) {
            Map<String, String> row = person("R", number, names, workPermission(number, names));
            row.keySet().retainAll(List.of("register_number", "given_name", "family_name", "birth_date"));
            row.putAll(qualification(number, random));
            rows.add(row);
        }
        return csv(rows);
    }

    private Map<String, String> person(String office, int number, RandomGenerator random, Map<String, String> rest) {
        var row = new LinkedHashMap<String, String>();
        InventedNames.Name name = InventedNames.pick(random);
        row.put("register_number", "%s-%04d".formatted(office, number));
        row.put("given_name", number == 1 ? "Selam" : name.given());
        row.put("family_name", number == 1 ? "Tekle" : name.family());
        LocalDate birth = LocalDate.of(1960 + random.nextInt(46), 1 + random.nextInt(12), 1 + random.nextInt(28));
        row.put("birth_date", switch (random.nextInt(10)) {
            case 0 -> Integer.toString(birth.getYear());
            case 1 -> birth.toString().substring(0, 7);
            default -> birth.toString();
        });
        row.put("document_number", "LO-%05d-%c".formatted(10_000 + random.nextInt(90_000), 'A' + random.nextInt(26)));
        row.put("portrait", Portrait.draw(random));
        row.putAll(rest);
        return row;
    }

    private Map<String, String> workPermission(int number, RandomGenerator random) {
        boolean story = number == 1;
        boolean limited = random.nextInt(10) < 7;
        var row = new LinkedHashMap<String, String>();
        row.put("may_work", story || random.nextInt(12) > 0 ? "yes" : "no");
        row.put("work_from", today.minusDays(20L + random.nextInt(500)).toString());
        String until = today.plusDays(15L + random.nextInt(500)).toString();
        row.put("work_until", limited && !story ? until : "");
        row.put("extended_until_decision", !story && random.nextInt(8) == 0 ? "yes" : "no");
        row.put("sectors", choice(story, random, 5, SECTORS, ""));
        row.put("occupations", choice(story, random, 8, OCCUPATIONS, "http://data.europa.eu/esco/isco/"));
        row.put("max_hours_per_week", !story && random.nextInt(5) == 0 ? "20" : "");
        row.put("bound_to_employer", !story && random.nextInt(15) == 0 ? "Harbour Bakery" : "");
        return row;
    }

    private static String choice(boolean story, RandomGenerator random, int oneIn, List<String> words, String prefix) {
        String one = prefix + words.get(random.nextInt(words.size()));
        String other = prefix + words.get(random.nextInt(words.size()));
        boolean none = random.nextInt(oneIn) != 0 || story;
        return none ? "" : one.equals(other) ? one : one + "|" + other;
    }

    private Map<String, String> qualification(int number, RandomGenerator random) {
        Qualification chosen = QUALIFICATIONS.get(number == 1 ? 0 : random.nextInt(QUALIFICATIONS.size()));
        var row = new LinkedHashMap<String, String>();
        row.put("qualification_title", chosen.title());
        row.put("eqf_level", Integer.toString(chosen.eqfLevel()));
        row.put("qualification_field", chosen.field());
        row.put("qualification_decision", number == 1 ? "recognised" : switch (random.nextInt(6)) {
            case 0 -> "not_recognised";
            case 1, 2 -> "partially_recognised";
            default -> "recognised";
        });
        row.put("regulated_profession", chosen.regulated() ? "yes" : "no");
        row.put("grades", random.nextInt(3) == 0 ? "" : "%d / 100".formatted(55 + random.nextInt(45)));
        row.put("institution", "Invented Coast University");
        row.put("qualification_year", Integer.toString(today.getYear() - 3 - random.nextInt(20)));
        row.put("qualification_country", "XZ");
        return row;
    }

    static String csv(List<Map<String, String>> rows) {
        return String.join(",", rows.getFirst().keySet()) + "\n" + rows.stream()
                .map(row -> row.values().stream().map(DemoRows::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n")) + "\n";
    }

    private static String cell(String text) {
        return text.matches("[^\",;\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private record Qualification(String title, int eqfLevel, String field, boolean regulated) {}
}
