package org.amana.ledgercli;

import java.util.List;
import java.util.concurrent.Callable;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogCheck;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogVerdict;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code amana-ledger fsck FOLDER|URL --key FILE}: is the whole log what its signed checkpoint says? */
@Command(name = "fsck", mixinStandardHelpOptions = true, description = "Rebuilds a whole log from its entries and compares every tile and the signed root.")
final class FsckCommand implements Callable<Integer> {
    @Mixin
    private final TrustedLog log = new TrustedLog();
    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "FOLDER|URL", description = "An exported log, or the address of a node's log such as https://ledger.example/tlog.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private String place;

    @Override
    public Integer call() {
        var identity = log.identity();
        LogVerdict verdict;
        try {
            verdict = check(identity);
        } catch (ProblemException e) {
            verdict = new LogVerdict.Broken(List.of(Finding.of(e.problem())));
        }
        return switch (verdict) {
            case LogVerdict.Intact intact -> holds(intact.checkpoint());
            case LogVerdict.Broken broken -> report.doesNotHold("This log does not hold:", broken.findings());
        };
    }

    private LogVerdict check(LogIdentity identity) {
        try (var files = LogPlace.open(place)) {
            return LogCheck.check(files, identity);
        }
    }

    private int holds(Checkpoint checkpoint) {
        return report.holds(
                "This log holds: %d entries of %s, every tile and the signed root agree.".formatted(
                        checkpoint.treeSize(), checkpoint.origin()),
                StrictJson.object()
                        .put("origin", checkpoint.origin())
                        .put("tree_size", checkpoint.treeSize())
                        .put("root", checkpoint.root().toBase64()));
    }
}
