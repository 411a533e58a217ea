package org.amana.node.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a node's folder goes where. Into the data archive goes the database and what is named here as open; into the
 * key archive everything else, so that a key which somebody adds later is never in the data by mistake.
 */
record NodeFiles(Path data) {
    /** What the log signed last: must not be younger than the database beside it. */
    static final String MARK = "consent-ledger/keys/log.mark";
    /** Public keys of the log. */
    static final String LOG_KEYS = "consent-ledger/keys/log.vkey";
    static final String VERSION = "version";
    private static final String POSTGRES = "postgres";
    private static final Set<String> OPEN = Set.of(VERSION, "base-url", "register.json", "demo-people");
    private static final Set<String> LEFT_OUT = Set.of(POSTGRES, "log", "programs", "node.lock", "postgres.url");

    Path database() {
        return data.resolve(POSTGRES);
    }

    boolean isNode() {
        return Files.isRegularFile(data.resolve(VERSION)) && Files.isRegularFile(database().resolve("PG_VERSION"));
    }

    /** Names of small files beside the database that hold no secret. */
    List<String> open() {
        return OPEN.stream().sorted().filter(name -> Files.isRegularFile(data.resolve(name))).toList();
    }

    /** Names of all that is to be kept apart from the data. */
    List<String> secret() throws IOException {
        var names = new ArrayList<String>();
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return LEFT_OUT.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = name(file);
                // files that are being written lie aside under such names
                boolean aside = String.valueOf(file.getFileName()).startsWith(".") && name.endsWith(".tmp");
                if (!aside && !LEFT_OUT.contains(name) && !OPEN.contains(name)) {
                    names.add(name);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return names.stream().sorted().toList();
    }

    private String name(Path file) {
        return data.relativize(file).toString().replace('\\', '/');
    }
}
