package org.amana.ledgercli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.amana.core.problem.ProblemException;

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

    /**
     * Each line that is not empty, without its end.
     *
     * @throws CannotRead as above, or when a line is longer than {@code maxBytes}
     * @throws ProblemException what {@code reader} throws, with the number of the line
     */
    static void eachLine(Path file, int maxBytes, Consumer<byte[]> reader) {
        try (var input = new BufferedInputStream(Files.newInputStream(file))) {
            var line = new ByteArrayOutputStream();
            long number = 1;
            for (int next = input.read(); next >= 0; next = input.read()) {
                if (next != '\n') {
                    line.write(next);
                    if (line.size() > maxBytes) {
                        throw new CannotRead("line " + number + " of " + file + " is longer than " + maxBytes
                                + " bytes.");
                    }
                } else {
                    give(file, number++, line, reader);
                }
            }
            give(file, number, line, reader);
        } catch (NoSuchFileException e) {
            throw new CannotRead(file + " does not exist.", e);
        } catch (IOException e) {
            throw new CannotRead(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void give(Path file, long number, ByteArrayOutputStream line, Consumer<byte[]> reader) {
        if (line.size() > 0) {
            try {
                reader.accept(line.toByteArray());
            } catch (ProblemException e) {
                throw new ProblemException(new MalformedLine("line " + number + " of " + file.getFileName() + ": "
                        + e.problem().detail()), e);
            }
            line.reset();
        }
    }
}
