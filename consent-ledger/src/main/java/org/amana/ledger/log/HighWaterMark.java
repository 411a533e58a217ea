package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.json.Base64Url;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.core.key.Sha256;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;

/**
 * The newest tree a signer has signed and when, in a file of its own: with that the same signature can be made again.
 * Two places in the file are written by turns, each with a digest, so that a write that was torn leaves the one before
 * it.
 *
 * <pre>
 * ledger.example/tlog
 * 20852163
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 * 1795361238
 * base64url SHA-256 of the lines above
 * </pre>
 *
 * The line of the time, seconds after 1970, is absent when another process signed the tree.
 *
 * Used by one thread at a time.
 */
final class HighWaterMark {
    /** A place is a block of the disk: writing one never touches the other. */
    private static final int PLACE_BYTES = 4_096;
    private static final int PLACES = 2;
    private static final int TREE_LINES = 3;
    private final FileChannel file;
    private Marked newest;
    private int nextPlace;

    private record Marked(Checkpoint tree, Optional<Instant> signedAt) {}

    private HighWaterMark(FileChannel file, Marked newest, int nextPlace) {
        this.file = file;
        this.newest = newest;
        this.nextPlace = nextPlace;
    }

    /** Begins the mark of a log that has signed nothing. */
    static void begin(Path path, String origin) {
        OwnerOnlyFiles.write(path, place(new Marked(new Checkpoint(origin, 0, TreeHash.EMPTY), Optional.empty())));
    }

    /**
     * Opens the mark.
     *
     * @throws IllegalStateException when the file is absent, damaged or another log's
     */
    static HighWaterMark open(Path path, String origin) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing. It says what the log " + origin
                    + " signed last, and nothing is signed without knowing that");
        }
        try {
            List<Optional<Marked>> places = places(path);
            int newest = newest(places);
            Marked mark = mark(path, origin, places);
            return new HighWaterMark(FileChannel.open(path, StandardOpenOption.WRITE), mark, PLACES - 1 - newest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a mark says, without opening it for writing.
     *
     * @throws IllegalStateException when it is damaged or another log's
     */
    static Checkpoint read(Path path, String origin) throws IOException {
        return mark(path, origin, places(path)).tree();
    }

    private static List<Optional<Marked>> places(Path path) throws IOException {
        byte[] written = Files.readAllBytes(path);
        return Stream.of(read(written, 0), read(written, 1)).toList();
    }

    private static int newest(List<Optional<Marked>> places) {
        return size(places.get(0)) >= size(places.get(1)) ? 0 : 1;
    }

    private static Marked mark(Path path, String origin, List<Optional<Marked>> places) {
        return places.get(newest(places))
                .filter(found -> found.tree().origin().equals(origin))
                .orElseThrow(() -> new IllegalStateException(path + " is damaged or not of the log "
                        + origin + ". Nothing is signed without knowing what was signed last"));
    }

    /** The newest tree that may have been signed. */
    Checkpoint newest() {
        return newest.tree();
    }

    /** When this signer signed it, whole seconds; empty when it did not, but saw it signed. */
    Optional<Instant> signedAt() {
        return newest.signedAt();
    }

    /**
     * Moves the mark; on return it is on the disk. Where it is already it stays, with the time it has.
     *
     * @param signedAt when it is signed here; empty when it was signed elsewhere
     * @throws UncheckedIOException it may or may not have moved there; here it has not
     */
    void moveTo(Checkpoint tree, Optional<Instant> signedAt) {
        if (tree.equals(newest.tree())) {
            return;
        }
        var signed = new Marked(tree, signedAt.map(at -> at.truncatedTo(ChronoUnit.SECONDS)));
        try {
            ByteBuffer bytes = ByteBuffer.wrap(place(signed));
            for (long position = (long) nextPlace * PLACE_BYTES; bytes.hasRemaining();) {
                position += file.write(bytes, position);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        newest = signed;
        nextPlace = PLACES - 1 - nextPlace;
    }

    private static long size(Optional<Marked> place) {
        return place.map(marked -> marked.tree().treeSize()).orElse(-1L);
    }

    private static byte[] place(Marked marked) {
        String text = marked.tree().text() + marked.signedAt().map(at -> at.getEpochSecond() + "\n").orElse("");
        byte[] lines = (text + digest(text) + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(lines, PLACE_BYTES);
    }

    /** What is in a place; empty when it was never written or its write was torn. */
    private static Optional<Marked> read(byte[] file, int place) {
        byte[] bytes = Arrays.copyOfRange(file, Math.min(file.length, place * PLACE_BYTES),
                Math.min(file.length, (place + 1) * PLACE_BYTES));
        String lines = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        int digestAt = lines.stripTrailing().lastIndexOf('\n') + 1;
        String text = lines.substring(0, digestAt);
        if (!lines.substring(digestAt).equals(digest(text) + "\n")) {
            return Optional.empty();
        }
        int treeEnds = text.length();
        Optional<Instant> signedAt = Optional.empty();
        if (text.lines().count() > TREE_LINES) {
            treeEnds = text.lastIndexOf('\n', text.length() - 2) + 1;
            signedAt = Optional.of(Instant.ofEpochSecond(Long.parseLong(text.substring(treeEnds).strip())));
        }
        return Optional.of(new Marked(Checkpoint.parseText(text.substring(0, treeEnds)), signedAt));
    }

    private static String digest(String text) {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
