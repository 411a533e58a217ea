package org.amana.support.page;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Locale;

/**
 * Dates, numbers and foreign names as text that keeps its own direction inside a sentence of the other direction.
 *
 * <p>Each text stands between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE, which is what the element
 * {@code bdi} means (Unicode Annex 9), but also works inside attributes and message arguments. Without it
 * {@code 2027-05-20} reads as {@code 20-05-2027} in an Arabic sentence. Dates are Gregorian with Latin digits, as on the
 * card.
 */
public final class IsolatedText {
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final long SHORTEST_GROUPED = 10_000;
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private IsolatedText() {}

    /** Foreign text such as a name or document number. */
    public static String of(String text) {
        return FIRST_STRONG_ISOLATE + text + POP_DIRECTIONAL_ISOLATE;
    }

    /** A day, such as {@code 20 May 2027}. */
    public static String date(LocalDate day, Locale locale) {
        return format(Date.from(day.atStartOfDay(ZoneOffset.UTC).toInstant()), locale, DateFormat.NONE);
    }

    /** A moment in UTC, such as {@code 20 May 2027, 14:05 UTC}. */
    public static String moment(Instant moment, Locale locale) {
        return format(Date.from(moment), locale, DateFormat.SHORT);
    }

    /** A whole number in Latin digits, grouped from five digits on: 2,011 would be no year. */
    public static String number(long number, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(latinDigits(locale));
        format.setGroupingUsed(Math.abs(number) >= SHORTEST_GROUPED);
        return of(format.format(number));
    }

    private static String format(Date date, Locale locale, int timeStyle) {
        ULocale latin = latinDigits(locale);
        var calendar = new GregorianCalendar(TimeZone.GMT_ZONE, latin);
        DateFormat format = timeStyle == DateFormat.NONE
                ? DateFormat.getDateInstance(calendar, DateFormat.LONG, latin)
                : DateFormat.getDateTimeInstance(calendar, DateFormat.LONG, timeStyle, latin);
        format.setTimeZone(TimeZone.GMT_ZONE);
        return of(format.format(date) + (timeStyle == DateFormat.NONE ? "" : " UTC"));
    }

    /** The formatting locale behind all of these. English without a country would write May 20, 2027 and 2:05 PM, which half of Europe misreads. */
    public static ULocale latinDigits(Locale locale) {
        ULocale base = locale.equals(Locale.ENGLISH) ? ULocale.UK : ULocale.forLocale(locale);
        return base.setKeywordValue("numbers", "latn").setKeywordValue("calendar", "gregorian");
    }
}
