package org.amana.ledger.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Opening;
import org.amana.support.sealing.Sealer;

/** The key of one relation. What it seals opens only where it was put: the place is authenticated. */
public final class SubjectKey {
    private final String relation;
    private final byte[] key;
    private final Sealer sealer;

    SubjectKey(String relation, byte[] key, RandomGenerator random) {
        this.relation = relation;
        this.key = key.clone();
        this.sealer = Sealer.withKey(key, random);
    }

    /** Look-up name of the relation. */
    public String relation() {
        return relation;
    }

    byte[] wrapped(Sealer epoch) {
        return epoch.seal(key, SubjectKeys.context(relation));
    }

    /** Seals the opening of the entry with that index. */
    public byte[] seal(long index, Opening opening) {
        byte[] salt = opening.salt();
        byte[] event = opening.event();
        return sealer.seal(ByteBuffer.allocate(salt.length + event.length).put(salt).put(event).array(),
                "event " + index);
    }

    /**
     * Opens what was sealed for the entry with that index.
     *
     * @throws IllegalStateException a damaged or moved row
     */
    public Opening open(long index, byte[] sealed) {
        byte[] opened = sealer.open(sealed, "event " + index);
        return Opening.of(Arrays.copyOfRange(opened, Opening.SALT_BYTES, opened.length),
                Arrays.copyOf(opened, Opening.SALT_BYTES));
    }

    /** Seals something else of the person, such as a notice, for its place. */
    public byte[] seal(byte[] plain, String place) {
        return sealer.seal(plain, place);
    }

    /**
     * Opens what was sealed for a place.
     *
     * @throws IllegalStateException a damaged or moved row
     */
    public byte[] open(byte[] sealed, String place) {
        return sealer.open(sealed, place);
    }
}
