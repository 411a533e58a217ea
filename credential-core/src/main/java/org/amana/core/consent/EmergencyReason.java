package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;

/**
 * Why somebody could not wait for the person's answer, in the clerk's words, with a salt: entries carry the commitment,
 * and who is shown words and salt can tell that they were written before the data came.
 *
 * @param words at most {@value #MAX_WORDS} characters
 * @param salt base64url of 32 random bytes: a short reason could be guessed from a plain digest
 */
public record EmergencyReason(String words, String salt) {
    public static final int MAX_WORDS = 1_000;
    private static final int SALT_BYTES = 32;

    public EmergencyReason {
        if (!isText(words, MAX_WORDS)) {
            throw ConsentProblem.badMessage("the reason of an emergency is a text of at most " + MAX_WORDS
                    + " characters");
        }
        if (!salt.matches("[A-Za-z0-9_-]{43}")) {
            throw ConsentProblem.badMessage("a salt has " + SALT_BYTES + " bytes");
        }
    }

    /** With a fresh salt; blanks around the words are left out. */
    public static EmergencyReason of(String words, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new EmergencyReason(words.strip(), Base64Url.encode(salt));
    }

    /** base64url(SHA-256(salt || UTF-8 of the words)). */
    public String commitment() {
        byte[] text = words.getBytes(StandardCharsets.UTF_8);
        byte[] salted = java.util.Arrays.copyOf(Base64Url.decode(salt), SALT_BYTES + text.length);
        System.arraycopy(text, 0, salted, SALT_BYTES, text.length);
        return Base64Url.encode(Sha256.of(salted));
    }

    /** Who of the staff acts in this record, for the signed statements about it. */
    public StaffPseudonym pseudonym(String username) {
        return StaffPseudonym.of(salt, username);
    }

    /** True when this is what the entry is bound to. */
    public boolean isOf(Emergency emergency) {
        return MessageDigest.isEqual(commitment().getBytes(StandardCharsets.US_ASCII),
                emergency.reason().getBytes(StandardCharsets.US_ASCII));
    }

    static boolean isText(String words, int most) {
        return !words.isBlank() && words.length() <= most
                && words.chars().noneMatch(one -> one != '\n' && one != '\r' && Character.isISOControl(one));
    }
}
