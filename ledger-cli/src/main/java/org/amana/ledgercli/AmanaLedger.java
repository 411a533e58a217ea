package org.amana.ledgercli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The offline verifier.
 *
 * <pre>
 * amana-ledger receipt card-receipt.json --key log.vkey
 * amana-ledger fsck ./exported-log --key log.vkey
 * amana-ledger fsck https://ledger.example/tlog --key log.vkey --json
 * </pre>
 *
 * <p>Exit codes: {@value ExitCode#HOLDS} it holds, {@value ExitCode#DOES_NOT_HOLD} it does not hold,
 * {@value ExitCode#USAGE} the command was misunderstood, {@value ExitCode#CANNOT_READ} something could not be read.
 */
@Command(name = "amana-ledger", mixinStandardHelpOptions = true, version = "amana-ledger 0.1.0", description = "Verifies receipts and whole consent ledgers offline.", subcommands = {
        ReceiptCommand.class, FsckCommand.class,
        CommandLine.HelpCommand.class}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:it holds",
                "1:it does not hold", "2:the command was misunderstood",
                "3:something could not be read"})
public final class AmanaLedger {
    private AmanaLedger() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new AmanaLedger()).setExecutionExceptionHandler((failure, line, _) -> {
            if (failure instanceof CannotRead cannotRead) {
                line.getErr().println(cannotRead.getMessage());
                return ExitCode.CANNOT_READ;
            }
            throw failure;
        });
    }
}
