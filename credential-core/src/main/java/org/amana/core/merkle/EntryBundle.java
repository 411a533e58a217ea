package org.amana.core.merkle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Up to 256 neighbouring log entries as they are published (C2SP tlog-tiles, "Log entries"): each
 * entry after its length in two bytes, big-endian.
 */
public final class EntryBundle {
    /** Longest entry, in bytes. */
    public static final int MAX_ENTRY_BYTES = 65_535;

    private EntryBundle() {}

    public static byte[] write(List<byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry is at most 65,535 bytes");
            }
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a bundle of exactly {@code count} entries.
     *
     * @throws org.amana.core.problem.ProblemException {@link MerkleProblem.MalformedTile} when it ends early, or late
     */
    public static List<byte[]> parse(byte[] bundle, int count) {
        ByteBuffer rest = ByteBuffer.wrap(bundle);
        var entries = new ArrayList<byte[]>(count);
        for (int i = 0; i < count; i++) {
            if (rest.remaining() < 2) {
                throw MerkleProblem.malformedTile("the bundle ends before entry " + i);
            }
            byte[] entry = new byte[rest.getShort() & 0xFFFF];
            if (rest.remaining() < entry.length) {
                throw MerkleProblem.malformedTile("the bundle ends within entry " + i);
            }
            rest.get(entry);
            entries.add(entry);
        }
        if (rest.hasRemaining()) {
            throw MerkleProblem.malformedTile("the bundle goes on after entry " + (count - 1));
        }
        return entries;
    }
}
