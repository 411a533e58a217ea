package org.amana.core.witness;

import java.util.List;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TiledNodes;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/** Whether the newer of two checkpoints continues the older one. */
public sealed interface Continuation {
    /** The leaves of the older are the first leaves of the newer. */
    record Continues(Checkpoint older, Checkpoint newer) implements Continuation {}

    /** They cannot both be true, and this proves it. */
    record Forked(ForkProof proof) implements Continuation {}

    /** The published tiles are not those of the newer checkpoint, so nothing is shown either way. */
    record Unproven(Finding finding) implements Continuation {}

    /**
     * Compares two checkpoints of one log by the tiles it publishes; their order does not matter.
     *
     * @param first signed note
     * @param second signed note
     * @throws ProblemException {@link org.amana.core.note.NoteProblem} when one of them is not the log's; whatever
     *         {@code files} throws when it cannot be read
     */
    static Continuation check(LogIdentity log, String first, String second, LogFiles files) {
        Checkpoint one = log.open(UnverifiedNote.parse(first));
        Checkpoint other = log.open(UnverifiedNote.parse(second));
        if (one.treeSize() > other.treeSize()) {
            return check(log, second, first, files);
        }
        if (one.treeSize() == 0 || one.equals(other)) {
            return new Continues(one, other);
        }
        if (one.treeSize() == other.treeSize()) {
            return new Forked(new ForkProof(first, second, other.root(), List.of()));
        }
        TreeHash rootThen;
        ConsistencyProof proof;
        try {
            var nodes = new TiledNodes(other.treeSize(), id -> tile(files, id));
            rootThen = CompactTree.of(nodes, one.treeSize()).root();
            proof = ConsistencyProof.make(one.treeSize(), other.treeSize(), nodes);
        } catch (ProblemException e) {
            return new Unproven(Finding.of(e.problem()));
        }
        if (!proof.verify(rootThen, other.root())) {
            return new Unproven(new Finding("root_mismatch", "the tiles do not add up to the newer root"));
        }
        return rootThen.equals(one.root())
                ? new Continues(one, other)
                : new Forked(new ForkProof(first, second, rootThen, proof.path()));
    }

    private static Tile tile(LogFiles files, TileId id) {
        return files.read(id.path(), Tile.WIDTH * TreeHash.BYTES)
                .or(() -> files.read(id.full().path(), Tile.WIDTH * TreeHash.BYTES))
                .map(Tile::parse)
                .orElseThrow(() -> new ProblemException(new WitnessProblem.MissingTile(id.path())));
    }
}
