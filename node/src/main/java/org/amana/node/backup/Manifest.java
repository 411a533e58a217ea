package org.amana.node.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is in an archive.
 *
 * <pre>
 * {"files":[{"bytes":3,"name":"postgres/PG_VERSION","sha256":"base64url"}],"folders":["postgres/pg_notify"],
 *  "format":1,"kind":"data","layout":1,"log":"ledger.example/tlog","made_at":"2026-11-22T02:00:00Z"}
 * </pre>
 *
 * @param layout of the node's folder it was made of
 * @param log name of the node's log
 */
record Manifest(Kind kind, int layout, String log, Instant madeAt, List<String> folders, List<Item> files) {
    /** Name within the archive. */
    static final String NAME = "manifest.json";
    /** Name of its seal. */
    static final String SEAL_NAME = "manifest.seal";
    static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int FORMAT = 1;
    private static final int MAX_NAME = 250;
    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9._+-]+(?:/[A-Za-z0-9._+-]+)*");

    /** Which half of a backup. */
    enum Kind {
        DATA, KEYS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A file in the archive.
     *
     * @param name relative to the node's folder
     * @param sha256 base64url
     */
    record Item(String name, long bytes, String sha256) {
        Item {
            requireName(name);
            if (bytes < 0 || sha256.length() != 43) {
                throw new IllegalArgumentException("a file has a size and a SHA-256 digest");
            }
        }
    }

    Manifest {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
        folders.forEach(Manifest::requireName);
        var names = new HashSet<String>(folders);
        files.forEach(file -> {
            if (!names.add(file.name())) {
                throw new IllegalArgumentException(file.name() + " is listed twice");
            }
        });
    }

    /** Refuses what would lead out of the folder it is unpacked in, or is no file of a node. */
    static void requireName(String name) {
        boolean good = name.length() <= MAX_NAME && NAMES.matcher(name).matches();
        for (String part : name.split("/", -1)) {
            good &= !part.equals(".") && !part.equals("..");
        }
        if (!good) {
            throw new IllegalArgumentException("a name in the archive is not a file of a node");
        }
    }

    long totalBytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }

    byte[] json() {
        ObjectNode object = StrictJson.object()
                .put("format", FORMAT)
                .put("kind", kind.word())
                .put("layout", layout)
                .put("log", log)
                .put("made_at", madeAt.toString());
        ArrayNode folderList = object.putArray("folders");
        folders.forEach(folderList::add);
        ArrayNode fileList = object.putArray("files");
        files.forEach(file -> fileList.addObject()
                .put("name", file.name())
                .put("bytes", file.bytes())
                .put("sha256", file.sha256()));
        return StrictJson.canonical(object);
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it is no manifest of this format
     */
    static Manifest parse(byte[] json) {
        try {
            ObjectNode object = StrictJson.parseObject(json, MAX_BYTES);
            if (object.path("format").asInt(0) != FORMAT) {
                throw new IllegalArgumentException("it was made by a newer Amana");
            }
            var files = new ArrayList<Item>();
            for (JsonNode file : object.path("files")) {
                files.add(new Item(file.path("name").asString(""), file.path("bytes").asLong(-1),
                        Base64Url.encode(Base64Url.decode(file.path("sha256").asString("")))));
            }
            return new Manifest(Kind.valueOf(object.path("kind").asString("").toUpperCase(Locale.ROOT)),
                    object.path("layout").asInt(0), object.path("log").asString(""),
                    Instant.parse(object.path("made_at").asString("")),
                    object.path("folders").valueStream().map(folder -> folder.asString("")).toList(), files);
        } catch (ProblemException | DateTimeException e) {
            throw new IllegalArgumentException("its list of files cannot be read", e);
        }
    }
}
