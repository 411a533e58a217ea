package org.amana.core.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Files that hold secrets: mode 0600 from their first byte, replaced as a whole or not at all. */
public final class OwnerOnlyFiles {
    /** The operating system gives a file lock to the whole process: its threads queue here first. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private OwnerOnlyFiles() {}

    /** Creates the folder and its parents, mode 0700 where the file system knows modes. */
    public static void createFolder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, permissions(folder, "rwx------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes aside, syncs, then renames over the target: a reader or a crash sees the old content or the new. */
    public static void write(Path file, byte[] content) {
        write(file, content, "rw-------");
    }

    /**
     * As {@link #write}, and the old content is written over before its blocks are given back. Disks and file systems
     * that copy on write may keep them all the same.
     */
    public static void replaceSecret(Path file, byte[] content) {
        try (FileChannel old = Files.exists(file) ? FileChannel.open(file, StandardOpenOption.WRITE) : null) {
            write(file, content);
            if (old != null) {
                old.write(ByteBuffer.allocate((int) old.size()), 0);
                old.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #write}, for content that others may read (mode 0644), such as certificates. */
    public static void writeReadable(Path file, byte[] content) {
        write(file, content, "rw-r--r--");
    }

    /** Runs the action while nobody else, thread or process, holds the lock file. Not re-entrant. */
    public static <T> T underFileLock(Path lockFile, FileAction<T> action) {
        ReentrantLock threads = THREADS.computeIfAbsent(lockFile.toAbsolutePath().normalize(),
                _ -> new ReentrantLock());
        threads.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("lock was lost: " + lockFile);
            }
            return action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.unlock();
        }
    }

    /** Work on files, done under a lock. */
    @FunctionalInterface
    public interface FileAction<T> {
        T run() throws IOException;
    }

    private static void write(Path file, byte[] content, String mode) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a folder cannot be written as a file");
        }
        try {
            Path aside = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", permissions(folder, mode));
            try {
                try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    ByteBuffer bytes = ByteBuffer.wrap(content);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                    channel.force(true);
                }
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String mode) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
