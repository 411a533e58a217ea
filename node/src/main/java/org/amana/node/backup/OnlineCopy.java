package org.amana.node.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies the files of a running PostgreSQL as they were at one moment, for all schemas together (PostgreSQL 18
 * documentation, section 25.3.4, "Making a Base Backup Using the Low Level API"): files are read while they change, and
 * the write-ahead log of that time, which goes with them, makes them whole when the server starts on them.
 */
final class OnlineCopy {
    private static final String PREFIX = "postgres/";
    private static final String CONTROL = "global/pg_control";
    private static final String WAL = "pg_wal";
    /** Content is of the running server alone, and made anew at its start (the same list as pg_basebackup has). */
    private static final Set<String> EMPTIED = Set.of("pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial",
            "pg_snapshots", "pg_stat_tmp", "pg_subtrans");
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "backup_label",
            "backup_label.old", "tablespace_map", "postgresql.auto.conf.tmp", "current_logfiles");
    private final Path files;
    private final ArchiveWriter archive;

    OnlineCopy(Path files, ArchiveWriter archive) {
        this.files = files;
        this.archive = archive;
    }

    /**
     * Copies everything.
     *
     * @param url of a superuser, with its password
     * @param beforeTheEnd runs just before the moment whose state a restored server will have
     */
    void run(String url, Step beforeTheEnd) throws SQLException, IOException {
        try (Connection session = DriverManager.getConnection(url); Statement sql = session.createStatement()) {
            // keeps the log of the time of the copy; goes with the session, however that ends
            one(sql, "select pg_create_physical_replication_slot('amana_backup_' || pg_backend_pid(), true, true)", 1);
            String first = one(sql, "select pg_walfile_name(pg_backup_start('amana', true))", 1).getFirst();
            copyFiles();
            beforeTheEnd.run();
            List<String> end = one(sql, "select pg_walfile_name(lsn), labelfile from pg_backup_stop(false)", 2);
            copyLog(first, end.getFirst());
            archive.file(PREFIX + "backup_label",
                    new ByteArrayInputStream(end.get(1).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Something to do in between. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    private void copyFiles() throws IOException {
        Files.walkFileTree(files, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = name(folder);
                boolean within = name.contains("/") && EMPTIED.contains(name.substring(0, name.indexOf('/')));
                if (within || name.contains("/pgsql_tmp")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                archive.folder(name.isEmpty() ? "postgres" : PREFIX + name);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (isCopied(name(file))) {
                    copy(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // a table was dropped meanwhile; the log knows
                }
                throw why;
            }
        });
        copy(files.resolve(CONTROL)); // last, as pg_basebackup does
    }

    private static boolean isCopied(String name) {
        String top = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !top.equals(WAL) && !EMPTIED.contains(top) && !LEFT_OUT.contains(name) && !name.equals(CONTROL)
                && !last.startsWith("pg_internal.init") && !last.startsWith("pgsql_tmp");
    }

    private void copy(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            archive.file(PREFIX + name(file), content);
        } catch (NoSuchFileException e) {
            // as above
        }
    }

    private void copyLog(String first, String last) throws IOException {
        List<Path> segments;
        try (Stream<Path> all = Files.list(files.resolve(WAL))) {
            segments = all.filter(file -> isSegment(file, first, last)).sorted().toList();
        }
        if (segments.isEmpty() || !segments.getLast().endsWith(last)) {
            throw new IOException("the database's log " + last + " is missing");
        }
        for (Path segment : segments) {
            copy(segment);
        }
    }

    private static boolean isSegment(Path file, String first, String last) {
        String name = String.valueOf(file.getFileName());
        return name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
    }

    private String name(Path file) {
        return files.relativize(file).toString().replace('\\', '/');
    }

    private static List<String> one(Statement sql, String query, int columns) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            if (!row.next()) {
                throw new SQLException("no row: " + query);
            }
            return columns == 1 ? List.of(row.getString(1)) : List.of(row.getString(1), row.getString(2));
        }
    }
}
