package org.amana.verifier.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ISCO-08 occupation of one to four digits, written as the ESCO concept URI.
 *
 * <pre>
 * http://data.europa.eu/esco/isco/C7512   bakers, pastry-cooks and confectionery makers
 * http://data.europa.eu/esco/isco/C75     the sub-major group that holds them
 * </pre>
 *
 * @param digits the ISCO-08 code, 1 to 4 digits; a shorter code is a group that holds the longer ones
 */
public record OccupationCode(String digits) {

    private static final Pattern URI_FORM = Pattern.compile("https?://data\\.europa\\.eu/esco/isco/C([0-9]{1,4})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");

    public OccupationCode {
        if (!DIGITS.matcher(digits).matches()) {
            throw new IllegalArgumentException("an ISCO-08 code has one to four digits");
        }
    }

    /**
     * Reads an ESCO URI.
     *
     * @param uri the ESCO URI of an ISCO-08 concept
     * @throws IllegalArgumentException when it is not one
     */
    public static OccupationCode parse(String uri) {
        Matcher matcher = URI_FORM.matcher(uri);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "an occupation is an ESCO URI such as http://data.europa.eu/esco/isco/C7512");
        }
        return new OccupationCode(matcher.group(1));
    }

    public String uri() {
        return "http://data.europa.eu/esco/isco/C" + digits;
    }

    /** Whether this group is, or holds, the other: {@code 75} covers {@code 7512}, never the other way round. */
    public boolean covers(OccupationCode other) {
        return other.digits.startsWith(digits);
    }
}
