package org.amana.core.vp;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.amana.core.problem.ProblemException;

/**
 * What is said aloud, or stands on paper, in the place of a request's QR code: eleven digits and a check digit, read in
 * four groups. Digits are on every keyboard and have a word in every language; there is no letter to mistake.
 *
 * <pre>
 * 000 000 005 724
 * </pre>
 *
 * The last digit is that of H. M. Damm (Total anti-symmetrische Quasigruppen, Marburg 2004): any one wrong digit, and any
 * two neighbours that changed places, are noticed where they are typed.
 *
 * @param digits the twelve digits 0 to 9
 */
public record RequestCode(String digits) {
    /** Digits, the last one included. */
    public static final int LENGTH = 12;
    /** What may be typed, before anything is made of it. */
    public static final int MAX_TYPED = 100;
    private static final int GROUP = 3;
    private static final BigInteger COUNT = BigInteger.TEN.pow(LENGTH - 1);
    private static final Pattern FORM = Pattern.compile("[0-9]{" + LENGTH + "}");
    private static final int[][] DAMM = {
            {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
            {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
            {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
            {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
            {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
            {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
            {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
            {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
            {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
            {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};

    public RequestCode {
        if (!FORM.matcher(digits).matches() || check(digits) != 0) {
            throw new IllegalArgumentException("a code has " + LENGTH + " digits, the last one their check");
        }
    }

    /**
     * A code from bytes that nobody can foresee.
     *
     * @param secret 16 bytes or more, read as a number; one code is as likely as another to within 1 in 10^27
     */
    public static RequestCode of(byte[] secret) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("a code is made of 16 bytes or more");
        }
        String drawn = new BigInteger(1, secret).mod(COUNT).toString();
        String padded = "0".repeat(LENGTH - 1 - drawn.length()) + drawn;
        return new RequestCode(padded + check(padded));
    }

    /**
     * Reads what a person typed: digits of any script (Arabic-Indic, Persian, Bengali, …); spaces, marks of direction and
     * of punctuation between them do not count.
     *
     * @throws ProblemException {@link RequestCodeProblem}
     */
    public static RequestCode parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            throw new ProblemException(new RequestCodeProblem.NotDigits());
        }
        StringBuilder digits = new StringBuilder();
        typed.codePoints().forEach(point -> {
            if (Character.isDigit(point)) {
                digits.append(Character.digit(point, 10));
            } else if (Character.isLetter(point) || Character.getType(point) == Character.OTHER_NUMBER) {
                throw new ProblemException(new RequestCodeProblem.NotDigits());
            }
        });
        if (digits.length() != LENGTH) {
            throw new ProblemException(new RequestCodeProblem.WrongLength(digits.length()));
        }
        if (check(digits) != 0) {
            throw new ProblemException(new RequestCodeProblem.WrongCheckDigit());
        }
        return new RequestCode(digits.toString());
    }

    /** {@code 000 000 005 724}. */
    public String grouped() {
        return digits.replaceAll("(.{" + GROUP + "})(?=.)", "$1 ");
    }

    /** The digit to add; 0 where it is there already. */
    private static int check(CharSequence digits) {
        return digits.chars().reduce(0, (interim, digit) -> DAMM[interim][digit - '0']);
    }

    /** A code is as good as the question behind it, until it is used. */
    @Override
    public String toString() {
        return "RequestCode[…]";
    }
}
