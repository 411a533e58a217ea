package org.amana.ledgercli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.ForkProof;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code amana-ledger fork FILE --key FILE}: does this file prove that the log showed two histories? */
@Command(name = "fork", mixinStandardHelpOptions = true, description = "Verifies a proof that a log signed two checkpoints that cannot both be true. Exit code 0 means that it did.")
final class ForkCommand implements Callable<Integer> {
    @Mixin
    private final TrustedLog log = new TrustedLog();
    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "FILE", description = "The proof, a JSON file.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path file;

    @Override
    public Integer call() {
        var identity = log.identity();
        byte[] content = LocalFile.read(file, ForkProof.MAX_BYTES);
        try {
            if (ForkProof.parse(content).proves(identity)) {
                return report.holds("This proves a fork: %s signed two checkpoints that cannot both be true."
                        .formatted(identity.origin()), StrictJson.object().put("origin", identity.origin()));
            }
            return report.doesNotHold("This proves no fork:",
                    List.of(new Finding("no_fork", "the two checkpoints can both be true")));
        } catch (ProblemException e) {
            return report.doesNotHold("This proves no fork:", List.of(Finding.of(e.problem())));
        }
    }
}
