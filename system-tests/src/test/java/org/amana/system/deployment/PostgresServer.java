package org.amana.system.deployment;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The PostgreSQL under four services, with the superuser {@code postgres} and no password. */
sealed interface PostgresServer extends AutoCloseable permits PostgresServer.Embedded, InstalledPostgres {

    /** Names the folder with {@code initdb} and {@code pg_ctl} of an installed version; empty is the embedded one. */
    String BIN = "amana.postgres.bin";

    int port();

    @Override
    void close();

    default String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port() + "/postgres?user=postgres";
    }

    /** Starts a fresh server on a free port; an installed one keeps its files below {@code folder}. */
    static PostgresServer start(Path folder) throws IOException {
        String bin = System.getProperty(BIN, "");
        return bin.isEmpty()
                ? new Embedded(EmbeddedPostgres.builder().start())
                : InstalledPostgres.start(Path.of(bin), folder);
    }

    /** PostgreSQL 18, as it comes with the build. */
    record Embedded(EmbeddedPostgres server) implements PostgresServer {

        @Override
        public int port() {
            return server.getPort();
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
