package org.amana.core.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.amana.core.merkle.TreeHash;

/** What a cosigner signs (C2SP tlog-cosignature): never the bare text of the note, so neither signature passes for the other. */
final class CosignedMessage {
    private static final byte[] LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAME_BYTES = 255;

    private CosignedMessage() {}

    /**
     * "Ed25519 signed message".
     *
     * @param timestamp seconds since 1970
     * @param text of the note, with its last newline
     */
    static byte[] ofText(long timestamp, String text) {
        return ("cosignature/v1\ntime " + timestamp + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * "ML-DSA-44 signed message" over leaves {@code start} (inclusive) to {@code end} (exclusive).
     *
     * @param timestamp seconds since 1970; 0 makes no statement that nothing larger was seen
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedCheckpoint} when a name has not 1 to
     *         255 bytes, or a subtree that does not begin at 0 has a time
     */
    static byte[] ofSubtree(String cosigner, long timestamp, String origin, long start, long end, TreeHash hash) {
        if (start < 0 || end < start || (start != 0 && timestamp != 0)) {
            throw NoteProblem.malformedCheckpoint("only what begins at leaf 0 is cosigned with a time");
        }
        var message = new ByteArrayOutputStream();
        message.writeBytes(LABEL);
        name(cosigner, message);
        message.writeBytes(number(timestamp));
        name(origin, message);
        message.writeBytes(number(start));
        message.writeBytes(number(end));
        message.writeBytes(hash.bytes());
        return message.toByteArray();
    }

    private static void name(String name, ByteArrayOutputStream message) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MAX_NAME_BYTES) {
            throw NoteProblem.malformedCheckpoint("a cosigned name has 1 to " + MAX_NAME_BYTES + " bytes");
        }
        message.write(bytes.length);
        message.writeBytes(bytes);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
