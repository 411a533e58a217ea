package org.amana.core.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.Tile;
import org.amana.core.merkle.TileEdge;
import org.amana.core.merkle.TileId;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogFiles;
import org.amana.core.note.LogSigner;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ForkProofTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final LogSigner LOG = LogSigner.generate("log.example", new Random(1));

    /** A log in memory whose entry {@code changed} may differ from the honest one. */
    private static final class Told {
        private final CompactTree tree = new CompactTree();
        private final TileEdge edge = new TileEdge();
        private final Map<String, byte[]> files = new HashMap<>();

        Told(int size, int changed) {
            for (int i = 0; i < size; i++) {
                TreeHash leaf = TreeHash.ofLeaf(((i == changed ? "another " : "entry ") + i).getBytes(
                        StandardCharsets.US_ASCII));
                tree.append(leaf);
                edge.append(leaf, (id, tile) -> files.put(id.path(), tile.bytes(Tile.WIDTH)));
            }
            List<Tile> last = edge.levels();
            for (int level = 0; level < last.size(); level++) {
                if (last.get(level).width() > 0) {
                    long index = ((long) size >> (Tile.HEIGHT * level)) / Tile.WIDTH;
                    files.put(TileId.of(level, index, size).path(), last.get(level).bytes(last.get(level).width()));
                }
            }
        }

        String checkpoint() {
            return LOG.sign(new Checkpoint(LOG.origin(), tree.size(), tree.root()), NOON);
        }

        LogFiles published() {
            return (path, maxBytes) -> Optional.ofNullable(files.get(path));
        }
    }

    private static Continuation compare(Told kept, Told shown) {
        return Continuation.check(LOG.identity(), kept.checkpoint(), shown.checkpoint(), shown.published());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255, 256, 257, 511, 600})
    void check_whenNothingChanged_continues(int oldSize) {
        assertThat(compare(new Told(oldSize, -1), new Told(600, -1))).isInstanceOf(Continuation.Continues.class);
        assertThat(compare(new Told(600, -1), new Told(600, -1))).isInstanceOf(Continuation.Continues.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 255, 256, 257, 511, 600})
    void check_whenAnOldEntryChanged_provesTheForkToAnyone(int oldSize) {
        assertThat(compare(new Told(oldSize, 0), new Told(600, -1)))
                .isInstanceOfSatisfying(Continuation.Forked.class, forked -> {
                    ForkProof read = ForkProof.parse(StrictJson.write(forked.proof().toJson())
                            .getBytes(StandardCharsets.UTF_8));
                    assertThat(read).isEqualTo(forked.proof());
                    assertThat(read.proves(LOG.identity())).isTrue();
                });
    }

    @Test
    void check_whateverTheOrder_isTheSame() {
        var older = new Told(300, -1);
        var newer = new Told(600, -1);
        assertThat(Continuation.check(LOG.identity(), newer.checkpoint(), older.checkpoint(), newer.published()))
                .isInstanceOf(Continuation.Continues.class);
    }

    @Test
    void check_whenTilesAreMissingOrOfAnotherTree_showsNothing() {
        var kept = new Told(300, -1);
        var shown = new Told(600, -1);
        assertThat(Continuation.check(LOG.identity(), kept.checkpoint(), shown.checkpoint(),
                (path, maxBytes) -> Optional.empty())).isInstanceOf(Continuation.Unproven.class);
        assertThat(Continuation.check(LOG.identity(), kept.checkpoint(), shown.checkpoint(),
                new Told(600, 500).published())).isInstanceOf(Continuation.Unproven.class);
        assertThat(Continuation.check(LOG.identity(), kept.checkpoint(), shown.checkpoint(),
                (path, maxBytes) -> Optional.of(new byte[7]))).isInstanceOf(Continuation.Unproven.class);
    }

    @Test
    void check_whenACheckpointIsForged_isRefused() {
        var shown = new Told(600, -1);
        LogSigner impostor = LogSigner.generate("log.example", new Random(2));
        String forged = impostor.sign(new Checkpoint("log.example", 300, TreeHash.ofLeaf(new byte[2])), NOON);
        assertThatThrownBy(() -> Continuation.check(LOG.identity(), forged, shown.checkpoint(), shown.published()))
                .hasMessageContaining("bad_note_signature");
    }

    @Test
    void proves_whenBothCanBeTrueOrThePathIsAnothers_provesNothing() {
        var one = new Told(300, -1);
        var other = new Told(600, -1);
        ForkProof honest = new ForkProof(one.checkpoint(), other.checkpoint(), one.tree.root(), List.of());
        assertThat(honest.proves(LOG.identity())).isFalse();
        ForkProof invented = new ForkProof(one.checkpoint(), other.checkpoint(), TreeHash.ofLeaf(new byte[3]),
                List.of());
        assertThat(invented.proves(LOG.identity())).isFalse();
        assertThat(new ForkProof(one.checkpoint(), one.checkpoint(), one.tree.root(), List.of()).proves(LOG.identity()))
                .isFalse();
        assertThat(new ForkProof(other.checkpoint(), one.checkpoint(), TreeHash.ofLeaf(new byte[3]), List.of())
                .proves(LOG.identity())).isFalse();
    }

    @Test
    void proves_whenTheKeysAreAnotherLogs_isRefused() {
        LogSigner impostor = LogSigner.generate("log.example", new Random(2));
        ForkProof proof = ((Continuation.Forked) compare(new Told(300, 0), new Told(600, -1))).proof();
        assertThatThrownBy(() -> proof.proves(impostor.identity())).hasMessageContaining("bad_note_signature");
    }

    @Test
    void parse_whenAMemberIsMissingOrOfAnotherType_isRefused() {
        ForkProof proof = ((Continuation.Forked) compare(new Told(300, 0), new Told(600, -1))).proof();
        for (String member : List.of("type", "first", "second", "first_root_in_second", "path")) {
            ObjectNode without = proof.toJson();
            without.remove(member);
            refuse(without);
            ObjectNode number = proof.toJson();
            number.put(member, 7);
            refuse(number);
        }
    }

    private static void refuse(ObjectNode json) {
        assertThatThrownBy(() -> ForkProof.parse(StrictJson.write(json).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class);
    }
}
