package org.amana.ledgercli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.amana.core.consent.ExportVerdict;
import org.amana.core.consent.ExportedLog;
import org.amana.core.consent.LedgerExport;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignatureType;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code amana-ledger export FILE --key FILE}: does everything hold that a person took along from their wallet? */
@Command(name = "export", mixinStandardHelpOptions = true, description = "Verifies a file of everything that a person's wallet holds of its ledgers: every receipt, notice and checkpoint.")
final class ExportCommand implements Callable<Integer> {
    private static final int MAX_KEY_BYTES = 16_384;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "FILE", description = "The file that a wallet wrote.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path file;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Trust trust;

    /** Whose keys are relied on. */
    static final class Trust {
        @Option(names = "--key", paramLabel = "FILE", description = "File with the verifier keys of one log, one a line; repeat it for each log. They must come from somebody other than the one who handed over the file.")
        private List<Path> keys = new ArrayList<>();

        @Option(names = "--claimed-keys", description = "Use the keys that the file itself names. Shows that the file agrees with itself, and nothing about who made it.")
        private boolean claimed;
    }

    @Override
    public Integer call() {
        List<LogIdentity> relied = trust.keys.stream().map(this::identity).toList();
        LedgerExport export;
        try {
            export = LedgerExport.parse(LocalFile.read(file, LedgerExport.MAX_BYTES));
        } catch (ProblemException e) {
            return report.doesNotHold("This is not a file of a person's ledger:", List.of(Finding.of(e.problem())));
        }
        ExportVerdict verdict = export.verify(log -> trust.claimed
                ? Optional.of(log.claimed()).filter(ExportCommand::signsTwice)
                : relied.stream().filter(one -> one.origin().equals(log.origin())).findFirst());
        String logs = export.logs().stream().map(ExportedLog::origin).collect(Collectors.joining(", "));
        if (!verdict.holds()) {
            return report.doesNotHold("%d of %d receipts of %s hold. This file does not hold:".formatted(
                    verdict.verified(), verdict.total(), logs), verdict.findings());
        }
        String warning = trust.claimed
                ? " The keys are the file's own: ask somebody you trust for the keys of " + logs + "."
                : "";
        return report.holds("This file holds: %d receipts of %s verified.%s".formatted(verdict.verified(), logs,
                warning),
                StrictJson.object()
                        .put("receipts", verdict.verified())
                        .put("logs", export.logs().size())
                        .put("made_at", export.madeAt().toString())
                        .put("keys", trust.claimed ? "claimed" : "given"));
    }

    private static boolean signsTwice(LogIdentity log) {
        return log.keys().stream().anyMatch(key -> key.type() == SignatureType.ML_DSA_44)
                && log.keys().stream().anyMatch(key -> key.type() == SignatureType.ED25519);
    }

    private LogIdentity identity(Path key) {
        LogIdentity identity;
        try {
            identity = LogIdentity.parse(new String(LocalFile.read(key, MAX_KEY_BYTES), StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            throw new ParameterException(command.commandLine(), key + ": " + e.problem().detail(), e);
        }
        if (!signsTwice(identity)) {
            throw new ParameterException(command.commandLine(),
                    key + " lists not both an Ed25519 and an ML-DSA-44 key; a consent ledger signs with both");
        }
        return identity;
    }
}
