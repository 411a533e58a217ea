package org.amana.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Codes of a classification in plain words, by language. A claim of a type follows a list when its schema says so
 * ({@code "codeList": "nace-2.1"}). A list holds the top groups and the codes in use, not the whole classification:
 *
 * <pre>
 * # comment
 * form   ([A-V](?:[0-9]{2}(?:\.[0-9]{1,2})?)?)
 * code   en               ar
 * C      Manufacturing    …
 * C10    Food production  …
 * </pre>
 *
 * The columns are divided by tabs. {@code form} is what a code looks like in a claim; its group is the notation, and a form
 * without a group is of codes that only programs write. The code of a group begins the codes it holds. A row
 * {@code letters}, such as {@code A03 B09 C33}, may follow the form: the letter of codes that come without theirs, with
 * the highest first two digits it goes before.
 */
public final class CodeList {
    private static final String FALLBACK = "en";

    private static final Pattern LETTER = Pattern.compile("[A-Z][0-9]{2}");
    private static final Pattern LETTERS = Pattern.compile("[A-Z][0-9]{2}( [A-Z][0-9]{2})*");

    private final Pattern form;
    private final List<String> letters;
    private final Map<String, Map<String, String>> words;
    private final List<String> codes;

    private CodeList(Pattern form, List<String> letters, Map<String, Map<String, String>> words, List<String> codes) {
        this.codes = codes;
        this.form = form;
        this.letters = letters;
        this.words = words;
    }

    /** @throws IllegalArgumentException when the text is no such list */
    static CodeList parse(String text) {
        List<String[]> rows = text.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).toList();
        int head = rows.size() > 1 && rows.get(1)[0].equals("letters") ? 2 : 1;
        if (rows.size() <= head || rows.getFirst().length != 2 || !rows.getFirst()[0].equals("form")
                || !rows.get(head)[0].equals("code"))
            throw new IllegalArgumentException("a code list begins with its form and the names of its columns");
        String[] columns = rows.get(head);
        Map<String, Map<String, String>> words = new HashMap<>();
        for (String[] row : rows.subList(head + 1, rows.size())) {
            Map<String, String> byLanguage = new HashMap<>();
            for (int i = 1; i < columns.length && i < row.length; i++)
                byLanguage.put(columns[i], row[i]);
            if (row.length != columns.length || words.put(row[0], Map.copyOf(byLanguage)) != null)
                throw new IllegalArgumentException("the code " + row[0] + " stands once, with every language");
        }
        return new CodeList(Pattern.compile(rows.getFirst()[1]), head == 2 ? letters(rows.get(1)) : List.of(),
                Map.copyOf(words), rows.stream().skip(head + 1L).map(row -> row[0]).toList());
    }

    private static List<String> letters(String[] row) {
        if (row.length != 2 || !LETTERS.matcher(row[1]).matches())
            throw new IllegalArgumentException("letters stand as A03 B09");
        return LETTER.matcher(row[1]).results().map(MatchResult::group).toList();
    }

    /**
     * The code in that language, or in English where the list lacks the language.
     *
     * @param code as it stands in a claim, such as {@code C10.71}, {@code 10.71} or
     *     {@code http://data.europa.eu/esco/isco/C7512}
     * @return empty when it does not look like a code of this list or no group holds it
     */
    public Optional<CodeName> name(String code, String language) {
        Matcher matcher = form.matcher(code);
        if (!matcher.matches())
            return Optional.empty();
        boolean isWritten = matcher.groupCount() > 0;
        String notation = isWritten ? withLetter(Objects.requireNonNull(matcher.group(1))) : code;
        for (int length = notation.length(); length > 0; length--) {
            Map<String, String> known = words.get(notation.substring(0, length));
            if (known != null) {
                String inEnglish = Objects.requireNonNull(known.get(FALLBACK));
                return Optional.of(
                        new CodeName(known.getOrDefault(language, inEnglish), isWritten ? notation : ""));
            }
        }
        return Optional.empty();
    }

    /** Every code that has words of its own, in the order of the list, without what its form puts around it. */
    public List<String> codes() {
        return codes;
    }

    private String withLetter(String notation) {
        if (letters.isEmpty() || !Character.isDigit(notation.charAt(0)))
            return notation;
        String division = notation.substring(0, 2);
        return letters.stream()
                .filter(last -> division.compareTo(last.substring(1)) <= 0)
                .findFirst()
                .map(last -> last.charAt(0) + notation)
                .orElse(notation);
    }
}
