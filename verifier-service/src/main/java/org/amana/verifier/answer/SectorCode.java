package org.amana.verifier.answer;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A NACE Rev. 2.1 activity: section, division, group or class, with the letter of its section.
 *
 * <pre>
 * C        manufacturing (section)
 * C10      manufacture of food products (division)
 * C10.71   manufacture of bread and fresh pastry goods (class)
 * </pre>
 *
 * @param code one letter A to V, alone or followed by two digits and at most two more after a dot
 */
public record SectorCode(String code) {

    private static final Pattern FORM = Pattern.compile("[A-V]([0-9]{2}(\\.[0-9]{1,2})?)?");
    private static final Pattern WITHOUT_LETTER = Pattern.compile("[0-9]{2}(\\.[0-9]{1,2})?");

    /** Last division of each section, in order (Regulation (EU) 2023/137, Annex). */
    private static final List<Section> SECTIONS = List.of(new Section('A', 3), new Section('B', 9),
            new Section('C', 33), new Section('D', 35), new Section('E', 39), new Section('F', 43),
            new Section('G', 47), new Section('H', 53), new Section('I', 56), new Section('J', 60),
            new Section('K', 63), new Section('L', 66), new Section('M', 68), new Section('N', 75),
            new Section('O', 82), new Section('P', 84), new Section('Q', 85), new Section('R', 88),
            new Section('S', 93), new Section('T', 96), new Section('U', 98), new Section('V', 99));

    private record Section(char letter, int lastDivision) {}

    public SectorCode {
        if (!FORM.matcher(code).matches())
            throw new IllegalArgumentException("a sector is a NACE code such as C, C10 or C10.71");
    }

    /**
     * Reads what an employer or an issuer writes.
     *
     * @param text a NACE code with or without the letter of its section: {@code C10.71} or {@code 10.71}
     * @throws IllegalArgumentException when it is neither
     */
    public static SectorCode parse(String text) {
        if (!WITHOUT_LETTER.matcher(text).matches())
            return new SectorCode(text);
        int division = Integer.parseInt(text.substring(0, 2));
        return SECTIONS.stream()
                .filter(section -> division <= section.lastDivision())
                .findFirst()
                .map(section -> new SectorCode(section.letter() + text))
                .orElseThrow(() -> new IllegalArgumentException("no such NACE division"));
    }

    /** Whether this activity is, or holds, the other: {@code C} and {@code C10} cover {@code C10.71}. */
    public boolean covers(SectorCode other) {
        return other.code.startsWith(code);
    }
}
