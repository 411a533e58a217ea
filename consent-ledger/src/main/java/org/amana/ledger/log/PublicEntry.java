package org.amana.ledger.log;

import java.util.Arrays;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.EntryBundle;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries that everyone may read, because nothing in them is about a person.
 *
 * <pre>
 * 0x02 || {"type":"intended_use",…}
 * </pre>
 */
public final class PublicEntry {
    private static final byte VERSION = 0x02;

    private PublicEntry() {}

    /** The entry; whether it is short enough for a log ({@link EntryBundle#MAX_ENTRY_BYTES}) is the caller's to say. */
    public static byte[] of(ObjectNode content) {
        byte[] json = StrictJson.canonical(content);
        byte[] entry = new byte[json.length + 1];
        entry[0] = VERSION;
        System.arraycopy(json, 0, entry, 1, json.length);
        return entry;
    }

    /**
     * What an entry says.
     *
     * @throws org.amana.core.problem.ProblemException {@link org.amana.core.json.JsonProblem}
     */
    public static ObjectNode read(byte[] entry) {
        return StrictJson.parseObject(Arrays.copyOfRange(entry, 1, entry.length), EntryBundle.MAX_ENTRY_BYTES);
    }
}
