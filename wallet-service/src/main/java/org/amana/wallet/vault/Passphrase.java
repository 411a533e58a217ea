package org.amana.wallet.vault;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A passphrase turned into a key-encryption key by Argon2id (RFC 9106). The text is normalised to NFC first, so that
 * the same letters typed on another keyboard open the same vault.
 */
public final class Passphrase {

    private final byte[] utf8;

    /** @param text as typed; the length is judged by the caller */
    public Passphrase(String text) {
        utf8 = Normalizer.normalize(text, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    /** 32 bytes; takes as long as the cost says. */
    public byte[] derive(Cost cost, byte[] salt) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.parallelism())
                .withSalt(salt)
                .build());
        byte[] key = new byte[32];
        argon2.generateBytes(utf8, key);
        return key;
    }

    public void wipe() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "Passphrase[…]";
    }

    /**
     * Argon2id's parameters, stored with each slot so that they can be raised later.
     *
     * @param memoryKib   8 to 1,048,576 KiB
     * @param iterations  1 to 64
     * @param parallelism 1 to 16 lanes
     */
    public record Cost(int memoryKib, int iterations, int parallelism) {
        public Cost {
            if (memoryKib < 8 * parallelism || memoryKib > 1 << 20 || iterations < 1 || iterations > 64
                    || parallelism < 1 || parallelism > 16) {
                throw new IllegalArgumentException("Argon2id cost out of range");
            }
        }
    }
}
