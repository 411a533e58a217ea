package org.amana.support.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.random.RandomGenerator;

/** The key at rest of this service: {@value Sealer#KEY_BYTES} random bytes in a file of mode 0600, made at first use. */
public final class SealingKeyFile {

    private SealingKeyFile() {}

    /** Reads the key, or makes one; two processes that start together end with the same key. */
    public static byte[] openOrCreate(Path file, RandomGenerator random) {
        try {
            if (!Files.exists(file))
                create(file, random);
            byte[] key = Files.readAllBytes(file);
            if (key.length != Sealer.KEY_BYTES)
                throw new IllegalStateException(file.getFileName() + " is damaged: restore it from the backup");
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("the key at rest cannot be read or made", e);
        }
    }

    private static void create(Path file, RandomGenerator random) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null)
            throw new IllegalArgumentException("the key file needs a folder");
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "." + file.getFileName(), ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            byte[] key = new byte[Sealer.KEY_BYTES];
            random.nextBytes(key);
            Files.write(fresh, key, StandardOpenOption.SYNC);
            // a hard link fails when the name is taken, so the first of two processes wins
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
