package org.amana.ledgercli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.VerifierKey;
import org.amana.core.problem.ProblemException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options that say which log is relied on. The key must come from somebody other than the one who handed over the
 * receipt: whoever makes up a log makes up its key too.
 */
final class TrustedLog {
    private static final int MAX_KEY_BYTES = 4_096;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "File with the log's verifier key, one line: <name>+<id>+<base64>.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path key;

    @Option(names = "--origin", paramLabel = "NAME", description = "First line the log's checkpoints must have; the key's name unless given.")
    private String origin = "";

    LogIdentity identity() {
        try {
            var verifierKey = VerifierKey
                    .parse(new String(LocalFile.read(key, MAX_KEY_BYTES), StandardCharsets.UTF_8));
            return new LogIdentity(origin.isEmpty() ? verifierKey.name() : origin, List.of(verifierKey));
        } catch (ProblemException e) {
            throw new ParameterException(command.commandLine(), key + ": " + e.problem().detail(), e);
        }
    }
}
