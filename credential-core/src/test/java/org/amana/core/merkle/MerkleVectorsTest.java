package org.amana.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amana.core.Vectors;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The vectors of transparency-dev/merkle, those to be refused included. */
class MerkleVectorsTest {
    static List<Path> inclusion() throws IOException {
        return vectors("merkle/inclusion");
    }

    static List<Path> consistency() throws IOException {
        return vectors("merkle/consistency");
    }

    @ParameterizedTest
    @MethodSource("inclusion")
    void verifyInclusion_agreesWithVector(Path file) throws IOException {
        JsonNode vector = StrictJson.parseObject(Files.readAllBytes(file), 100_000);
        assertThat(accepts(() -> new InclusionProof(unsigned(vector.path("leafIdx")), unsigned(vector.path("treeSize")),
                hashes(vector.path("proof")))
                .verify(hash(vector.path("leafHash")), hash(vector.path("root")))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void verifyConsistency_agreesWithVector(Path file) throws IOException {
        JsonNode vector = StrictJson.parseObject(Files.readAllBytes(file), 100_000);
        assertThat(accepts(() -> new ConsistencyProof(unsigned(vector.path("size1")), unsigned(vector.path("size2")),
                hashes(vector.path("proof")))
                .verify(hash(vector.path("root1")), hash(vector.path("root2")))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    static List<Path> subtreeInclusion() throws IOException {
        return vectors("merkle/subtreeinclusion");
    }

    static List<Path> subtreeConsistency() throws IOException {
        return vectors("merkle/subtreeconsistency");
    }

    @ParameterizedTest
    @MethodSource("subtreeInclusion")
    void verifySubtreeInclusion_agreesWithVector(Path file) throws IOException {
        JsonNode vector = StrictJson.parseObject(Files.readAllBytes(file), 100_000);
        assertThat(accepts(() -> new Subtree(unsigned(vector.path("start")), unsigned(vector.path("end")))
                .includes(hash(vector.path("leafHash")), unsigned(vector.path("leafIdx")),
                        hashes(vector.path("proof")), hash(vector.path("root")))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("subtreeConsistency")
    void verifySubtreeConsistency_agreesWithVector(Path file) throws IOException {
        JsonNode vector = StrictJson.parseObject(Files.readAllBytes(file), 100_000);
        assertThat(accepts(() -> new SubtreeConsistencyProof(
                new Subtree(unsigned(vector.path("start")), unsigned(vector.path("end"))),
                unsigned(vector.path("size")), hashes(vector.path("proof")))
                .verify(hash(vector.path("root1")), hash(vector.path("root2")))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    /** What is no subtree or no hash is refused before a proof is looked at. */
    private static boolean accepts(BooleanSupplier verification) {
        try {
            return verification.getAsBoolean();
        } catch (ProblemException e) {
            assertThat(e.problem()).isInstanceOf(MerkleProblem.class);
            return false;
        }
    }

    private static List<Path> vectors(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Vectors.file(folder))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static List<TreeHash> hashes(JsonNode array) {
        var hashes = new ArrayList<TreeHash>();
        array.forEach(element -> hashes.add(hash(element)));
        return hashes;
    }

    /** Some vectors hold words where a hash belongs; hashing them keeps equal equal and different different. */
    private static TreeHash hash(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.stringValue());
        return bytes.length == TreeHash.BYTES || bytes.length == 0 ? TreeHash.of(bytes) : TreeHash.ofLeaf(bytes);
    }

    /** Numbers from 2^63 up become negative, as they would on the wire. */
    private static long unsigned(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }
}
