package org.amana.ledgercli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The offline verifier.
 *
 * <pre>
 * amana-ledger receipt card-receipt.json --key log.vkey
 * amana-ledger export everything.json --key log.vkey
 * amana-ledger fsck ./exported-log --key log.vkey
 * amana-ledger fsck https://ledger.example/tlog --key log.vkey --json
 * amana-ledger fsck ./exported-log --key log.vkey --openings openings.jsonl --state state.jsonl
 * amana-ledger consistency monday.checkpoint friday.checkpoint --log ./exported-log --key log.vkey
 * amana-ledger policy friday.checkpoint --policy trust.policy
 * amana-ledger fork fork-proof.json --key log.vkey
 * </pre>
 *
 * <p>Exit codes: {@link ExitCode}.
 */
@Command(name = "amana-ledger", mixinStandardHelpOptions = true, version = "amana-ledger 0.1.0", description = "Verifies receipts and whole consent ledgers offline.", subcommands = {
        ReceiptCommand.class, ExportCommand.class, FsckCommand.class, ConsistencyCommand.class, PolicyCommand.class,
        ForkCommand.class,
        CommandLine.HelpCommand.class})
public final class AmanaLedger {
    private AmanaLedger() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var commandLine = new CommandLine(new AmanaLedger());
        commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        commandLine.getCommandSpec()
                .usageMessage()
                .exitCodeList(CommandLine.Model.UsageMessageSpec.keyValuesMap(ExitCode.LIST));
        return commandLine.setExecutionExceptionHandler((failure, line, _) -> {
            if (failure instanceof CannotRead cannotRead) {
                line.getErr().println(cannotRead.getMessage());
                return ExitCode.CANNOT_READ;
            }
            throw failure;
        });
    }
}
