package org.amana.core.note;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The rules for names and ids of note keys (C2SP signed-note, "Format" and "Signatures"). */
final class KeyName {
    private KeyName() {}

    /** Non-empty, no Unicode space, no plus sign, no control character. */
    static boolean isValid(String name) {
        return !name.isEmpty() && name.codePoints()
                .noneMatch(c -> c == '+' || c < 0x20 || Character.isSpaceChar(c) || Character.isWhitespace(c)
                        || c == 0x85);
    }

    /** {@code SHA-256(name || 0x0A || type || public key)[:4]}. */
    static int id(String name, byte[] typedKey) {
        var message = new ByteArrayOutputStream();
        message.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        message.write('\n');
        message.writeBytes(typedKey);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message.toByteArray());
            return java.nio.ByteBuffer.wrap(digest).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
