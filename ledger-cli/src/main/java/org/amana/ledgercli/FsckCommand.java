package org.amana.ledgercli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.amana.core.consent.ConsentState;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code amana-ledger fsck FOLDER|URL --key FILE [--openings FILE]... [--state FILE]}: is this the log that was signed, and does what is claimed follow from it? */
@Command(name = "fsck", mixinStandardHelpOptions = true, description = "Rebuilds a whole log from its entries and compares every tile and the signed root; with openings, also what stands.")
final class FsckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Mixin
    private final TrustedLog log = new TrustedLog();
    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "FOLDER|URL", description = "An exported log, or the address of a node's log such as https://ledger.example/tlog.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private String place;

    @Option(names = "--openings", paramLabel = "FILE", description = "What opens entries, a JSON object a line: index, event and salt, or a receipt. Each is held against its entry, its signature and its place, and all are folded to what stands. May be repeated.")
    private List<Path> openings = new ArrayList<>();

    @Option(names = "--state", paramLabel = "FILE", description = "What the operator claims to stand, a JSON object a line: record, state, decided_index, withdrawn_index, erased_index. Needs --openings.")
    private @Nullable Path state;

    @Override
    public Integer call() {
        if (state != null && openings.isEmpty()) {
            throw new ParameterException(command.commandLine(),
                    "--state says what to compare with; --openings is missing, from which it must follow");
        }
        var identity = log.identity();
        var opened = new OpenedEntries();
        var claimed = new ClaimedStates();
        try {
            openings.forEach(file -> LocalFile.eachLine(file, LogEntryOpening.MAX_LINE_BYTES,
                    line -> opened.add(LogEntryOpening.parse(line))));
            if (state != null) {
                LocalFile.eachLine(state, ClaimedState.MAX_LINE_BYTES, line -> claimed.add(ClaimedState.parse(line)));
            }
            return switch (check(identity, opened)) {
                case LogVerdict.Intact intact -> intact(intact.checkpoint(), opened, claimed);
                case LogVerdict.Broken broken -> report.doesNotHold("This log does not hold:", broken.findings());
            };
        } catch (ProblemException e) {
            return report.doesNotHold("This cannot be checked:", List.of(Finding.of(e.problem())));
        }
    }

    private LogVerdict check(LogIdentity identity, OpenedEntries opened) {
        try (var files = LogPlace.open(place)) {
            return LogCheck.check(files, identity, opened::read);
        } catch (ProblemException e) {
            return new LogVerdict.Broken(List.of(Finding.of(e.problem())));
        }
    }

    private int intact(Checkpoint checkpoint, OpenedEntries opened, ClaimedStates claimed) {
        List<Finding> findings = opened.fold();
        if (!findings.isEmpty()) {
            return report.doesNotHold("This log holds, but not what was said of its entries:", findings);
        }
        List<Finding> differences = state == null ? List.of() : claimed.differences(opened.states());
        if (!differences.isEmpty()) {
            return report.doesNotHold("This log holds, but what is claimed to stand does not follow from its entries:",
                    differences);
        }
        return holds(checkpoint, opened);
    }

    private int holds(Checkpoint checkpoint, OpenedEntries opened) {
        var sentences = new StringBuilder("This log holds: %d entries of %s, every tile and the signed root agree."
                .formatted(checkpoint.treeSize(), checkpoint.origin()));
        ObjectNode facts = StrictJson.object()
                .put("origin", checkpoint.origin())
                .put("tree_size", checkpoint.treeSize())
                .put("root", checkpoint.root().toBase64());
        if (!openings.isEmpty()) {
            sentences.append("%n%d of its entries were opened: each is signed and in its place.%s".formatted(
                    opened.count(), state == null ? "" : " What is claimed to stand follows from them."));
            facts.put("opened", opened.count());
            ArrayNode stands = facts.putArray("states");
            for (ConsentState each : opened.states()) {
                ClaimedState words = ClaimedState.of(each);
                sentences.append("%nRecord %s: %s.".formatted(each.record().value(), words.inWords()));
                stands.add(words.toJson());
            }
        }
        return report.holds(sentences.toString(), facts);
    }
}
