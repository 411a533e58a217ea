package org.amana.node.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.key.OwnerOnlyFiles;

/**
 * What shows that a data archive was made by this node and not changed since: 32 random bytes in {@code backup.key},
 * made at the first backup. It goes with the other keys, so that whoever can change an archive cannot make it good.
 */
final class ArchiveKey {
    /** Name in the node's folder. */
    static final String FILE = "backup.key";
    static final int BYTES = 32;
    private final byte[] value;

    ArchiveKey(byte[] value) {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("the key has " + BYTES + " bytes");
        }
        this.value = value.clone();
    }

    static ArchiveKey openOrCreate(Path data, RandomGenerator random) {
        Path file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[BYTES];
                random.nextBytes(fresh);
                OwnerOnlyFiles.write(file, fresh);
            }
            return new ArchiveKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** HMAC-SHA-256. */
    byte[] seal(byte[] manifest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value, "HmacSHA256"));
            return mac.doFinal(manifest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    boolean isSealOf(byte[] manifest, byte[] seal) {
        return MessageDigest.isEqual(seal(manifest), seal);
    }
}
