package org.amana.schemas;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * The columns are divided by tabs. {@code form} is what a code looks like in a claim; its group is the notation. The code
 * of a group begins the codes it holds.
 */
public final class CodeList {
    private static final String FALLBACK = "en";

    private final Pattern form;
    private final Map<String, Map<String, String>> words;

    private CodeList(Pattern form, Map<String, Map<String, String>> words) {
        this.form = form;
        this.words = words;
    }

    /** @throws IllegalArgumentException when the text is no such list */
    static CodeList parse(String text) {
        List<String[]> rows = text.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).toList();
        if (rows.size() < 2 || rows.getFirst().length != 2 || !rows.getFirst()[0].equals("form")
                || !rows.get(1)[0].equals("code"))
            throw new IllegalArgumentException("a code list begins with its form and the names of its columns");
        String[] columns = rows.get(1);
        Map<String, Map<String, String>> words = new HashMap<>();
        for (String[] row : rows.subList(2, rows.size())) {
            Map<String, String> byLanguage = new HashMap<>();
            for (int i = 1; i < columns.length && i < row.length; i++)
                byLanguage.put(columns[i], row[i]);
            if (row.length != columns.length || words.put(row[0], Map.copyOf(byLanguage)) != null)
                throw new IllegalArgumentException("the code " + row[0] + " stands once, with every language");
        }
        return new CodeList(Pattern.compile(rows.getFirst()[1]), Map.copyOf(words));
    }

    /**
     * The code in that language, or in English where the list lacks the language.
     *
     * @param code as it stands in a claim, such as {@code C10.71} or {@code http://data.europa.eu/esco/isco/C7512}
     * @return empty when it does not look like a code of this list or no group holds it
     */
    public Optional<CodeName> name(String code, String language) {
        Matcher matcher = form.matcher(code);
        if (!matcher.matches())
            return Optional.empty();
        String notation = Objects.requireNonNull(matcher.group(1));
        for (int length = notation.length(); length > 0; length--) {
            Map<String, String> known = words.get(notation.substring(0, length));
            if (known != null) {
                String inEnglish = Objects.requireNonNull(known.get(FALLBACK));
                return Optional.of(new CodeName(known.getOrDefault(language, inEnglish), notation));
            }
        }
        return Optional.empty();
    }
}
