package org.amana.node.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amana.core.json.Base64Url;

/**
 * Writes an archive, a ZIP file that any program opens: under another name, mode 0600 from its first byte; on the disk
 * before it gets its own name. One that is closed unfinished leaves nothing.
 */
final class ArchiveWriter implements AutoCloseable {
    private final Path target;
    private final Path aside;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final List<String> folders = new ArrayList<>();
    private final List<Manifest.Item> files = new ArrayList<>();
    private boolean finished;

    private ArchiveWriter(Path target, Path aside, FileChannel channel) {
        this.target = target;
        this.aside = aside;
        this.channel = channel;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** Begins an archive that replaces {@code target} once it is finished. */
    static ArchiveWriter create(Path target) throws IOException {
        Path aside = target.resolveSibling("." + target.getFileName() + ".unfinished");
        Files.deleteIfExists(aside);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileChannel channel = posix
                ? FileChannel.open(aside, options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(aside, options);
        return new ArchiveWriter(target, aside, channel);
    }

    /** Adds a folder, which may stay empty. */
    void folder(String name) throws IOException {
        Manifest.requireName(name);
        zip.putNextEntry(new ZipEntry(name + "/"));
        zip.closeEntry();
        folders.add(name);
    }

    /** Adds a file as far as the stream goes. */
    void file(String name, InputStream content) throws IOException {
        Manifest.requireName(name);
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest digest = sha256();
        long bytes = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            zip.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            bytes += read;
        }
        zip.closeEntry();
        files.add(new Manifest.Item(name, bytes, Base64Url.encode(digest.digest())));
    }

    /** Writes the manifest and gives the archive its name; returns the size in bytes. */
    long finish(Manifest.Kind kind, int layout, String log, Instant madeAt, Optional<ArchiveKey> key)
            throws IOException {
        byte[] manifest = new Manifest(kind, layout, log, madeAt, folders, files).json();
        put(Manifest.NAME, manifest);
        if (key.isPresent()) {
            put(Manifest.SEAL_NAME, key.get().seal(manifest));
        }
        zip.finish();
        zip.flush();
        channel.force(true);
        long bytes = channel.size();
        zip.close();
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
        syncFolder(target);
        return bytes;
    }

    private void put(String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** So that the name outlives a power cut too, where the file system lets a folder be opened. */
    private static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel open = FileChannel.open(folder == null ? file : folder, StandardOpenOption.READ)) {
            open.force(true);
        } catch (IOException e) {
            // a network share may know no such thing; the file itself is on the disk
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            channel.close();
            try (OutputStream _ = zip) {
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                Files.deleteIfExists(aside); // what it still held has nowhere to go
            }
        }
    }
}
