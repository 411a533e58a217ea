package org.amana.core.merkle;

/**
 * Reads the root of a complete subtree. Stands for wherever the tree is stored: the ledger's memory
 * and tables, or tiles in a folder or behind a URL.
 */
@FunctionalInterface
public interface TreeNodes {
    /**
     * The hash over leaves {@code [index * 2^height, (index + 1) * 2^height)}, all of which exist.
     *
     * @param height 0 for leaf hashes, at most 62
     */
    TreeHash node(int height, long index);
}
