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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.EntryFold;
import org.amana.core.note.LogCopy;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.status.RestoredStatusLists;
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

    /**
     * What came back.
     *
     * @param treeSize entries of the log in the backup
     * @param fromCopy entries that came from the copy of the log, without their content
     */
    public record Done(Instant madeAt, long treeSize, long fromCopy) {}

    /**
     * Restores.
     *
     * @param knowledge how far the log went
     * @throws BackupFailure when it cannot; then there is no new folder
     */
    public Done run(Knowledge knowledge) {
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
            Done done = check(aside, knowledge, dataArchive.manifest().madeAt());
            forgetWitness(aside);
            Files.deleteIfExists(target);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return done;
        } catch (IOException e) {
            throw BackupFailure.writing(target, e);
        } catch (UncheckedIOException e) {
            throw BackupFailure.writing(target, e);
        } finally {
            deleteQuietly(aside);
        }
    }

    /**
     * Starts the database on the copy, which makes it whole, and adds up every entry of the log, of the backup and of what
     * a copy of the log holds beyond it.
     */
    private static Done check(Path folder, Knowledge knowledge, Instant madeAt) throws IOException {
        Path ledger = folder.resolve("consent-ledger");
        RestoredLog log = RestoredLog.open(ledger.resolve("keys"));
        Optional<LogCopy> copy = knowledge.logCopy(log.identity());
        List<Checkpoint> signed = new ArrayList<>(List.of(log.mark()));
        knowledge.checkpoint(log.identity()).ifPresent(signed::add);
        copy.map(LogCopy::checkpoint).ifPresent(signed::add);
        var fold = new EntryFold(signed);
        addStored(folder, log, fold);
        long stored = fold.size();
        if (copy.isPresent() && copy.get().checkpoint().treeSize() > stored) {
            try {
                new LogTail(ledger.resolve("restore"), copy.get()).write(fold);
            } catch (ProblemException e) {
                throw knowledge.badCopy(e);
            }
        }
        requireContinued(fold, stored, copy.isPresent());
        return new Done(madeAt, stored, fold.size() - stored);
    }

    private static void addStored(Path folder, RestoredLog log, EntryFold fold) {
        try (IdleDatabase database = IdleDatabase.start(folder);
                Connection ledger = DriverManager.getConnection(database.url() + "&currentSchema=ledger");
                Connection issuer = DriverManager.getConnection(database.url() + "&currentSchema=issuer")) {
            ledger.setAutoCommit(false);
            log.fold(ledger, fold);
            RestoredStatusLists.beginAnew(issuer);
        } catch (SQLException | IOException | IllegalStateException e) {
            throw new BackupFailure(Reason.BAD_COPY, "The database of this backup does not start or is not whole. "
                    + "Nothing was changed; take another backup.", e);
        }
    }

    private static void requireContinued(EntryFold fold, long stored, boolean withCopy) {
        Optional<Checkpoint> other = fold.contradicted();
        if (other.isPresent()) {
            throw new BackupFailure(Reason.BAD_COPY, "The entries in this backup" + (withCopy ? " and that copy" : "")
                    + " are not those that the log's keys have signed: they differ within the first "
                    + other.get().treeSize() + ". Nothing was changed; keep everything and run amana-ledger fsck.");
        }
        fold.ahead().stream().max(Comparator.comparingLong(Checkpoint::treeSize)).ifPresent(newest -> {
            throw new BackupFailure(Reason.LOG_WENT_ON, "The ledger went on to " + newest.treeSize()
                    + " entries, and this backup" + (withCopy
                            ? " ends at " + stored + ", the copy of the log at "
                                    + fold.size()
                            : " ends at " + stored)
                    + ". The entries in between were signed, and somebody may hold their receipts, so the log cannot go "
                    + "on without them. Name a copy of the log that has them with --log=FOLDER or URL (the folder that "
                    + "amana.ledger.log.mirror keeps, or anybody's copy), or take a newer backup. Without either, this "
                    + "log has ended: start an empty node under another name. Nothing was changed.");
        });
    }

    /**
     * A witness that forgot what it cosigned could cosign a fork it had refused: it begins anew under a new key. What else
     * was restored is of the same moment as the log.
     */
    private static void forgetWitness(Path folder) throws IOException {
        Path keys = folder.resolve("consent-ledger").resolve("keys");
        Files.deleteIfExists(keys.resolve("witness.key"));
        Files.deleteIfExists(keys.resolve("witness.vkey"));
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
