package org.amana.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * The newest tree a signer has signed, in a file of its own. Two places in the file are written by turns, each with
 * a digest, so that a write that was torn leaves the one before it.
 *
 * <pre>
 * ledger.example/tlog
 * 20852163
 * CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 * base64url SHA-256 of the lines above
 * </pre>
 *
 * Used by one thread at a time.
 */
final class HighWaterMark {
    /** A place is a block of the disk: writing one never touches the other. */
    private static final int PLACE_BYTES = 4_096;
    private static final int PLACES = 2;
    private final FileChannel file;
    private Checkpoint newest;
    private int nextPlace;

    private HighWaterMark(FileChannel file, Checkpoint newest, int nextPlace) {
        this.file = file;
        this.newest = newest;
        this.nextPlace = nextPlace;
    }

    /** Begins the mark of a log that has signed nothing. */
    static void begin(Path path, String origin) {
        OwnerOnlyFiles.write(path, place(new Checkpoint(origin, 0, TreeHash.EMPTY)));
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
            List<Optional<Checkpoint>> places = places(path);
            int newest = newest(places);
            Checkpoint mark = mark(path, origin, places);
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
        return mark(path, origin, places(path));
    }

    private static List<Optional<Checkpoint>> places(Path path) throws IOException {
        byte[] written = Files.readAllBytes(path);
        return Stream.of(read(written, 0), read(written, 1)).toList();
    }

    private static int newest(List<Optional<Checkpoint>> places) {
        return size(places.get(0)) >= size(places.get(1)) ? 0 : 1;
    }

    private static Checkpoint mark(Path path, String origin, List<Optional<Checkpoint>> places) {
        return places.get(newest(places))
                .filter(found -> found.origin().equals(origin))
                .orElseThrow(() -> new IllegalStateException(path + " is damaged or not of the log "
                        + origin + ". Nothing is signed without knowing what was signed last"));
    }

    /** The newest tree that may have been signed. */
    Checkpoint newest() {
        return newest;
    }

    /**
     * Moves the mark; on return it is on the disk.
     *
     * @throws UncheckedIOException it may or may not have moved there; here it has not
     */
    void moveTo(Checkpoint signed) {
        if (signed.equals(newest)) {
            return;
        }
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

    private static long size(Optional<Checkpoint> place) {
        return place.map(Checkpoint::treeSize).orElse(-1L);
    }

    private static byte[] place(Checkpoint checkpoint) {
        String text = checkpoint.text();
        byte[] lines = (text + digest(text) + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(lines, PLACE_BYTES);
    }

    /** What is in a place; empty when it was never written or its write was torn. */
    private static Optional<Checkpoint> read(byte[] file, int place) {
        byte[] bytes = Arrays.copyOfRange(file, Math.min(file.length, place * PLACE_BYTES),
                Math.min(file.length, (place + 1) * PLACE_BYTES));
        String lines = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
        int digestAt = lines.stripTrailing().lastIndexOf('\n') + 1;
        String text = lines.substring(0, digestAt);
        if (!lines.substring(digestAt).equals(digest(text) + "\n")) {
            return Optional.empty();
        }
        return Optional.of(Checkpoint.parseText(text));
    }

    private static String digest(String text) {
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
