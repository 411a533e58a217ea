package org.amana.core.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.Vectors;
import org.amana.core.json.StrictJson;
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
        var proof = new InclusionProof(unsigned(vector.path("leafIdx")), unsigned(vector.path("treeSize")),
                hashes(vector.path("proof")));
        assertThat(proof.verify(hash(vector.path("leafHash")), hash(vector.path("root"))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("consistency")
    void verifyConsistency_agreesWithVector(Path file) throws IOException {
        JsonNode vector = StrictJson.parseObject(Files.readAllBytes(file), 100_000);
        var proof = new ConsistencyProof(unsigned(vector.path("size1")), unsigned(vector.path("size2")),
                hashes(vector.path("proof")));
        assertThat(proof.verify(hash(vector.path("root1")), hash(vector.path("root2"))))
                .as(vector.path("desc").asString())
                .isEqualTo(!vector.path("wantErr").booleanValue());
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
        return bytes.length == TreeHash.BYTES ? TreeHash.of(bytes) : TreeHash.ofLeaf(bytes);
    }

    /** Numbers from 2^63 up become negative, as they would on the wire. */
    private static long unsigned(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }
}
