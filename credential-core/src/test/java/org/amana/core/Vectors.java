package org.amana.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Published test vectors, which lie beside the checkout ({@code -Dvectors.dir}; relative to {@code -Damana.root}).
 * Where they are absent the calling test is skipped, or fails with {@code -Dvectors.required=true}.
 *
 * <pre>
 * Vectors.json("statuslist/src/status_list_encoding_json.json")
 * </pre>
 */
public final class Vectors {
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private Vectors() {}

    /** The folder of all families. */
    public static Path folder() {
        return present("vectors", directory());
    }

    /** The folder of published vocabularies, beside that of the vectors. */
    public static Path vocabularies() {
        return present("vocabularies", directory().resolveSibling("vocab"));
    }

    private static Path directory() {
        Path root = Path.of(System.getProperty("amana.root", "."));
        return root.resolve(System.getProperty("vectors.dir", "../shared/vectors")).normalize();
    }

    private static Path present(String what, Path folder) {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        String absent = "published " + what + " are absent: " + folder;
        if (Boolean.getBoolean("vectors.required")) {
            throw new AssertionError(absent);
        }
        throw new TestAbortedException(absent);
    }

    /** One file; its absence in a folder that is there is a failure. */
    public static Path file(String relative) {
        Path file = folder().resolve(relative);
        if (!Files.exists(file)) {
            throw new AssertionError("vector is missing: " + relative);
        }
        return file;
    }

    /** Files of one folder whose names end so, in order of name. */
    public static List<Path> files(String relativeFolder, String ending) {
        try (Stream<Path> files = Files.list(file(relativeFolder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
            if (found.isEmpty()) {
                throw new AssertionError("no vector ends in " + ending + " in " + relativeFolder);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String relative) {
        try {
            return Files.readAllBytes(file(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String relative) {
        return new String(bytes(relative), StandardCharsets.UTF_8);
    }

    public static ObjectNode json(String relative) {
        return StrictJson.parseObject(bytes(relative), MAX_BYTES);
    }

    public static JsonNode anyJson(String relative) {
        return StrictJson.parse(bytes(relative), MAX_BYTES);
    }
}
