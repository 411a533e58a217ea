package org.amana.node;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.node.backup.Knowledge;
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

    @Option(names = "--newest", paramLabel = "FILE|URL", description = "The newest checkpoint of the ledger that anybody has: from a witness, a copy of the log, or a person's receipt.")
    @Nullable private String newest;

    @Option(names = "--nothing-newer", description = "You know that nothing was appended to the ledger after this backup (and after the copy of the log, where there is one).")
    private boolean nothingNewer;

    @Option(names = "--log", paramLabel = "FOLDER|URL", description = "A copy of the log, such as the folder that amana.ledger.log.mirror keeps: what it holds beyond the backup comes from there.")
    @Nullable private String log;

    @Override
    public Integer call() {
        var restore = new Restore(from.toAbsolutePath().normalize(),
                Optional.ofNullable(keys).map(each -> each.toAbsolutePath().normalize()),
                data.toAbsolutePath().normalize(), DataFolder.VERSION);
        say(restore.run(new Knowledge(Optional.ofNullable(newest), nothingNewer, Optional.ofNullable(log))));
        return 0;
    }

    private void say(Restore.Done done) {
        PrintWriter out = command.commandLine().getOut();
        out.println("The node of " + done.madeAt() + " is in " + data + "; its ledger has " + done.treeSize()
                + " entries.");
        if (done.fromCopy() > 0) {
            out.println(done.fromCopy()
                    + " more come from the copy of the log when it starts: proofs and erasures hold, "
                    + "what else these entries said is lost. Consents from before are not in force until the person "
                    + "renews them.");
        }
        out.println("As a witness it has new keys; tell those who list it in their policy.");
        out.println("Start it with --amana.data=" + data + ".");
    }
}
