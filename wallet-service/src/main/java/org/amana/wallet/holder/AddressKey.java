package org.amana.wallet.holder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.support.settings.AmanaProperties;
import org.springframework.stereotype.Component;

/**
 * Turns an address, or an address and a wallet, into a name for the table of wrong tries. The key is a file outside the
 * database, so that a stolen database does not give the addresses back.
 */
@Component
class AddressKey {

    private static final int SIZE_BYTES = 32;

    private final byte[] key;

    AddressKey(AmanaProperties settings, RandomGenerator random) {
        key = openOrCreate(settings.data().resolve("keys").resolve("address.key"), random);
    }

    byte[] name(String... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
        }
    }

    private static byte[] openOrCreate(Path file, RandomGenerator random) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            byte[] fresh = new byte[SIZE_BYTES];
            random.nextBytes(fresh);
            Path draft = Files.createTempFile(folder, "address", ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(draft, fresh, StandardOpenOption.SYNC);
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                // another start was first: its key counts
            } finally {
                Files.delete(draft);
            }
            byte[] stored = Files.readAllBytes(file);
            if (stored.length != SIZE_BYTES) {
                throw new IllegalStateException(file + " is damaged; delete it and start again");
            }
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make " + file, e);
        }
    }
}
