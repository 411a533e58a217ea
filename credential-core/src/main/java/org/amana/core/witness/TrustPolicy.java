package org.amana.core.witness;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.NoteProblem;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;

/**
 * Which checkpoints are believed (C2SP tlog-policy): those of these logs that enough witnesses have cosigned.
 * Stricter than the format in one thing: where a log is listed with several keys of one name, all of them must have
 * signed, so that a forged Ed25519 signature is not enough for a log that also signs with ML-DSA-44.
 *
 * <pre>
 * log ledger.example/tlog+530d903a+Aekye…
 * log ledger.example/tlog+0f1e2d3c+Bq3x…
 * witness court witness.court.example+1a2b3c4d+BC9k… https://court.example/witness
 * witness ngo witness.ngo.example+5e6f7a8b+BJk2…
 * group both all court ngo
 * quorum both
 * </pre>
 *
 * @param logs keys of logs, each with its address if one is given
 * @param witnesses whether the quorum needs them or not
 */
public record TrustPolicy(List<Member> logs, List<Member> witnesses, Quorum quorum) {
    /** A key and where its owner is reached. */
    public record Member(String name, VerifierKey key, Optional<URI> url) {}

    public TrustPolicy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
    }

    /**
     * Reads a policy file.
     *
     * @throws ProblemException {@link WitnessProblem.MalformedPolicy}
     */
    public static TrustPolicy parse(byte[] file) {
        return new PolicyReader().read(file);
    }

    /**
     * The checkpoint in a note, when this policy believes it.
     *
     * @throws ProblemException {@link NoteProblem}, {@link PolicyProblem}
     */
    public Checkpoint open(UnverifiedNote note) {
        String origin = note.claimedOrigin();
        List<VerifierKey> ofLog = logs.stream().map(Member::key).filter(key -> key.name().equals(origin)).toList();
        if (ofLog.isEmpty()) {
            throw new ProblemException(new PolicyProblem.UnknownLog(origin));
        }
        VerifiedNote verified = note.verify(Stream.concat(ofLog.stream(), witnesses.stream().map(Member::key))
                .toList());
        Set<VerifierKey> signers = verified.signers().stream().collect(Collectors.toSet());
        for (VerifierKey key : ofLog) {
            if (!signers.contains(key)) {
                throw new ProblemException(new NoteProblem.MissingSignature(
                        "the checkpoint lacks the " + key.type() + " signature of " + origin));
            }
        }
        if (!quorum.isMetBy(signers)) {
            throw new ProblemException(new PolicyProblem.QuorumNotMet(witnesses.stream()
                    .filter(witness -> signers.contains(witness.key()))
                    .map(Member::name)
                    .toList()));
        }
        return Checkpoint.of(verified, origin);
    }
}
