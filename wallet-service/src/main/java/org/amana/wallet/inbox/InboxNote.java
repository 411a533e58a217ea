package org.amana.wallet.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.Sha256;
import org.amana.wallet.history.PartyNote;
import tools.jackson.databind.node.ObjectNode;

/**
 * An address that was given out, as the vault holds it.
 *
 * @param id     of the office in the register: each has one address at most
 * @param secret last part of the address
 * @param key    private, for this address alone
 * @param record of the consent whose recipient it was given to
 * @param grant  compact, as the office gets it
 * @param seen   hashes of the links that came, the newest last
 */
record InboxNote(String id, String secret, ObjectNode key, String record, PartyNote office, String grant, Instant since,
                 State state, List<String> seen) {
    private static final int MOST_SEEN = 100;

    /** Whether the office has the address. */
    enum State {
        OFFERED, KNOWN, REFUSED
    }

    InboxNote {
        seen = List.copyOf(seen);
    }

    byte[] hash() {
        return hash(secret);
    }

    /** Under which the service knows an address. */
    static byte[] hash(String secret) {
        return Sha256.of(("amana/wallet/inbox/v1\n" + secret).getBytes(StandardCharsets.US_ASCII));
    }

    EphemeralKey pair() {
        return EphemeralKey.fromJwk(key);
    }

    InboxNote now(State next) {
        return new InboxNote(id, secret, key, record, office, grant, since, next, seen);
    }

    InboxNote saw(String link) {
        List<String> all = Stream.concat(seen.stream(), Stream.of(link)).toList();
        return new InboxNote(id, secret, key, record, office, grant, since, state,
                all.subList(Math.max(0, all.size() - MOST_SEEN), all.size()));
    }

    @Override
    public String toString() {
        return "InboxNote[…]";
    }
}
