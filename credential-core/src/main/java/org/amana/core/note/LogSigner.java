package org.amana.core.note;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Both keys of a log: every checkpoint is signed with Ed25519, which the whole ecosystem reads, and cosigned with
 * ML-DSA-44, which a quantum computer cannot forge. Kept as two lines of signer key text, in this order.
 */
public final class LogSigner {
    private final NoteSigner ed25519;
    private final NoteSigner mlDsa44;

    private LogSigner(NoteSigner ed25519, NoteSigner mlDsa44) {
        if (ed25519.verifierKey().type() != SignatureType.ED25519
                || mlDsa44.verifierKey().type() != SignatureType.ML_DSA_44
                || !ed25519.verifierKey().name().equals(mlDsa44.verifierKey().name())) {
            throw NoteProblem.malformedKey("a log has an Ed25519 and an ML-DSA-44 key of one name");
        }
        this.ed25519 = ed25519;
        this.mlDsa44 = mlDsa44;
    }

    /** New keys for a log of this name. */
    public static LogSigner generate(String origin, RandomGenerator random) {
        return new LogSigner(NoteSigner.generate(origin, SignatureType.ED25519, random),
                NoteSigner.generate(origin, SignatureType.ML_DSA_44, random));
    }

    /**
     * Reads the two lines.
     *
     * @throws org.amana.core.problem.ProblemException {@link NoteProblem.MalformedKey}
     */
    public static LogSigner parse(String text) {
        List<String> lines = text.strip().lines().toList();
        if (lines.size() != 2) {
            throw NoteProblem.malformedKey("the keys of a log are two lines, Ed25519 and ML-DSA-44");
        }
        return new LogSigner(NoteSigner.parse(lines.getFirst()), NoteSigner.parse(lines.getLast()));
    }

    /** The secret text, for a file of mode 0600. */
    public String text() {
        return ed25519.text() + "\n" + mlDsa44.text() + "\n";
    }

    /** First line of every checkpoint. */
    public String origin() {
        return ed25519.verifierKey().name();
    }

    /** What receipts of this log are verified against: both keys. */
    public LogIdentity identity() {
        return new LogIdentity(origin(), List.of(ed25519.verifierKey(), mlDsa44.verifierKey()));
    }

    /**
     * The signed checkpoint: text, empty line, two signature lines.
     *
     * @param checkpoint of this log
     * @param at when, whole seconds
     */
    public String sign(Checkpoint checkpoint, Instant at) {
        if (!checkpoint.origin().equals(origin())) {
            throw new IllegalArgumentException("a log signs its own checkpoints");
        }
        String text = checkpoint.text();
        return text + "\n" + ed25519.sign(text) + mlDsa44.cosign(text, at);
    }
}
