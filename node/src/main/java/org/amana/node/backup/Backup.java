package org.amana.node.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.ProblemException;
import org.amana.node.backup.BackupFailure.Reason;

/**
 * Makes a copy of a node in two files: the data under a name with the time, and the keys, which replace those of the
 * backup before.
 *
 * <pre>
 * amana-data-20261122T020000Z.zip
 * amana-keys.zip
 * </pre>
 *
 * @param data the node's folder
 * @param layout of that folder
 */
public record Backup(Path data, int layout, Clock clock, RandomGenerator random) {
    /** Name of the file with the keys. */
    public static final String KEYS = "amana-keys.zip";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);

    /** What was written. */
    public record Written(Path data, long dataBytes, Path keys) {}

    /**
     * Writes both.
     *
     * @param url of the running server's superuser
     * @param to folder for the data, made when missing
     * @param keysTo folder for the keys, made when missing
     * @throws BackupFailure when it cannot; then no file has changed
     */
    public Written write(String url, Path to, Path keysTo) {
        var files = new NodeFiles(data);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Path archive = to.resolve("amana-data-" + TIME.format(now) + ".zip");
        Path keys = keysTo.resolve(KEYS);
        folder(to);
        folder(keysTo);
        Path writing = archive;
        try {
            String log = logName(files);
            ArchiveKey key = ArchiveKey.openOrCreate(data, random);
            var mark = new Mark();
            try (ArchiveWriter dataWriter = ArchiveWriter.create(archive)) {
                new OnlineCopy(files.database(), dataWriter).run(url, () -> mark.read(files));
                for (String name : files.open()) {
                    add(dataWriter, name);
                }
                // keys after the data: every key that a row needs was there before the row
                writing = keys;
                try (ArchiveWriter keyWriter = ArchiveWriter.create(keys)) {
                    for (String name : files.secret()) {
                        if (!name.equals(NodeFiles.MARK)) {
                            add(keyWriter, name);
                        }
                    }
                    keyWriter.file(NodeFiles.MARK, new ByteArrayInputStream(mark.bytes));
                    writing = archive;
                    long bytes = dataWriter.finish(Manifest.Kind.DATA, layout, log, now, Optional.of(key));
                    writing = keys;
                    keyWriter.finish(Manifest.Kind.KEYS, layout, log, now, Optional.empty());
                    return new Written(archive, bytes, keys);
                }
            }
        } catch (SQLException e) {
            throw new BackupFailure(Reason.UNREACHABLE, "The database of " + data + " does not answer. If the node is "
                    + "just starting or stopping, try again in a minute.", e);
        } catch (IOException e) {
            throw BackupFailure.writing(writing, e);
        }
    }

    /** The mark as it was before the end of the copy: what it names is in the copied database. */
    private static final class Mark {
        private byte[] bytes = {};

        void read(NodeFiles files) throws IOException {
            bytes = Files.readAllBytes(files.data().resolve(NodeFiles.MARK));
        }
    }

    private void add(ArchiveWriter writer, String name) throws IOException {
        try (InputStream content = Files.newInputStream(data.resolve(name))) {
            writer.file(name, content);
        } catch (NoSuchFileException e) {
            // a key that was destroyed meanwhile is not to be kept
        }
    }

    private static String logName(NodeFiles files) throws IOException {
        try {
            return LogIdentity.parse(Files.readString(files.data().resolve(NodeFiles.LOG_KEYS))).origin();
        } catch (ProblemException e) {
            throw new BackupFailure(Reason.REFUSED, "The log keys of " + files.data() + " are damaged.", e);
        } catch (NoSuchFileException e) {
            throw new BackupFailure(Reason.REFUSED, files.data() + " has no log yet. Start the node once, then make "
                    + "a backup.", e);
        }
    }

    private static void folder(Path folder) {
        try {
            OwnerOnlyFiles.createFolder(folder);
        } catch (UncheckedIOException e) {
            throw BackupFailure.writing(folder, e);
        }
    }
}
