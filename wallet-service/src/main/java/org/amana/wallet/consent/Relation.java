package org.amana.wallet.consent;

import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.RelationId;
import org.amana.core.key.EphemeralKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this holder and one party have to do with each other: a key pair made for this party alone, and the chain of
 * events signed with it.
 *
 * @param seq      of the last acknowledged event; 0 before the first
 * @param previous commitment of that event
 * @param pending  signed and maybe in the ledger, but not acknowledged yet
 * @param ledger   address of the other node's ledger that keeps the chain; absent for this service's own
 */
record Relation(String party, ObjectNode key, long seq, @Nullable String previous, @Nullable Pending pending,
                @Nullable String ledger) {

    /** A signed event under way: a crash between sending and hearing must not make a second one. */
    record Pending(String idempotencyKey, String event, String notice) {}

    static Relation fresh(String party, @Nullable String ledger) {
        return new Relation(party, EphemeralKey.generate().toJwk(), 0, null, null, ledger);
    }

    /** Item id in the vault: two ledgers that see the same party get two keys, which nobody can match. */
    static String place(String party, @Nullable String ledger) {
        return ledger == null ? party : ledger + "\n" + party;
    }

    String place() {
        return place(party, ledger);
    }

    /** The same chain, as this wallet reaches it. */
    Relation keptBy(@Nullable String other) {
        return new Relation(party, key, seq, previous, pending, other);
    }

    EphemeralKey pair() {
        return EphemeralKey.fromJwk(key);
    }

    RelationId id() {
        return RelationId.of(pair().publicJwk());
    }

    ChainPosition next() {
        return new ChainPosition(seq + 1, Optional.ofNullable(previous).map(Commitment::parse));
    }

    Relation waiting(Pending event) {
        return new Relation(party, key, seq, previous, event, ledger);
    }

    Relation acknowledged(Commitment commitment) {
        return new Relation(party, key, seq + 1, commitment.toBase64Url(), null, ledger);
    }

    /** Without the event under way, and at the place where the ledger says the chain goes on. */
    Relation at(long lastSeq, @Nullable String lastCommitment) {
        return new Relation(party, key, lastSeq, lastCommitment, null, ledger);
    }

    @Override
    public String toString() {
        return "Relation[…]";
    }
}
