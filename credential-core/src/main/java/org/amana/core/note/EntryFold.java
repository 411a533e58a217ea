package org.amana.core.note;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.TreeHash;

/**
 * Adds up the entries of a log in their order, from the first, and holds the tree against checkpoints that were signed of
 * it: whoever has all entries needs no consistency proof. Not safe for use by several threads.
 */
public final class EntryFold {
    private final CompactTree tree = new CompactTree();
    private final List<Checkpoint> ahead;
    private Optional<Checkpoint> contradicted = Optional.empty();

    /** @param signed checkpoints of the same log, whose signatures were verified */
    public EntryFold(Collection<Checkpoint> signed) {
        this.ahead = new ArrayList<>(signed);
        compare();
    }

    /** Adds the next entry. */
    public void add(byte[] entry) {
        tree.append(TreeHash.ofLeaf(entry));
        compare();
    }

    private void compare() {
        for (Checkpoint checkpoint : List.copyOf(ahead)) {
            if (checkpoint.treeSize() == tree.size()) {
                ahead.remove(checkpoint);
                if (!checkpoint.root().equals(tree.root())) {
                    contradicted = Optional.of(checkpoint);
                }
            }
        }
    }

    /** Count of entries. */
    public long size() {
        return tree.size();
    }

    /** Root over them. */
    public TreeHash root() {
        return tree.root();
    }

    /** Checkpoints that cover more entries than were added. */
    public List<Checkpoint> ahead() {
        return List.copyOf(ahead);
    }

    /** A checkpoint that these entries do not add up to, if there is one. */
    public Optional<Checkpoint> contradicted() {
        return contradicted;
    }
}
