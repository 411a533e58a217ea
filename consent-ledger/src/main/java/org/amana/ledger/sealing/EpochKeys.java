package org.amana.ledger.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.key.OwnerOnlyFiles;
import org.amana.support.sealing.Sealer;

/**
 * A key for each week (epoch 0 began with 1970), each computed from the one before and not the other way round: whoever
 * has the key of a week can compute those that follow, nobody those that went. So the file holds one key alone, that of
 * the oldest week that is still wanted; to destroy a key is to replace it by its successor. Processes that share a
 * database need no more than a copy of the file.
 *
 * <pre>
 * keys/epoch.key: 2968 base64url of 32 bytes
 * key(n + 1) = HKDF-SHA-256(key(n), info "amana/ledger/epoch/(n + 1)")
 * </pre>
 */
final class EpochKeys {
    /** How long a key wraps. */
    static final Duration EPOCH = Duration.ofDays(7);
    private static final String INFO = "amana/ledger/epoch/";
    /** Two hundred years: a clock that says more is wrong. */
    private static final long MOST_STEPS = 10_436;
    private final Path file;
    private final RandomGenerator random;
    private final Clock clock;
    private Kept oldest;

    private static final class Kept {
        private final long epoch;
        private final byte[] key;

        Kept(long epoch, byte[] key) {
            this.epoch = epoch;
            this.key = key;
        }

        Kept next() {
            return new Kept(epoch + 1, Sealer.derive(key, INFO + (epoch + 1)));
        }
    }

    private EpochKeys(Path file, Kept oldest, RandomGenerator random, Clock clock) {
        this.file = file;
        this.oldest = oldest;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Opens the file, or makes it with the key of this week.
     *
     * @throws IllegalStateException when it is damaged
     */
    static EpochKeys openOrCreate(Path file, RandomGenerator random, Clock clock) {
        if (Files.exists(file)) {
            return new EpochKeys(file, read(file), random, clock);
        }
        byte[] key = new byte[Sealer.KEY_BYTES];
        random.nextBytes(key);
        var keys = new EpochKeys(file, new Kept(epochOf(clock), key), random, clock);
        keys.write();
        return keys;
    }

    /** The epoch that wraps now; never one that is destroyed, whatever the clock says. */
    synchronized long current() {
        return Math.max(epochOf(clock), oldest.epoch);
    }

    /** The oldest epoch whose key there still is. */
    synchronized long oldest() {
        return oldest.epoch;
    }

    /**
     * What wraps and unwraps with the key of an epoch.
     *
     * @throws IllegalStateException when it is destroyed, or further ahead than any clock that is right
     */
    synchronized Sealer key(long epoch) {
        if (epoch < oldest.epoch) {
            throw new IllegalStateException("the key of epoch " + epoch + " is destroyed");
        }
        return Sealer.withKey(upTo(epoch).key, random);
    }

    /** Destroys the keys of all epochs before that one. */
    synchronized void destroyBefore(long epoch) {
        if (epoch > oldest.epoch) {
            oldest = upTo(epoch);
            write();
        }
    }

    private Kept upTo(long epoch) {
        if (epoch - oldest.epoch > MOST_STEPS) {
            throw new IllegalStateException("epoch " + epoch + " is too far ahead of " + oldest.epoch);
        }
        Kept key = oldest;
        while (key.epoch < epoch) {
            key = key.next();
        }
        return key;
    }

    private static long epochOf(Clock clock) {
        return Math.floorDiv(clock.instant().getEpochSecond(), EPOCH.toSeconds());
    }

    private void write() {
        OwnerOnlyFiles.replaceSecret(file,
                (oldest.epoch + " " + Base64Url.encode(oldest.key) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Kept read(Path file) {
        try {
            String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (line.matches("[0-9]{1,9} [A-Za-z0-9_-]{43}")) {
                int space = line.indexOf(' ');
                return new Kept(Long.parseLong(line.substring(0, space)),
                        Base64Url.decode(line.substring(space + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(file + " is damaged: without it the ledger cannot read a consent."
                + " Put it back from the backup of the keys");
    }
}
