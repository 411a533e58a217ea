package org.amana.node;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.node.backup.Restore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code restore}: a node from its copy, in a new folder. */
@Command(name = "restore", mixinStandardHelpOptions = true, description = "Makes a node out of a backup, in a new folder. Nothing is changed elsewhere.")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before a command runs
    private CommandSpec command;

    @Option(names = "--from", required = true, paramLabel = "DIR|FILE", description = "Folder with data archives, of which the newest is taken, or one archive.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path from;

    @Option(names = "--keys", paramLabel = "DIR|FILE", description = "The key file, or its folder; the folder of the data unless given.")
    @Nullable private Path keys;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The new data folder; must not exist, or be empty.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path data;

    @Option(names = "--nothing-newer", description = "You know that nothing was appended to the ledger after this backup.")
    private boolean nothingNewer;

    @Override
    public Integer call() {
        var restore = new Restore(from.toAbsolutePath().normalize(),
                Optional.ofNullable(keys).map(each -> each.toAbsolutePath().normalize()),
                data.toAbsolutePath().normalize(), DataFolder.VERSION);
        say(restore.run(nothingNewer));
        return 0;
    }

    private void say(Restore.Done done) {
        PrintWriter out = command.commandLine().getOut();
        out.println("The node of " + done.madeAt() + " is in " + data + "; its ledger has " + done.treeSize()
                + " entries.");
        out.println("Start it with --amana.data=" + data + ".");
    }
}
