package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;

/**
 * The keys of the log in {@code keys/log.key}, mode 0600; beside them their public halves in {@code log.vkey}, and in
 * {@code log.mark} what they signed last.
 */
public final class LogKey {
    private final LogSigner signer;
    private final Path keys;
    private final Path mark;

    private LogKey(LogSigner signer, Path keys) {
        this.signer = signer;
        this.keys = keys;
        this.mark = keys.resolve("log.mark");
    }

    static LogKey openOrCreate(Path keys, Optional<String> configuredOrigin, String usualOrigin,
                               RandomGenerator random) {
        Path file = keys.resolve("log.key");
        try {
            if (Files.exists(file)) {
                var key = new LogKey(LogSigner.parse(Files.readString(file, StandardCharsets.UTF_8)), keys);
                if (configuredOrigin.isPresent() && !configuredOrigin.get().equals(key.origin())) {
                    throw new IllegalStateException("amana.ledger.log.origin is " + configuredOrigin.get()
                            + ", but the log in " + keys + " is " + key.origin() + "; a log keeps its name");
                }
                return key;
            }
            OwnerOnlyFiles.createFolder(keys);
            var key = new LogKey(LogSigner.generate(configuredOrigin.orElse(usualOrigin), random), keys);
            HighWaterMark.begin(key.mark, key.origin());
            OwnerOnlyFiles.write(file, key.signer.text().getBytes(StandardCharsets.UTF_8));
            OwnerOnlyFiles.writeReadable(keys.resolve("log.vkey"),
                    key.identity().text().getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckpointSigner checkpointSigner(Clock clock) {
        return new CheckpointSigner(signer, HighWaterMark.open(mark, origin()), clock);
    }

    /** What is to be taken over after the database was set back: {@code restore/} beside the folder of the keys. */
    Restoration restoration(Clock clock) {
        return new Restoration(keys.resolveSibling("restore"), identity(), clock);
    }

    /** First line of every checkpoint. */
    public String origin() {
        return signer.origin();
    }

    /** What receipts of this log are verified against. */
    public LogIdentity identity() {
        return signer.identity();
    }
}
