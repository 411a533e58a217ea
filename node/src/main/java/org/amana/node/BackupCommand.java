package org.amana.node;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.node.backup.Backup;
import org.amana.node.backup.BackupFailure;
import org.amana.node.backup.BackupFailure.Reason;
import org.amana.node.database.IdleDatabase;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backup}: a copy of the whole node as it is at one moment, while it runs or while it is stopped. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = "Copies a node, running or stopped: its data into a new file, its keys into a file that replaces the one before.")
final class BackupCommand implements Callable<Integer> {
    private static final long MIB = 1024L * 1024;
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--data", defaultValue = "data", paramLabel = "DIR", description = "The node's data folder; ./data unless given.")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path data;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder for the data archive. It grows by one file with each backup.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path to;

    @Option(names = "--keys-to", paramLabel = "DIR", description = "Folder for the key file, on another disk than the data; the same folder unless given.")
    @Nullable private Path keysTo;

    @Override
    public Integer call() {
        Path node = data.toAbsolutePath().normalize();
        if (!Files.isRegularFile(node.resolve("version")) || !Files.isDirectory(node.resolve("postgres"))) {
            throw new BackupFailure(Reason.REFUSED, "There is no node in " + node
                    + ". Name its data folder with --data=DIR.");
        }
        Path folder = to.toAbsolutePath().normalize();
        Path keys = Optional.ofNullable(keysTo).map(each -> each.toAbsolutePath().normalize()).orElse(folder);
        if (folder.startsWith(node) || keys.startsWith(node)) {
            throw new BackupFailure(Reason.REFUSED, "A backup inside the node's own folder is lost with it. Name a "
                    + "folder elsewhere, best on another disk.");
        }
        say(write(node, folder, keys));
        return 0;
    }

    private static Backup.Written write(Path node, Path folder, Path keys) {
        var backup = new Backup(node, DataFolder.VERSION, Clock.systemUTC(), new SecureRandom());
        Optional<DataFolder> stopped = DataFolder.takeIfFree(node);
        if (stopped.isEmpty()) {
            return backup.write(running(node), folder, keys);
        }
        try (DataFolder _ = stopped.get(); IdleDatabase database = IdleDatabase.start(node)) {
            return backup.write(database.url(), folder, keys);
        } catch (IOException | IllegalStateException e) {
            throw new BackupFailure(Reason.UNREACHABLE, "The database in " + node + " cannot be started. Look into "
                    + node.resolve("log").resolve("postgres.log") + ".", e);
        }
    }

    private static String running(Path node) {
        try {
            return Files.readString(node.resolve("postgres.url")).strip();
        } catch (IOException e) {
            throw new BackupFailure(Reason.UNREACHABLE, "The node in " + node + " is just starting. Try again in a "
                    + "minute.", e);
        }
    }

    private void say(Backup.Written written) {
        PrintWriter out = command.commandLine().getOut();
        out.println("Data: " + written.data() + " (" + Math.max(1, written.dataBytes() / MIB) + " MB)");
        out.println("Keys: " + written.keys());
        out.println(
                "The key file replaced the one of the backup before. Keep this one alone, apart from the data: a copy "
                        + "of an older one would bring back what was erased.");
        if (written.keys().getParent() != null && written.keys().getParent().equals(written.data().getParent())) {
            out.println(
                    "Both lie in one folder: whoever takes it has everything. Put the keys elsewhere with --keys-to=DIR.");
        }
    }
}
