package org.amana.wallet.vault;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A holder: 128 random bits that say nothing about the person, e.g. {@code 3f0c1c0e-7d35-4b0e-9c55-2f0e6a6c9a11}. Not a
 * secret, but nobody can guess one. Never written to a log.
 */
public record HolderId(UUID value) {

    public static HolderId random(RandomGenerator random) {
        return new HolderId(new UUID(random.nextLong(), random.nextLong()));
    }

    /**
     * The id as it stands in the API.
     *
     * @throws IllegalArgumentException when the text is not a UUID
     */
    public static HolderId parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("a wallet id has 36 characters");
        }
        return new HolderId(UUID.fromString(text));
    }

    /**
     * The id as it stands in a passkey's user handle.
     *
     * @throws IllegalArgumentException unless there are 16 bytes
     */
    public static HolderId of(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("a wallet id has 16 bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new HolderId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(16)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    /** What may stand in a log line: nothing that points at the holder. */
    @Override
    public String toString() {
        return "HolderId[…]";
    }
}
