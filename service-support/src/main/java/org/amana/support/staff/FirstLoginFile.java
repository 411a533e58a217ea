package org.amana.support.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Receives the first password of each staff account, one line each, readable by its owner alone:
 *
 * <pre>
 * issuer-service labour-office clerk 7Hq…
 * </pre>
 */
final class FirstLoginFile {
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private final Path file;

    FirstLoginFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Appends one line in one write, which the system does not interleave with another service's, and forces it to disk. */
    void append(String service, String tenant, String username, String password) {
        String line = String.join(" ", service, tenant, username, password) + System.lineSeparator();
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE, StandardOpenOption.APPEND), OWNER_ONLY)) {
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
