package org.amana.node.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code pg_ctl} beside the server that runs.
 *
 * @param program path of {@code pg_ctl}
 */
record ServerControl(Path program, ServerProgram server) {
    private static final int PATIENCE_SECONDS = 60;

    /** Finds it while the server runs. */
    static ServerControl of(ServerProgram server) throws IOException {
        Path running = server.process()
                .flatMap(process -> process.info().command())
                .map(Path::of)
                .orElseThrow(() -> new IOException("the database has just been started and does not run"));
        return new ServerControl(running.resolveSibling("pg_ctl"), server);
    }

    /** Starts the server with the options of before; true when it takes connections. */
    boolean restart() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; the library starts it in a user namespace too
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(List.of(program.toString(), "restart", "--wait", "--timeout=" + PATIENCE_SECONDS,
                "--pgdata=" + server.files()));
        var log = ProcessBuilder.Redirect.appendTo(server.log().toFile());
        Process control = new ProcessBuilder(line).redirectOutput(log).redirectError(log).start();
        return control.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS) && control.exitValue() == 0;
    }
}
