package org.amana.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.amana.core.key.OwnerOnlyFiles;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a node, held by one process at a time.
 *
 * <pre>
 * data/version            layout of this folder, a whole number
 * data/base-url           scheme and host of the first start
 * data/node.lock          held while the node runs; the system lets go of it when the process dies
 * data/postgres/          the database
 * data/first-login.txt    first passwords of staff, mode 0600
 * data/trust/             anchors, service keys, development certificate authority
 * data/issuer-service/    keys of that service; and so on
 * data/tls/               root and server certificate of --amana.tls=dev
 * data/backup.key         seals data archives, made at the first backup
 * data/log/amana.log      log of all services
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    /** Layout that this program writes and reads. */
    static final int VERSION = 1;
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, and makes it when missing.
     *
     * @throws WrongStart when it is in use, of a newer version, or not writable
     */
    static DataFolder take(Path folder) {
        return takeIfFree(folder).orElseThrow(() -> new WrongStart("The data folder " + folder
                + " is in use by another node. Stop that one, or name another folder with --amana.data=DIR."));
    }

    /**
     * As {@link #take}, but empty while another process holds it.
     *
     * @throws WrongStart when it is of a newer version, or not writable
     */
    static Optional<DataFolder> takeIfFree(Path folder) {
        try {
            OwnerOnlyFiles.createFolder(folder);
            if (!Files.isWritable(folder)) {
                throw new WrongStart(
                        "The data folder " + folder + " cannot be written. Give this user the right to, or "
                                + "name another folder with --amana.data=DIR.");
            }
            FileChannel channel = FileChannel.open(folder.resolve("node.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            DataFolder taken = new DataFolder(folder, channel, lock);
            taken.checkVersion();
            return Optional.of(taken);
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new WrongStart("The data folder " + folder + " cannot be used: it or a folder above it cannot be "
                    + "written. Name another folder with --amana.data=DIR.", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void checkVersion() throws IOException {
        Path file = folder.resolve("version");
        if (!Files.exists(file)) {
            OwnerOnlyFiles.write(file, (VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) > VERSION) {
            close();
            throw new WrongStart("The data folder " + folder + " was written by a newer Amana (layout " + text
                    + ", this one knows " + VERSION + "). Start the newer program, or name another folder with "
                    + "--amana.data=DIR.");
        }
    }

    /**
     * Holds the folder to the address of its first start: cards name their issuer by it, passkeys open there alone.
     *
     * @throws WrongStart when it was first started under another
     */
    void requireBaseUrl(BaseUrl url) throws IOException {
        Path file = folder.resolve("base-url");
        if (!Files.exists(file)) {
            OwnerOnlyFiles.write(file, (url.origin() + "\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String first = Files.readString(file).strip();
        if (!first.equals(url.origin().toString())) {
            throw new WrongStart("The data folder " + folder + " belongs to " + first + ": its cards and passkeys are "
                    + "good there alone. Start it as such, or name another folder with --amana.data=DIR for "
                    + url.origin() + ".");
        }
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
