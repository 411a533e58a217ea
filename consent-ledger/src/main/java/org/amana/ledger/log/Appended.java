package org.amana.ledger.log;

/**
 * A durable entry.
 *
 * @param treeSize of the checkpoint that was signed with it
 * @param checkpoint that signed note
 */
public record Appended(long index, long treeSize, String checkpoint) {}
