package org.amana.ledger.fault;

/** A moment in the making of an entry at which a process can die. */
enum Point {
    /** Half of the leaves of a large batch are sent. */
    IN_COPY,
    /** The whole transaction is sent, and not yet committed. */
    BEFORE_COMMIT,
    /** It is committed; the signer's mark still names the tree before. */
    AFTER_COMMIT,
    /** The mark is on the disk and the tree is signed; the checkpoint is not stored. */
    BEFORE_CHECKPOINT,
    /** The checkpoint is stored; nobody has been answered. */
    AFTER_CHECKPOINT,
    /** All about a relation is deleted beside its tombstone, and not yet committed. */
    IN_ERASURE,
    /** That is committed; nobody has been answered. */
    AFTER_ERASURE;

    boolean isOfErasure() {
        return this == IN_ERASURE || this == AFTER_ERASURE;
    }
}
