package org.amana.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.Quorum;
import org.amana.core.witness.TrustPolicy;

/**
 * Whom this node witnesses and who witnesses it, read once from its policy file (C2SP tlog-policy). Several {@code log}
 * lines of one name are several keys of one log, and all of them must have signed. One file may serve all nodes of a
 * network: the lines of this node's own log and witness are passed over, since nobody gains from a witness of itself.
 */
final class WitnessPolicy {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private final Map<String, KnownLog> logs;
    private final Map<URI, List<VerifierKey>> witnesses;
    private final Optional<Quorum> quorum;

    private WitnessPolicy(Map<String, KnownLog> logs, Map<URI, List<VerifierKey>> witnesses, Optional<Quorum> quorum) {
        this.logs = logs;
        this.witnesses = witnesses;
        this.quorum = quorum;
    }

    /**
     * Reads the file.
     *
     * @param own this node's log
     * @param ownWitness the keys this node cosigns with
     * @throws IllegalStateException when the file is no policy, or gives this log keys it has not
     */
    static WitnessPolicy read(Optional<Path> file, LogIdentity own, List<VerifierKey> ownWitness) {
        if (file.isEmpty()) {
            return new WitnessPolicy(Map.of(), Map.of(), Optional.empty());
        }
        TrustPolicy policy;
        try {
            policy = TrustPolicy.parse(Files.readAllBytes(file.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("amana.ledger.witness.policy cannot be read: " + file.get(), e);
        } catch (ProblemException e) {
            throw wrong(file.get(), e.problem().detail());
        }
        Stream.concat(policy.logs().stream(), policy.witnesses().stream())
                .flatMap(member -> member.url().stream())
                .filter(url -> !SCHEMES.contains(String.valueOf(url.getScheme())) || url.getHost() == null
                        || url.getRawFragment() != null || url.getRawUserInfo() != null || url.getRawQuery() != null)
                .findFirst()
                .ifPresent(url -> {
                    throw wrong(file.get(), url + " is no address of a log or witness");
                });
        var logs = new LinkedHashMap<String, KnownLog>();
        policy.logs()
                .stream()
                .collect(Collectors.groupingBy(TrustPolicy.Member::name, LinkedHashMap::new, Collectors.toList()))
                .forEach((origin, members) -> logs.put(origin, log(origin, members)));
        KnownLog self = logs.remove(own.origin());
        if (self != null && !new HashSet<>(self.identity().keys()).equals(new HashSet<>(own.keys()))) {
            throw wrong(file.get(), "the keys of " + own.origin() + " are not those of this ledger (keys/log.vkey)");
        }
        Map<URI, List<VerifierKey>> witnesses = policy.witnesses()
                .stream()
                .filter(member -> member.url().isPresent() && !ownWitness.contains(member.key()))
                .collect(Collectors.groupingBy(member -> member.url().orElseThrow(), LinkedHashMap::new,
                        Collectors.mapping(TrustPolicy.Member::key, Collectors.toList())));
        return new WitnessPolicy(logs, witnesses, Optional.of(policy.quorum()));
    }

    private static IllegalStateException wrong(Path file, String why) {
        return new IllegalStateException("amana.ledger.witness.policy " + file + ": " + why);
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

    /** Every log this node witnesses. */
    Collection<KnownLog> logs() {
        return logs.values();
    }

    /** The log whose origin has that hash. */
    Optional<KnownLog> logByHash(String originHash) {
        return logs.values().stream().filter(log -> KnownLog.hash(log.origin()).equals(originHash)).findFirst();
    }

    /** Witnesses to ask: submission prefix and all keys of it. */
    Map<URI, List<VerifierKey>> witnesses() {
        return witnesses;
    }

    /** Every key of theirs. */
    List<VerifierKey> witnessKeys() {
        return witnesses.values().stream().flatMap(List::stream).toList();
    }

    /** Who must have cosigned; nothing without a file. */
    Optional<Quorum> quorum() {
        return quorum;
    }
}
