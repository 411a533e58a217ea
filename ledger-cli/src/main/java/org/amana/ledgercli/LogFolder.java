package org.amana.ledgercli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An exported log: {@code checkpoint} and {@code tile/...} below one folder. */
final class LogFolder implements LogPlace {
    private final Path folder;

    LogFolder(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new CannotRead(folder + " is not a folder.");
        }
    }

    @Override
    public Optional<byte[]> read(String path, int maxBytes) {
        Path file = folder.resolve(path);
        return Files.isRegularFile(file) ? Optional.of(LocalFile.read(file, maxBytes)) : Optional.empty();
    }

    @Override
    public void close() {
        // files are closed one by one
    }
}
