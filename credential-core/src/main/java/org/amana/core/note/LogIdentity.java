package org.amana.core.note;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;

/**
 * The log somebody decided to rely on: the first line its checkpoints must have and the keys that
 * must all have signed them. A policy would do with any one of the keys, and one forged signature with it.
 *
 * <p>As text, one vkey a line:
 *
 * <pre>
 * ledger.example/tlog+530d903a+Aekye…
 * ledger.example/tlog+0f1e2d3c+Bq3x…
 * </pre>
 */
public record LogIdentity(String origin, List<VerifierKey> keys) {
    public LogIdentity {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a log without keys can be relied on for nothing");
        }
        keys = List.copyOf(keys);
    }

    /**
     * Reads the text form; the name of the keys is the log's origin.
     *
     * @throws ProblemException {@link NoteProblem.MalformedKey} when there is no key, or they have different names
     */
    public static LogIdentity parse(String text) {
        List<VerifierKey> keys = text.strip().lines().map(VerifierKey::parse).toList();
        if (keys.isEmpty() || keys.stream().map(VerifierKey::name).distinct().count() > 1) {
            throw NoteProblem.malformedKey("the keys of a log, one a line, have one name");
        }
        return new LogIdentity(keys.getFirst().name(), keys);
    }

    /** "Origin hash" of C2SP tlog-witness: SHA-256 of a log's name in lower-case hex. */
    public static String originHash(String origin) {
        return HexFormat.of().formatHex(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
    }

    /** The text form. */
    public String text() {
        return keys.stream().map(key -> key.vkey() + "\n").collect(Collectors.joining());
    }

    /** The usual case: the key's name is the log's origin (C2SP tlog-checkpoint, "Signatures"). */
    public static LogIdentity of(VerifierKey key) {
        return new LogIdentity(key.name(), List.of(key));
    }

    /**
     * The checkpoint in a signed note of this log.
     *
     * @throws ProblemException {@link NoteProblem.WrongOrigin}, {@link NoteProblem.BadSignature},
     *         {@link NoteProblem.MissingSignature}, {@link NoteProblem.MalformedCheckpoint}
     */
    public Checkpoint open(UnverifiedNote note) {
        return openSigned(note).checkpoint();
    }

    /**
     * The same with what proves it: the note without the signatures of others.
     *
     * @throws ProblemException as {@link #open}
     */
    public SignedCheckpoint openSigned(UnverifiedNote note) {
        // the origin is looked at first so that another log's receipt is called that, and not a forgery
        if (!note.claimedOrigin().equals(origin)) {
            throw new ProblemException(new NoteProblem.WrongOrigin(
                    "a checkpoint of " + origin + " was expected, found one of " + note.claimedOrigin()));
        }
        VerifiedNote verified = note.verify(keys);
        for (VerifierKey key : keys) {
            if (!verified.signers().contains(key)) {
                throw new ProblemException(new NoteProblem.MissingSignature(
                        "the checkpoint lacks the " + key.type() + " signature of the log"));
            }
        }
        return new SignedCheckpoint(Checkpoint.of(verified, origin), verified.note());
    }
}
