package org.amana.core.consent;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entry that says what the ledger has forgotten: which leaves can never be opened again, and nothing about whom
 * they were. Whoever restores an older copy of the ledger deletes again what newer tombstones name.
 *
 * <pre>
 * 0x02 || {"leaves":[8,12],"type":"tombstone"}
 * </pre>
 *
 * @param leaves indexes in the log, rising
 */
public record Tombstone(List<Long> leaves) {
    /** First byte of every entry that anyone may read. */
    public static final byte PUBLIC_ENTRY = 0x02;
    /** Most leaves of one tombstone: an entry has at most 65,535 bytes. */
    public static final int MAX_LEAVES = 3_000;
    private static final String TYPE = "tombstone";
    private static final int MAX_BYTES = 65_535;

    public Tombstone {
        leaves = List.copyOf(leaves);
        if (leaves.isEmpty() || leaves.size() > MAX_LEAVES) {
            throw ConsentProblem.malformedEvent("a tombstone names 1 to " + MAX_LEAVES + " leaves");
        }
        long last = -1;
        for (long leaf : leaves) {
            if (leaf <= last) {
                throw ConsentProblem.malformedEvent("the leaves of a tombstone are rising indexes");
            }
            last = leaf;
        }
    }

    /**
     * Reads an entry of the log.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link ConsentProblem.MalformedEvent}
     */
    public static Tombstone parse(byte[] entry) {
        if (entry.length == 0 || entry[0] != PUBLIC_ENTRY) {
            throw ConsentProblem.malformedEvent("a tombstone is an entry that anyone may read");
        }
        ObjectNode object = StrictJson.parseObject(Arrays.copyOfRange(entry, 1, entry.length), MAX_BYTES);
        var tombstone = new Tombstone(object.path("leaves").valueStream().map(Tombstone::index).toList());
        if (!Arrays.equals(tombstone.entry(), entry)) {
            throw ConsentProblem
                    .malformedEvent("a tombstone has a type and leaves and is in canonical form (RFC 8785)");
        }
        return tombstone;
    }

    private static long index(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw ConsentProblem.malformedEvent("a leaf of a tombstone is its index");
        }
        return node.longValue();
    }

    /** The bytes that the log holds. */
    public byte[] entry() {
        ObjectNode object = StrictJson.object().put("type", TYPE);
        ArrayNode indexes = object.putArray("leaves");
        leaves.forEach(indexes::add);
        var entry = new ByteArrayOutputStream();
        entry.write(PUBLIC_ENTRY);
        entry.writeBytes(StrictJson.canonical(object));
        return entry.toByteArray();
    }
}
