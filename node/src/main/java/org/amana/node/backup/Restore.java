package org.amana.node.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.EntryFold;
import org.amana.ledger.log.RestoredLog;
import org.amana.node.backup.BackupFailure.Reason;
import org.amana.node.database.IdleDatabase;

/**
 * Makes a node out of its copy. Everything is done in a folder aside, which gets the name asked for when all holds.
 *
 * @param from a data archive, or a folder with several
 * @param keys the key archive or its folder
 * @param target folder that does not exist or is empty
 * @param layout newest layout of a node's folder that this program knows
 */
public record Restore(Path from, Optional<Path> keys, Path target, int layout) {

    /** What came back. */
    public record Done(Instant madeAt, long treeSize) {}

    /**
     * Restores.
     *
     * @param nothingNewer the administrator says that the log did not go on after the copy
     * @throws BackupFailure when it cannot; then there is no new folder
     */
    public Done run(boolean nothingNewer) {
        requireKnowledge(nothingNewer);
        requireEmptyTarget();
        Path dataFile = newestData();
        Path keyFile = keyFile();
        Archive keyArchive = Archive.open(keyFile, Manifest.Kind.KEYS, layout, Optional.empty());
        Archive dataArchive = Archive.open(dataFile, Manifest.Kind.DATA, layout, Optional.of(sealKey(keyArchive)));
        if (!dataArchive.manifest().log().equals(keyArchive.manifest().log())) {
            throw Archive.bad(keyFile, "its keys are of another node than the data");
        }
        Path aside = target.resolveSibling("." + target.getFileName() + ".restoring");
        try {
            delete(aside);
            requireRoom(dataArchive.manifest().totalBytes() + keyArchive.manifest().totalBytes());
            dataArchive.extractTo(aside);
            keyArchive.extractTo(aside);
            long treeSize = check(aside);
            Files.deleteIfExists(target);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return new Done(dataArchive.manifest().madeAt(), treeSize);
        } catch (IOException e) {
            throw BackupFailure.writing(target, e);
        } catch (UncheckedIOException e) {
            throw BackupFailure.writing(target, e);
        } finally {
            deleteQuietly(aside);
        }
    }

    private static void requireKnowledge(boolean nothingNewer) {
        if (!nothingNewer) {
            throw new BackupFailure(Reason.LOG_WENT_ON, "Say whether the ledger went on after this backup: with "
                    + "--nothing-newer when you know that nothing was appended since. A ledger that forgets entries for "
                    + "which somebody holds a receipt would show two histories.");
        }
    }

    /** Starts the database on the copy, which makes it whole, and adds up every entry of the log. */
    private static long check(Path folder) {
        RestoredLog log = RestoredLog.open(folder.resolve("consent-ledger").resolve("keys"));
        var fold = new EntryFold(List.of(log.mark()));
        try (IdleDatabase database = IdleDatabase.start(folder);
                Connection session = DriverManager.getConnection(database.url() + "&currentSchema=ledger")) {
            session.setAutoCommit(false);
            log.fold(session, fold);
        } catch (SQLException | IOException | IllegalStateException e) {
            throw new BackupFailure(Reason.BAD_COPY, "The database of this backup does not start or is not whole. "
                    + "Nothing was changed; take another backup.", e);
        }
        requireContinued(log, fold);
        return fold.size();
    }

    private static void requireContinued(RestoredLog log, EntryFold fold) {
        Optional<Checkpoint> other = fold.contradicted();
        if (other.isPresent()) {
            throw new BackupFailure(Reason.BAD_COPY, "The log in this backup is not the one that was signed with these "
                    + "keys: they differ within the first " + other.get().treeSize()
                    + " entries. Nothing was changed; keep both and run amana-ledger fsck.");
        }
        if (!fold.ahead().isEmpty()) {
            throw new BackupFailure(Reason.LOG_WENT_ON, "This backup holds " + fold.size() + " entries of the ledger, "
                    + "but its keys have signed " + log.mark().treeSize()
                    + ". Nothing was changed; take a newer backup.");
        }
    }

    private static ArchiveKey sealKey(Archive keyArchive) {
        try {
            return new ArchiveKey(keyArchive.read(ArchiveKey.FILE, ArchiveKey.BYTES));
        } catch (IOException e) {
            throw new BackupFailure(Reason.UNREACHABLE, "The key file cannot be read.", e);
        } catch (IllegalArgumentException e) {
            throw new BackupFailure(Reason.BAD_COPY, "The key file is damaged.", e);
        }
    }

    private void requireEmptyTarget() {
        if (!Files.exists(target)) {
            return;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(target)) {
            if (content.iterator().hasNext()) {
                throw new BackupFailure(Reason.REFUSED,
                        target + " is not empty. A backup is restored into a new folder, "
                                + "so that nothing is lost; name another one with --data=DIR.");
            }
        } catch (IOException e) {
            throw new BackupFailure(Reason.REFUSED, target + " is not a folder that can be used. Name another one with "
                    + "--data=DIR.", e);
        }
    }

    private void requireRoom(long bytes) throws IOException {
        Path parent = target.getParent() == null ? target : target.getParent();
        OwnerOnlyFiles.createFolder(parent);
        long room = Files.getFileStore(parent).getUsableSpace();
        if (room < bytes) {
            throw new BackupFailure(Reason.UNREACHABLE, "There is not enough room in " + parent + ": " + bytes
                    + " bytes are needed, " + room + " are free.");
        }
    }

    private Path newestData() {
        if (!Files.isDirectory(from)) {
            return from;
        }
        try (Stream<Path> all = Files.list(from)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches("amana-data-[0-9TZ]+\\.zip"))
                    .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .orElseThrow(() -> new BackupFailure(Reason.REFUSED, "There is no backup in " + from
                            + "; its name would be like amana-data-20261122T020000Z.zip."));
        } catch (IOException e) {
            throw BackupFailure.reading(from, e);
        }
    }

    private Path keyFile() {
        Path place = keys.orElse(Files.isDirectory(from) || from.getParent() == null ? from : from.getParent());
        return Files.isDirectory(place) ? place.resolve(Backup.KEYS) : place;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }
}
