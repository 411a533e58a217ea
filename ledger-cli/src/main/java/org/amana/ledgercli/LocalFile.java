package org.amana.ledgercli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that was named on the command line, up to a limit. */
final class LocalFile {
    private LocalFile() {}

    /**
     * The whole file.
     *
     * @throws CannotRead when it is missing, unreadable or larger than {@code maxBytes}
     */
    static byte[] read(Path file, int maxBytes) {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] content = input.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new CannotRead(file + " is larger than " + maxBytes + " bytes.");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new CannotRead(file + " does not exist.", e);
        } catch (IOException e) {
            throw new CannotRead(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
