package org.amana.node;

import java.util.Set;
import org.amana.node.backup.BackupFailure;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What the program does other than run a node.
 *
 * <pre>
 * amana-node.jar backup --data data --to /mnt/disk/amana --keys-to /mnt/stick
 * amana-node.jar restore --from /mnt/disk/amana --keys /mnt/stick --data data --newest newest.checkpoint
 * </pre>
 */
@Command(name = "amana-node", subcommands = {BackupCommand.class, RestoreCommand.class})
final class NodeCommands {
    private static final String[] EXIT_CODES = {"0:done", "1:refused; nothing was changed",
            "2:the command was misunderstood", "3:a file, a folder or the database cannot be read or written",
            "4:the copy is damaged or of another node", "5:the log went on after the copy was made"};
    private static final Set<String> NAMES = Set.of("backup", "restore");

    private NodeCommands() {}

    static boolean isNamed(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Runs one command; its exit code. */
    static int execute(String... arguments) {
        // nothing but our own lines belongs on the terminal
        LoggingSystem.get(NodeCommands.class.getClassLoader()).beforeInitialize();
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new NodeCommands());
        line.getSubcommands().values().forEach(each -> {
            UsageMessageSpec usage = each.getCommandSpec().usageMessage();
            usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(UsageMessageSpec.keyValuesMap(EXIT_CODES));
        });
        return line.setExecutionExceptionHandler((failure, each, _) -> {
            int exitCode = switch (failure) {
                case BackupFailure known -> known.reason().exitCode();
                case WrongStart _ -> BackupFailure.Reason.REFUSED.exitCode();
                default -> throw failure;
            };
            each.getErr().println(failure.getMessage());
            return exitCode;
        });
    }
}
