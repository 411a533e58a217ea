package org.amana.ledgercli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.Continuation;
import org.amana.core.witness.ForkProof;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code amana-ledger consistency OLD NEW --log FOLDER|URL --key FILE}: does the newer checkpoint continue the older one? */
@Command(name = "consistency", mixinStandardHelpOptions = true, description = "Checks that a newer checkpoint continues an older one: nothing was changed, dropped or reordered in between.")
final class ConsistencyCommand implements Callable<Integer> {
    @Mixin
    private final TrustedLog log = new TrustedLog();
    @Mixin
    private final Report report = new Report();

    @Parameters(index = "0", paramLabel = "OLD", description = "The checkpoint that was kept.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path older;

    @Parameters(index = "1", paramLabel = "NEW", description = "The checkpoint that is shown now.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path newer;

    @Option(names = "--log", required = true, paramLabel = "FOLDER|URL", description = "Where the tiles of the log are.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private String place;

    @Option(names = "--fork-proof", paramLabel = "FILE", description = "Where to write the proof, if the log turns out to be forked.")
    private @Nullable Path forkProof;

    @Override
    public Integer call() {
        LogIdentity identity = log.identity();
        String first = text(older);
        String second = text(newer);
        try (LogPlace files = LogPlace.open(place)) {
            return check(identity, first, second, files);
        } catch (ProblemException e) {
            return report.doesNotHold("The checkpoints cannot be compared:", List.of(Finding.of(e.problem())));
        }
    }

    private int check(LogIdentity identity, String first, String second, LogFiles files) {
        Continuation continuation = Continuation.check(identity, first, second, files);
        return switch (continuation) {
            case Continuation.Continues(Checkpoint one, Checkpoint other) -> report.holds(
                    "These checkpoints hold: the first %d of %d entries of %s are the same.".formatted(one.treeSize(),
                            other.treeSize(), identity.origin()),
                    StrictJson.object()
                            .put("origin", identity.origin())
                            .put("old_size", one.treeSize())
                            .put("new_size", other.treeSize()));
            case Continuation.Forked(ForkProof proof) -> {
                Optional.ofNullable(forkProof).ifPresent(file -> write(file, proof));
                yield report.doesNotHold("This log showed two histories:", List.of(new Finding("forked",
                        "both checkpoints are signed by the log, and they cannot both be true")));
            }
            case Continuation.Unproven(Finding finding) -> report.doesNotHold(
                    "It cannot be shown that the newer checkpoint continues the older one:", List.of(finding));
        };
    }

    private static String text(Path file) {
        return new String(LocalFile.read(file, UnverifiedNote.MAX_BYTES), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void write(Path file, ForkProof proof) {
        try {
            Files.writeString(file, StrictJson.write(proof.toJson()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
