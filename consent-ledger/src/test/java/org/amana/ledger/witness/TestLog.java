package org.amana.ledger.witness;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.ProblemException;
import org.amana.core.witness.AddCheckpointRequest;

/** The log of another node, in memory. Its keys can tell a second story. */
final class TestLog {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final LogSigner signer;
    private final List<TreeHash> leaves = new ArrayList<>();

    private TestLog(LogSigner signer) {
        this.signer = signer;
    }

    static TestLog named(String origin) {
        return new TestLog(LogSigner.generate(origin, new SecureRandom()));
    }

    /** The same keys and entries; what is appended from now on may differ. */
    TestLog otherStory() {
        var other = new TestLog(signer);
        other.leaves.addAll(leaves);
        return other;
    }

    TestLog append(int count, String story) {
        for (int i = 0; i < count; i++) {
            leaves.add(TreeHash.ofLeaf((story + leaves.size()).getBytes(StandardCharsets.UTF_8)));
        }
        return this;
    }

    String origin() {
        return signer.origin();
    }

    LogIdentity identity() {
        return signer.identity();
    }

    int size() {
        return leaves.size();
    }

    Checkpoint checkpoint() {
        return new Checkpoint(origin(), leaves.size(), CompactTree.of(this::node, leaves.size()).root());
    }

    String note() {
        return signer.sign(checkpoint(), NOON);
    }

    ConsistencyProof proofFrom(long oldSize) {
        return ConsistencyProof.make(oldSize, leaves.size(), this::node);
    }

    /** The right request to a witness that knows the first {@code oldSize} entries. */
    AddCheckpointRequest request(long oldSize) {
        return new AddCheckpointRequest(oldSize, oldSize == 0 ? List.of() : proofFrom(oldSize).path(), note());
    }

    /** Lines of a policy. */
    String policyLines(String url) {
        return identity().keys()
                .stream()
                .map(key -> "log " + key.vkey() + " " + url + "\n")
                .collect(
                        Collectors.joining());
    }

    /** What it publishes; nothing beyond its size. */
    LogFiles files() {
        return (path, maxBytes) -> path.equals("checkpoint")
                ? Optional.of(note().getBytes(StandardCharsets.UTF_8))
                : tile(path);
    }

    private Optional<byte[]> tile(String path) {
        TileId id;
        try {
            id = TileId.parse(path);
        } catch (ProblemException e) {
            return Optional.empty();
        }
        long first = id.index() * Tile.WIDTH;
        if (id.level() == TileId.ENTRIES || ((first + id.width()) << (Tile.HEIGHT * id.level())) > leaves.size()) {
            return Optional.empty();
        }
        var tile = new Tile();
        for (int i = 0; i < id.width(); i++) {
            tile.append(node(Tile.HEIGHT * id.level(), first + i));
        }
        return Optional.of(tile.bytes(id.width()));
    }

    private TreeHash node(int height, long index) {
        return height == 0
                ? leaves.get((int) index)
                : TreeHash.ofNode(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }
}
