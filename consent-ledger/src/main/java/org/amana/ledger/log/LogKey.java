package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.NoteSigner;

/** The Ed25519 key of the log in {@code keys/log.key}, mode 0600; its public half beside it in {@code log.vkey}. */
public final class LogKey {
    private final NoteSigner signer;

    private LogKey(NoteSigner signer) {
        this.signer = signer;
    }

    static LogKey openOrCreate(Path keys, Optional<String> configuredOrigin, String usualOrigin,
                               RandomGenerator random) {
        Path file = keys.resolve("log.key");
        try {
            if (Files.exists(file)) {
                var key = new LogKey(NoteSigner.parse(Files.readString(file, StandardCharsets.UTF_8)));
                if (configuredOrigin.isPresent() && !configuredOrigin.get().equals(key.origin())) {
                    throw new IllegalStateException("amana.ledger.log.origin is " + configuredOrigin.get()
                            + ", but the log in " + keys + " is " + key.origin() + "; a log keeps its name");
                }
                return key;
            }
            OwnerOnlyFiles.createFolder(keys);
            var key = new LogKey(NoteSigner.generate(configuredOrigin.orElse(usualOrigin), random));
            OwnerOnlyFiles.write(file, (key.signer.text() + "\n").getBytes(StandardCharsets.UTF_8));
            OwnerOnlyFiles.writeReadable(keys.resolve("log.vkey"),
                    (key.signer.verifierKey().vkey() + "\n").getBytes(StandardCharsets.UTF_8));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    NoteSigner signer() {
        return signer;
    }

    /** First line of every checkpoint. */
    public String origin() {
        return signer.verifierKey().name();
    }

    /** What receipts of this log are verified against. */
    public LogIdentity identity() {
        return LogIdentity.of(signer.verifierKey());
    }
}
