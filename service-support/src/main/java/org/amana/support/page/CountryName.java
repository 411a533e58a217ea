package org.amana.support.page;

import com.ibm.icu.util.ULocale;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of countries in the reader's language. ISO 3166-1 leaves AA, QM to QZ, XA to XZ and ZZ to its users: they are
 * nobody's country, and invented organisations carry them. ICU has names of its own for some ({@code XA} is its locale for
 * testing, {@code QO} outlying Oceania), which would stand on a page as the name of a country. {@code XK} alone is named:
 * the European Union's own lists and passports write Kosovo so.
 */
public final class CountryName {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    private static final Pattern USER_ASSIGNED = Pattern.compile("AA|Q[M-Z]|X[A-JL-Z]|ZZ");

    private CountryName() {}

    /**
     * The name, such as {@code Spain}; a user-assigned code, and what is no code, stays as it is.
     *
     * @param code ISO 3166-1 alpha-2
     */
    public static String of(String code, Locale language) {
        return !CODE.matcher(code).matches() || USER_ASSIGNED.matcher(code).matches()
                ? IsolatedText.of(code)
                : ULocale.getDisplayCountry("und_" + code, ULocale.forLocale(language));
    }
}
