package org.amana.ledgercli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignatureType;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options that say which log is relied on. The key must come from somebody other than the one who handed over the
 * receipt: whoever makes up a log makes up its key too.
 */
final class TrustedLog {
    private static final int MAX_KEY_BYTES = 16_384;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--key", paramLabel = "FILE", description = "File with the log's verifier keys, one a line: <name>+<id>+<base64>. All of them must have signed.")
    private @Nullable Path key;

    @Option(names = "--origin", paramLabel = "NAME", description = "First line the log's checkpoints must have; the key's name unless given.")
    private String origin = "";

    @Option(names = "--one-signature", description = "Accept a key file without an ML-DSA-44 key, for logs that sign with Ed25519 alone.")
    private boolean oneSignature;

    LogIdentity identity() {
        Path from = key;
        if (from == null) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--key=FILE'");
        }
        LogIdentity listed;
        try {
            listed = LogIdentity.parse(new String(LocalFile.read(from, MAX_KEY_BYTES), StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            throw new ParameterException(command.commandLine(), from + ": " + e.problem().detail(), e);
        }
        // a policy would do with any one of them; a log of ours signs with both, and both are demanded
        if (!oneSignature && listed.keys().stream().noneMatch(each -> each.type() == SignatureType.ML_DSA_44)) {
            throw new ParameterException(command.commandLine(), from + " lists no ML-DSA-44 key; a consent ledger signs"
                    + " with Ed25519 and ML-DSA-44. For another log add --one-signature");
        }
        return origin.isEmpty() ? listed : new LogIdentity(origin, listed.keys());
    }
}
