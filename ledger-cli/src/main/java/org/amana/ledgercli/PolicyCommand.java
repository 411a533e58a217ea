package org.amana.ledgercli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.TrustPolicy;
import org.amana.core.witness.WitnessProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amana-ledger policy CHECKPOINT --policy FILE}: have the log and enough witnesses signed this checkpoint? */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Checks a checkpoint against a policy of logs, witnesses and a quorum (C2SP tlog-policy).")
final class PolicyCommand implements Callable<Integer> {
    private static final int MAX_POLICY_BYTES = 262_144;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "CHECKPOINT", description = "A signed checkpoint.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path file;

    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "The policy.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path policyFile;

    @Override
    public Integer call() {
        TrustPolicy policy = policy();
        try {
            Checkpoint checkpoint = policy.open(UnverifiedNote.parse(LocalFile.read(file, UnverifiedNote.MAX_BYTES)));
            return report.holds("This checkpoint holds: %d entries of %s, cosigned as the policy asks.".formatted(
                    checkpoint.treeSize(), checkpoint.origin()),
                    StrictJson.object()
                            .put("origin", checkpoint.origin())
                            .put("tree_size", checkpoint.treeSize())
                            .put("root", checkpoint.root().toBase64()));
        } catch (ProblemException e) {
            return report.doesNotHold("This checkpoint does not hold:", List.of(Finding.of(e.problem())));
        }
    }

    private TrustPolicy policy() {
        try {
            return TrustPolicy.parse(LocalFile.read(policyFile, MAX_POLICY_BYTES));
        } catch (ProblemException e) {
            if (e.problem() instanceof WitnessProblem problem) {
                throw new ParameterException(command.commandLine(), policyFile + ": " + problem.detail(), e);
            }
            throw e;
        }
    }
}
