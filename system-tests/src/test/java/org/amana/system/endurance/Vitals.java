package org.amana.system.endurance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.amana.system.deployment.OneNode;

/**
 * What a process that leaks has ever more of.
 *
 * @param heapBytes   live objects after a full collection
 * @param threads     of the operating system
 * @param files       open file descriptors, sockets included
 * @param connections open to PostgreSQL
 */
record Vitals(long heapBytes, long threads, long files, long connections) {

    private static final String CONNECTIONS = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

    /** Of the running node; asks for a full collection, with the JDK's own {@code jcmd}. */
    static Vitals of(OneNode node) throws IOException, InterruptedException, SQLException {
        long heap = liveBytes(node.handle().pid());
        Path process = Path.of("/proc", String.valueOf(node.handle().pid()));
        long threads = count(process.resolve("task"));
        long files = count(process.resolve("fd"));
        try (Connection database = DriverManager.getConnection(node.jdbcUrl());
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(CONNECTIONS)) {
            row.next();
            return new Vitals(heap, threads, files, row.getLong(1));
        }
    }

    /** The last line of a class histogram: {@code Total  <instances>  <bytes>}. */
    private static long liveBytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true).start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return histogram.lines()
                .filter(line -> line.startsWith("Total "))
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd said: " + histogram));
    }

    private static long count(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.count();
        }
    }
}
