package org.amana.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.note.NoteSigner;
import org.amana.core.note.SignatureType;
import org.amana.core.note.VerifierKey;

/**
 * The keys this node cosigns with, in {@code keys/witness.key}, mode 0600, two lines: Ed25519 (0x04), which all of the
 * ecosystem reads, and ML-DSA-44 (0x06), which C2SP recommends. Their public halves lie beside it in
 * {@code witness.vkey}. Never the keys of the log: who cosigns with those says nothing that the log has not said.
 */
final class WitnessKey {
    private static final List<SignatureType> TYPES = List.of(SignatureType.COSIGNATURE_V1, SignatureType.ML_DSA_44);
    private final List<NoteSigner> signers;

    private WitnessKey(List<NoteSigner> signers) {
        this.signers = signers;
    }

    static WitnessKey openOrCreate(Path keys, Optional<String> configuredName, String usualName,
                                   RandomGenerator random) {
        Path file = keys.resolve("witness.key");
        try {
            WitnessKey key;
            if (Files.exists(file)) {
                key = read(file);
                if (configuredName.isPresent() && !configuredName.get().equals(key.name())) {
                    throw new IllegalStateException("amana.ledger.witness.name is " + configuredName.get()
                            + ", but the witness in " + keys + " is " + key.name() + "; a witness keeps its name");
                }
            } else {
                String name = configuredName.orElse(usualName);
                key = new WitnessKey(TYPES.stream().map(type -> NoteSigner.generate(name, type, random)).toList());
                OwnerOnlyFiles.createFolder(keys);
                OwnerOnlyFiles.write(file, lines(key.signers.stream().map(NoteSigner::text).toList()));
            }
            if (!Files.exists(keys.resolve("witness.vkey"))) {
                OwnerOnlyFiles.writeReadable(keys.resolve("witness.vkey"),
                        lines(key.verifierKeys().stream().map(VerifierKey::vkey).toList()));
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WitnessKey read(Path file) throws IOException {
        var key = new WitnessKey(Files.readAllLines(file).stream().map(NoteSigner::parse).toList());
        if (!key.verifierKeys().stream().map(VerifierKey::type).toList().equals(TYPES)
                || key.verifierKeys().stream().map(VerifierKey::name).distinct().count() != 1) {
            throw new IllegalStateException(file + " has two lines, Ed25519 and ML-DSA-44 cosigner keys of one name");
        }
        return key;
    }

    private static byte[] lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8);
    }

    String name() {
        return verifierKeys().getFirst().name();
    }

    /** What its cosignatures are verified with. */
    List<VerifierKey> verifierKeys() {
        return signers.stream().map(NoteSigner::verifierKey).toList();
    }

    /** The cosignature lines of a checkpoint, one of each key. */
    String cosign(String checkpointText, Instant at) {
        return signers.stream().map(signer -> signer.cosign(checkpointText, at)).collect(Collectors.joining());
    }
}
