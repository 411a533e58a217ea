package org.amana.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.TrustPolicy;

/**
 * Whom this node witnesses, read once from its policy file (C2SP tlog-policy). Several {@code log} lines of one name
 * are several keys of one log, and all of them must have signed. One file may serve all nodes of a network: the lines
 * of this node's own log are passed over, since nobody gains from a witness of itself.
 */
final class WitnessPolicy {
    private final Map<String, KnownLog> logs;

    private WitnessPolicy(Map<String, KnownLog> logs) {
        this.logs = logs;
    }

    /**
     * Reads the file.
     *
     * @param own this node's log
     * @throws IllegalStateException when the file is no policy, or gives this log keys it has not
     */
    static WitnessPolicy read(Optional<Path> file, LogIdentity own) {
        if (file.isEmpty()) {
            return new WitnessPolicy(Map.of());
        }
        TrustPolicy policy;
        try {
            policy = TrustPolicy.parse(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("amana.ledger.witness.policy cannot be read: " + file.get(), e);
        } catch (ProblemException e) {
            throw new IllegalStateException(
                    "amana.ledger.witness.policy " + file.get() + ": " + e.problem().detail(), e);
        }
        var logs = new LinkedHashMap<String, KnownLog>();
        policy.logs()
                .stream()
                .collect(Collectors.groupingBy(TrustPolicy.Member::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((origin, members) -> logs.put(origin, log(origin, members)));
        KnownLog self = logs.remove(own.origin());
        if (self != null && !new HashSet<>(self.identity().keys()).equals(new HashSet<>(own.keys()))) {
            throw new IllegalStateException("amana.ledger.witness.policy " + file.get()
                    + ": the keys of " + own.origin() + " are not those of this ledger (keys/log.vkey)");
        }
        return new WitnessPolicy(logs);
    }

    private static KnownLog log(String origin, List<TrustPolicy.Member> members) {
        List<VerifierKey> keys = members.stream().map(TrustPolicy.Member::key).toList();
        Optional<URI> url = members.stream().map(TrustPolicy.Member::url).flatMap(Optional::stream).findFirst();
        return new KnownLog(new LogIdentity(origin, keys), url);
    }

    /** The log of that origin, if this node witnesses it. */
    Optional<KnownLog> log(String origin) {
        return Optional.ofNullable(logs.get(origin));
    }

    /** The log whose origin has that hash. */
    Optional<KnownLog> logByHash(String originHash) {
        return logs.values().stream().filter(log -> KnownLog.hash(log.origin()).equals(originHash)).findFirst();
    }
}
