package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.note.LogCopy;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder {@code restore/} beside the keys says that the database was set back, and how far the log had gone: it is a
 * copy of the log as C2SP tlog-tiles lays it out, of which the entries that the database lacks are enough. Whoever begins
 * to lead takes them over before anything is signed, read or appended, and removes the folder.
 *
 * <pre>
 * restore/checkpoint
 * restore/tile/entries/000.p/17
 * </pre>
 */
final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private final Path folder;
    private final LogIdentity identity;
    private final Clock clock;

    Restoration(Path folder, LogIdentity identity, Clock clock) {
        this.folder = folder;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Becomes the leader, and returns how far the log reaches with what was taken over.
     *
     * @throws org.amana.core.problem.ProblemException {@link LogProblem.NotContinued}; nothing was taken over
     */
    Tip open(LogWriter writer) throws SQLException {
        Tip stored = writer.open();
        if (!Files.isDirectory(folder)) {
            return stored;
        }
        LogCopy copy = LogCopy.open(folder(folder), identity);
        Tip tip = writer.takeOver(copy, clock.instant());
        LOG.warn("{} entries that the database had lost came back from a copy of the log",
                tip.treeSize() - stored.treeSize());
        return tip;
    }

    /** What was taken over is signed and published: the folder has done its work. */
    void done() {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static LogFiles folder(Path folder) {
        return (path, maxBytes) -> {
            Path file = folder.resolve(path);
            try {
                if (!Files.isRegularFile(file) || Files.size(file) > maxBytes) {
                    return Optional.empty();
                }
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
