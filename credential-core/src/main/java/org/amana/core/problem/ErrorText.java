package org.amana.core.problem;

/**
 * Text of an error as it may be shown: characters %x20-21 / %x23-5B / %x5D-7E (RFC 6749 section
 * 5.2, OID4VCI 1.0 section 8.3.1.2), at most 300 of them. Stops quoted foreign input from breaking
 * out of a header, a JSON string or a log line.
 */
public final class ErrorText {
    /** Longest text that is shown, in characters. */
    public static final int MAX_LENGTH = 300;

    private ErrorText() {}

    /** Every forbidden character becomes {@code ?}; a longer text ends in {@code ...}. */
    public static String of(String text) {
        boolean tooLong = text.length() > MAX_LENGTH;
        var shown = new StringBuilder(tooLong ? text.substring(0, MAX_LENGTH - 3) : text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
                shown.setCharAt(i, c == '"' ? '\'' : '?');
            }
        }
        return tooLong ? shown.append("...").toString() : shown.toString();
    }

    /** Foreign text for use inside a detail: at most 60 characters, in single quotes. */
    public static String quote(String foreign) {
        return "'" + of(foreign.length() > 60 ? foreign.substring(0, 57) + "..." : foreign) + "'";
    }
}
