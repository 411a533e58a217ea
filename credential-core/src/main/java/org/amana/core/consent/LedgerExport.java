package org.amana.core.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a person's wallet holds of the ledger, in one file that verifies with every node switched off and that another
 * wallet takes in.
 *
 * <pre>
 * {"type":"https://amana.example/consent/export/v1","made_at":"2026-11-22T12:00:00Z",
 *  "logs":[{@link ExportedLog}],"entries":[{@link ExportedEntry}, oldest first],
 *  "relations"?:{"kdf":"argon2id","memory_kib":65536,"iterations":3,"parallelism":1,"salt":"…","sealed":"…"}}
 * </pre>
 *
 * @param relations the person's pairwise keys under a passphrase; nothing here opens or checks them
 */
public record LedgerExport(Instant madeAt, List<ExportedLog> logs, List<ExportedEntry> entries,
                           Optional<ObjectNode> relations) {
    /** Names this form of file. */
    public static final String TYPE = "https://amana.example/consent/export/v1";
    /** Longest file, in bytes: about two thousand receipts. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;
    /** Most entries of one file. */
    public static final int MAX_ENTRIES = 5_000;
    /** Most logs of one file. */
    public static final int MAX_LOGS = 32;

    public LedgerExport {
        logs = List.copyOf(logs);
        entries = List.copyOf(entries);
    }

    /** Where the log that somebody relies on comes from. */
    @FunctionalInterface
    public interface Relied {
        /** The identity of that log; empty when nothing is known of it. */
        Optional<LogIdentity> on(ExportedLog log);
    }

    /** True for a document that calls itself an export of this form. */
    public static boolean isOne(JsonNode node) {
        return node.path("type").asString("").equals(TYPE);
    }

    /**
     * Reads a file. One part that cannot be read condemns the whole.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link ConsentProblem},
     *         {@link org.amana.core.note.NoteProblem}, {@link org.amana.core.merkle.MerkleProblem}
     */
    public static LedgerExport parse(byte[] file) {
        return parse(StrictJson.parseObject(file, MAX_BYTES));
    }

    /** As {@link #parse(byte[])}, from a document that was parsed already. */
    public static LedgerExport parse(ObjectNode file) {
        JsonNode entries = file.path("entries");
        JsonNode logs = file.path("logs");
        if (!isOne(file) || !entries.isArray() || !logs.isArray() || entries.size() > MAX_ENTRIES
                || logs.size() > MAX_LOGS) {
            throw ConsentProblem.malformedExport("a file has the type " + TYPE + ", at most " + MAX_LOGS
                    + " logs and at most " + MAX_ENTRIES + " entries");
        }
        List<ExportedLog> read = logs.valueStream().map(ExportedLog::parse).toList();
        if (read.stream().map(ExportedLog::origin).distinct().count() < read.size()) {
            throw ConsentProblem.malformedExport("a file names a log once");
        }
        JsonNode relations = file.path("relations");
        if (!relations.isMissingNode() && !relations.isObject()) {
            throw ConsentProblem.malformedExport("the relations of a file are an object");
        }
        return new LedgerExport(EventJson.instant(file.path("made_at").asString("")), read,
                entries.valueStream().map(ExportedEntry::parse).toList(),
                relations instanceof ObjectNode sealed ? Optional.of(sealed) : Optional.empty());
    }

    public ObjectNode toJson() {
        ObjectNode file = StrictJson.object().put("type", TYPE).put("made_at", madeAt.toString());
        ArrayNode ofLogs = file.putArray("logs");
        logs.forEach(log -> ofLogs.add(log.toJson()));
        ArrayNode ofEntries = file.putArray("entries");
        entries.forEach(entry -> ofEntries.add(entry.toJson()));
        relations.ifPresent(sealed -> file.set("relations", sealed));
        return file;
    }

    /**
     * Everything that does not hold, in the order of the file: {@code unknown_log} where a log is named or relied on by
     * nobody, what {@link ConsentReceipt#verify} and {@link ErasureReceipt#verify} find, {@code entry_differs},
     * {@code notice_mismatch}, and {@code forked} where two checkpoints of a log cannot both be true.
     */
    public ExportVerdict verify(Relied relied) {
        Map<String, LogIdentity> identities = new HashMap<>();
        var findings = new ArrayList<Finding>();
        for (ExportedLog log : logs) {
            relied.on(log).ifPresent(identity -> {
                identities.put(log.origin(), identity);
                log.verify(identity).ifPresent(findings::add);
            });
        }
        var roots = new Roots();
        int verified = 0;
        for (int place = 0; place < entries.size(); place++) {
            ExportedEntry entry = entries.get(place);
            LogIdentity identity = identities.get(entry.claimedOrigin());
            List<Finding> found = identity == null
                    ? List.of(new Finding("unknown_log", "nothing relied on knows the log " + entry.claimedOrigin()))
                    : entry.verify(identity);
            verified += found.isEmpty() ? 1 : 0;
            String name = "receipt " + (place + 1) + " (" + entry.kind() + "): ";
            found.forEach(finding -> findings.add(new Finding(finding.reason(), name + finding.detail())));
            if (identity != null && found.isEmpty()) {
                roots.add(identity.open(UnverifiedNote.parse(entry.proof().checkpoint()))).ifPresent(findings::add);
            }
        }
        if (findings.isEmpty()) {
            for (ExportedLog log : logs) {
                Optional.ofNullable(identities.get(log.origin()))
                        .flatMap(identity -> roots.add(identity.open(UnverifiedNote.parse(log.checkpoint()))))
                        .ifPresent(findings::add);
            }
        }
        return new ExportVerdict(verified, entries.size(), findings);
    }

    /** Roots that logs signed: for one size of one log there is one. */
    private static final class Roots {
        private final Map<String, Checkpoint> bySize = new HashMap<>();

        Optional<Finding> add(Checkpoint checkpoint) {
            Checkpoint other = bySize.putIfAbsent(checkpoint.origin() + "\n" + checkpoint.treeSize(), checkpoint);
            return other == null || other.root().equals(checkpoint.root())
                    ? Optional.empty()
                    : Optional.of(new Finding("forked", "the log " + checkpoint.origin()
                            + " signed two different records of " + checkpoint.treeSize() + " entries"));
        }
    }
}
