package org.amana.ledger.sealing;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The key of a relation as it lies in the database. */
public final class WrappedKey {
    /** Columns of {@code subject_key k}, as {@link #read} takes them. */
    public static final String COLUMNS = "k.relation, k.epoch, k.wrapped";
    private final String relation;
    private final long epoch;
    private final byte[] bytes;

    /**
     * A wrapped key.
     *
     * @param relation look-up name
     * @param epoch whose key it is wrapped by
     */
    WrappedKey(String relation, long epoch, byte[] bytes) {
        this.relation = relation;
        this.epoch = epoch;
        this.bytes = bytes.clone();
    }

    /**
     * From a row.
     *
     * @param first place of the first of {@link #COLUMNS}
     */
    public static WrappedKey read(ResultSet row, int first) throws SQLException {
        return new WrappedKey(row.getString(first), row.getLong(first + 1), row.getBytes(first + 2));
    }

    /** Look-up name of the relation. */
    public String relation() {
        return relation;
    }

    long epoch() {
        return epoch;
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
