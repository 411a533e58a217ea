package org.amana.node.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amana.core.key.OwnerOnlyFiles;

/** The server over the files of a node that does not run, while these are copied or looked at. */
public final class IdleDatabase implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final String password;

    private IdleDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Starts it on a free loopback port.
     *
     * @param data the node's folder, whose lock the caller holds
     */
    public static IdleDatabase start(Path data) throws IOException {
        OwnerOnlyFiles.createFolder(data.resolve("log"));
        Orphan.stop(data.resolve("postgres"));
        String password = Files.readString(data.resolve("postgres.password")).strip();
        return new IdleDatabase(new ServerProgram(data, password).start(), password);
    }

    /** JDBC address of the superuser, with its password. */
    public String url() {
        return server.getJdbcUrl("postgres", NodeDatabase.NAME) + "&password=" + password;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
