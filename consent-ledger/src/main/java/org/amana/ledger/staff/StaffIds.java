package org.amana.ledger.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.support.staff.StaffMember;

/** Makes {@link StaffId}s: HMAC-SHA-256 of the user name under a key of this installation, cut to 12 bytes. */
public final class StaffIds {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 12;
    private final byte[] key;

    private StaffIds(byte[] key) {
        this.key = key;
    }

    /** Reads {@code staff-ids.key} in the key folder; makes it where there is none. */
    static StaffIds openOrCreate(Path keys, RandomGenerator random) {
        OwnerOnlyFiles.createFolder(keys);
        Path file = keys.resolve("staff-ids.key");
        return OwnerOnlyFiles.underFileLock(keys.resolve("staff-ids.lock"), () -> {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                random.nextBytes(fresh);
                OwnerOnlyFiles.write(file, fresh);
            }
            return read(file);
        });
    }

    private static StaffIds read(Path file) throws IOException {
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new UncheckedIOException(new IOException(file + " does not hold a key of " + KEY_BYTES + " bytes"));
        }
        return new StaffIds(key);
    }

    /** The id of an account. */
    public StaffId of(StaffMember member) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] digest = mac.doFinal(member.username().getBytes(StandardCharsets.UTF_8));
            return new StaffId("staff-" + Base64Url.encode(Arrays.copyOf(digest, ID_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
