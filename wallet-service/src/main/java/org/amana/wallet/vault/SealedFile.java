package org.amana.wallet.vault;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bytes that leave the vault in a file, under a key drawn from words that the person chose for that file.
 *
 * <pre>
 * {"kdf":"argon2id","memory_kib":32768,"iterations":3,"parallelism":1,"salt":"base64url of 16 bytes",
 *  "sealed":"base64url of 0x01, nonce, AES-256-GCM ciphertext and tag"}
 * </pre>
 *
 * @param cost what the person's device waited for; a file that asks for more than {@link #MAX_MEMORY_KIB} is refused
 */
@SuppressWarnings("ArrayRecordComponent") // written or opened once, never compared
public record SealedFile(Passphrase.Cost cost, byte[] salt, byte[] sealed) {
    /** A stranger's file must not take more memory than this. */
    public static final int MAX_MEMORY_KIB = 131_072;
    /** Nor more passes than this. */
    public static final int MAX_ITERATIONS = 10;
    private static final int SALT_BYTES = 16;
    private static final String KDF = "argon2id";
    private static final byte[] PLACE = "amana/export/v1".getBytes(StandardCharsets.US_ASCII);

    /** Salt for a new file. */
    public static byte[] freshSalt(RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    /**
     * Locks bytes.
     *
     * @param key 32 bytes, drawn from the words at that cost with that salt
     */
    public static SealedFile seal(byte[] plain, byte[] key, Passphrase.Cost cost, byte[] salt, RandomGenerator random) {
        return new SealedFile(cost, salt, Seal.seal(key, plain, PLACE, random));
    }

    /** Empty for anything that is not of the form, or asks for too much. */
    public static Optional<SealedFile> parse(ObjectNode json) {
        int memory = json.path("memory_kib").asInt(0);
        int iterations = json.path("iterations").asInt(0);
        if (!json.path("kdf").asString("").equals(KDF) || memory > MAX_MEMORY_KIB || iterations > MAX_ITERATIONS) {
            return Optional.empty();
        }
        try {
            byte[] salt = Base64Url.decode(json.path("salt").asString(""));
            var cost = new Passphrase.Cost(memory, iterations, json.path("parallelism").asInt(0));
            return salt.length == SALT_BYTES
                    ? Optional.of(new SealedFile(cost, salt, Base64Url.decode(json.path("sealed").asString(""))))
                    : Optional.empty();
        } catch (ProblemException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The bytes; empty when the key, or a byte of the file, is another. */
    public Optional<byte[]> open(byte[] key) {
        try {
            return Optional.of(Seal.open(key, sealed, PLACE));
        } catch (Seal.BrokenSeal e) {
            return Optional.empty();
        }
    }

    public ObjectNode toJson() {
        return StrictJson.object()
                .put("kdf", KDF)
                .put("memory_kib", cost.memoryKib())
                .put("iterations", cost.iterations())
                .put("parallelism", cost.parallelism())
                .put("salt", Base64Url.encode(salt))
                .put("sealed", Base64Url.encode(sealed));
    }

    @Override
    public String toString() {
        return "SealedFile[…]";
    }
}
