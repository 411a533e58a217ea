package org.amana.core.status;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.amana.core.problem.ProblemException;

/**
 * The entries of a status list: numbers of 1, 2, 4 or 8 bits, packed from the least significant bit
 * of each byte (draft-ietf-oauth-status-list-20 section 4.1). Not safe for threads that write.
 */
public final class StatusListBits {
    private final int bits;
    private final byte[] bytes;

    private StatusListBits(int bits, byte[] bytes) {
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8) {
            throw new ProblemException(new StatusProblem.BadBits("bits must be 1, 2, 4 or 8, found " + bits));
        }
        this.bits = bits;
        this.bytes = bytes;
    }

    /**
     * A list of valid entries.
     *
     * @param entryCount rounded up to whole bytes
     * @throws ProblemException {@link StatusProblem.BadBits}
     */
    public static StatusListBits allValid(int bits, long entryCount) {
        long size = (entryCount * bits + 7) / 8;
        if (entryCount < 1 || size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("entry count out of range: " + entryCount);
        }
        return new StatusListBits(bits, new byte[(int) size]);
    }

    /**
     * Packed entries as they stand; the bytes are copied.
     *
     * @throws ProblemException {@link StatusProblem.BadBits}
     */
    public static StatusListBits of(int bits, byte[] packed) {
        return new StatusListBits(bits, packed.clone());
    }

    /**
     * Inflates a zlib stream (RFC 1950) and stops at the limit: 300 kB can inflate to 300 MB.
     *
     * @param maxBytes largest accepted inflated size
     * @throws ProblemException {@link StatusProblem.BadBits}, {@link StatusProblem.BadList}: raw DEFLATE, gzip,
     *         truncated, wrong checksum, bytes after the stream, empty, or beyond the limit
     */
    public static StatusListBits inflate(int bits, byte[] zlib, int maxBytes) {
        var inflater = new Inflater();
        try {
            inflater.setInput(zlib);
            var packed = new ByteArrayOutputStream(Math.min(maxBytes, 64 * 1024));
            byte[] chunk = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && !inflater.finished()) {
                    throw bad("lst is a truncated zlib stream");
                }
                if (packed.size() + count > maxBytes) {
                    throw bad("lst inflates to more than " + maxBytes + " bytes");
                }
                packed.write(chunk, 0, count);
            }
            if (inflater.getRemaining() > 0) {
                throw bad("bytes follow the zlib stream of lst");
            }
            if (packed.size() == 0) {
                throw bad("lst holds no entry");
            }
            return new StatusListBits(bits, packed.toByteArray());
        } catch (DataFormatException e) {
            throw new ProblemException(new StatusProblem.BadList("lst is not a zlib stream"), e);
        } finally {
            inflater.end();
        }
    }

    /** The zlib stream of the list at the highest level; zero bytes compress away, so the size tells little. */
    public byte[] compress() {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            var zlib = new ByteArrayOutputStream(bytes.length / 8 + 64);
            byte[] chunk = new byte[16 * 1024];
            while (!deflater.finished()) {
                zlib.write(chunk, 0, deflater.deflate(chunk));
            }
            return zlib.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Bits per entry. */
    public int bits() {
        return bits;
    }

    /** Entries, those that fill the last byte included. */
    public long entryCount() {
        return (long) bytes.length * (8 / bits);
    }

    /**
     * One entry.
     *
     * @param index from 0
     * @throws ProblemException {@link StatusProblem.BadIndex} outside the list
     */
    public int get(long index) {
        requireIndex(index);
        return bytes[position(index)] >>> shift(index) & mask();
    }

    /**
     * Sets one entry.
     *
     * @param value 0 to 2^bits - 1
     * @throws ProblemException {@link StatusProblem.BadIndex} outside the list
     */
    public void set(long index, int value) {
        requireIndex(index);
        if (value < 0 || value > mask()) {
            throw new IllegalArgumentException("value does not fit " + bits + " bits: " + value);
        }
        int cleared = bytes[position(index)] & ~(mask() << shift(index));
        bytes[position(index)] = (byte) (cleared | value << shift(index));
    }

    /** Packed entries; a copy. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    private void requireIndex(long index) {
        if (index < 0 || index >= entryCount()) {
            throw new ProblemException(
                    new StatusProblem.BadIndex("idx is outside the list of " + entryCount() + " entries"));
        }
    }

    private int position(long index) {
        return (int) (index * bits / 8);
    }

    private int shift(long index) {
        return (int) (index % (8 / bits)) * bits;
    }

    private int mask() {
        return (1 << bits) - 1;
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new StatusProblem.BadList(detail));
    }
}
