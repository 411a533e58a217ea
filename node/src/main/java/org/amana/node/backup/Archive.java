package org.amana.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amana.core.json.Base64Url;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.node.backup.BackupFailure.Reason;

/** An archive whose list of files was read, and whose content is held to it. */
final class Archive {
    private final Path path;
    private final Manifest manifest;

    private Archive(Path path, Manifest manifest) {
        this.path = path;
        this.manifest = manifest;
    }

    /**
     * Reads the list, and then every byte of the archive.
     *
     * @param key that must have sealed the list; none for the archive that holds the key
     * @throws BackupFailure when it is not what this node wrote, whole and unchanged
     */
    static Archive open(Path path, Manifest.Kind kind, int knownLayout, Optional<ArchiveKey> key) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            byte[] json = read(path, zip, Manifest.NAME, Manifest.MAX_BYTES);
            if (key.isPresent() && !key.get().isSealOf(json, read(path, zip, Manifest.SEAL_NAME, ArchiveKey.BYTES))) {
                throw bad(path, "it was changed, or made by another node than the keys are of");
            }
            Manifest manifest = Manifest.parse(json);
            if (manifest.kind() != kind) {
                throw bad(path, "it holds " + manifest.kind().word() + " where " + kind.word() + " were expected");
            }
            if (manifest.layout() > knownLayout) {
                throw bad(path, "it was made by a newer Amana; restore it with that program");
            }
            Archive archive = new Archive(path, manifest);
            archive.requireListedAlone(zip, key.isPresent());
            for (Manifest.Item file : manifest.files()) {
                archive.copy(zip, file, OutputStream.nullOutputStream());
            }
            return archive;
        } catch (IllegalArgumentException e) {
            throw bad(path, e.getMessage() == null ? "it is no backup" : e.getMessage());
        } catch (NoSuchFileException e) {
            throw new BackupFailure(Reason.UNREACHABLE, path + " does not exist.", e);
        } catch (IOException e) {
            throw Files.isReadable(path)
                    ? bad(path, "it is not a whole ZIP file, perhaps because its copy was cut short")
                    : BackupFailure.reading(path, e);
        }
    }

    private void requireListedAlone(ZipFile zip, boolean sealed) {
        Set<String> expected = new HashSet<>(List.of(Manifest.NAME));
        if (sealed) {
            expected.add(Manifest.SEAL_NAME);
        }
        manifest.folders().forEach(folder -> expected.add(folder + "/"));
        manifest.files().forEach(file -> expected.add(file.name()));
        Set<String> found = new HashSet<>();
        zip.stream().map(ZipEntry::getName).forEach(name -> {
            if (!expected.contains(name) || !found.add(name)) {
                throw bad(path, "it holds something that its list does not name");
            }
        });
        if (found.size() != expected.size()) {
            throw bad(path, "a file that its list names is missing");
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** Unpacks it into a folder of one's own, every file 0600, every folder 0700, all on the disk when it returns. */
    void extractTo(Path folder) throws IOException {
        OwnerOnlyFiles.createFolder(folder);
        manifest.folders().forEach(each -> OwnerOnlyFiles.createFolder(folder.resolve(each)));
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (Manifest.Item file : manifest.files()) {
                Path to = folder.resolve(file.name());
                OwnerOnlyFiles.createFolder(parent(to));
                OwnerOnlyFiles.write(to, new byte[0]);
                try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.WRITE)) {
                    copy(zip, file, out);
                }
                try (FileChannel written = FileChannel.open(to, StandardOpenOption.WRITE)) {
                    written.force(true);
                }
            }
        }
    }

    /** One file, small enough for the memory. */
    byte[] read(String name, int maxBytes) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return read(path, zip, name, maxBytes);
        }
    }

    /** Never more bytes than the list says, whatever the compressed stream would give. */
    private void copy(ZipFile zip, Manifest.Item file, OutputStream out) throws IOException {
        ZipEntry entry = zip.getEntry(file.name());
        MessageDigest digest = ArchiveWriter.sha256();
        long rest = file.bytes();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                rest -= read;
                if (rest < 0) {
                    break;
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        } catch (java.util.zip.ZipException e) {
            throw bad(path, file.name() + " in it is damaged");
        }
        if (rest != 0 || !Base64Url.encode(digest.digest()).equals(file.sha256())) {
            throw bad(path, file.name() + " in it is damaged");
        }
    }

    private static byte[] read(Path path, ZipFile zip, String name, int maxBytes) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw bad(path, name + " in it is missing");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw bad(path, name + " in it is too large");
            }
            return content;
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalStateException("a file in a folder has a parent");
        }
        return parent;
    }

    static BackupFailure bad(Path path, String why) {
        return new BackupFailure(Reason.BAD_COPY, path + " cannot be restored: " + why + ". Nothing was changed.");
    }
}
