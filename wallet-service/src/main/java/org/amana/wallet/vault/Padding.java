package org.amana.wallet.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Lengths are rounded up to powers of two of at least 1 KiB, so that a row's size says little about what it holds. */
final class Padding {

    private static final int SMALLEST_BYTES = 1024;
    private static final int LARGEST_BYTES = 4 << 20;

    private Padding() {}

    static byte[] pad(byte[] text) {
        if (text.length > LARGEST_BYTES) {
            throw new IllegalArgumentException("an item holds at most 4 MiB, this one has " + text.length);
        }
        int needed = text.length + Integer.BYTES;
        int size = Math.max(SMALLEST_BYTES, Integer.highestOneBit(needed - 1) << 1);
        return ByteBuffer.allocate(size).putInt(text.length).put(text).array();
    }

    static byte[] unpad(byte[] padded) {
        int length = ByteBuffer.wrap(padded).getInt();
        return Arrays.copyOfRange(padded, Integer.BYTES, Integer.BYTES + length);
    }
}
