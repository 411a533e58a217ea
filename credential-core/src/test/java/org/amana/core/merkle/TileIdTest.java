package org.amana.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"tile/0/x001/x234/067", "tile/1/000.p/17", "tile/entries/000.p/15", "tile/63/999",
            "tile/0/000.p/255"})
    void parse_whenWrittenAsSpecified_givesTheSamePath(String path) {
        assertThat(TileId.parse(path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/1", "tile/0/x000/001", "tile/00/001", "tile/64/001", "tile/0/000.p/0",
            "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/-1/000", "tile/0/../000", "tile/0/x001",
            "tile/entries/000.p/300", "tile/0/001/002", "tile/0/000/", "checkpoint", "",
            "tile/0/x999/x999/x999/x999/x999/x999/999"})
    void parse_whenWrittenOtherwise_isRefused(String path) {
        assertThatThrownBy(() -> TileId.parse(path)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("malformed_tile"));
    }

    @Property(tries = 500)
    void parse_whateverTheText_throwsNothingElse(@ForAll @StringLength(max = 80) String path) {
        try {
            assertThat(TileId.parse("tile/" + path).path()).isEqualTo("tile/" + path);
        } catch (ProblemException e) {
            assertThat(e.problem()).isInstanceOf(MerkleProblem.class);
        }
    }

    @Test
    void of_whenTreeHas70000Leaves_isAsInTheSpecification() {
        assertThat(TileId.of(0, 272, 70_000).isFull()).isTrue();
        assertThat(TileId.of(0, 273, 70_000).path()).isEqualTo("tile/0/273.p/112");
        assertThat(TileId.of(1, 0, 70_000).path()).isEqualTo("tile/1/000");
        assertThat(TileId.of(1, 1, 70_000).path()).isEqualTo("tile/1/001.p/17");
        assertThat(TileId.of(2, 0, 70_000).path()).isEqualTo("tile/2/000.p/1");
    }

    @Test
    void bundle_whenCutOrContinued_isRefused() {
        byte[] bundle = EntryBundle.write(List.of(new byte[]{1, 2}, new byte[0]));
        assertThat(EntryBundle.parse(bundle, 2)).hasSize(2);
        byte[] cut = java.util.Arrays.copyOf(bundle, bundle.length - 1);
        assertThatThrownBy(() -> EntryBundle.parse(cut, 2)).hasMessageContaining("ends before entry 1");
        assertThatThrownBy(() -> EntryBundle.parse(new byte[]{0, 9, 1}, 1)).hasMessageContaining("ends within");
        assertThatThrownBy(() -> EntryBundle.parse(bundle, 1)).hasMessageContaining("goes on");
    }
}
