package org.amana.ledger.sealing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.amana.ledger.log.CopyRows;
import org.amana.support.sealing.Sealer;

/** The keys of relations: in the database wrapped by the key of an epoch, open in memory while they are used. */
public final class SubjectKeys {
    private final EpochKeys epochs;
    private final RandomGenerator random;

    SubjectKeys(EpochKeys epochs, RandomGenerator random) {
        this.epochs = epochs;
        this.random = random;
    }

    /** A key for a relation that has none, to be {@linkplain #insert inserted}. */
    public SubjectKey make(String relation) {
        byte[] key = new byte[Sealer.KEY_BYTES];
        random.nextBytes(key);
        return new SubjectKey(relation, key, random);
    }

    /**
     * Opens a key.
     *
     * @throws IllegalStateException when the epoch's key is destroyed, or the row damaged or another relation's
     */
    public SubjectKey unwrap(WrappedKey key) {
        return new SubjectKey(key.relation(), epochs.key(key.epoch()).open(key.bytes(), context(key.relation())),
                random);
    }

    /** The keys of those of the relations that have one, by look-up name. */
    public Map<String, SubjectKey> find(Connection connection, Collection<String> relations) throws SQLException {
        var found = new HashMap<String, SubjectKey>();
        if (relations.isEmpty()) {
            return found;
        }
        try (PreparedStatement query = connection
                .prepareStatement("select " + WrappedKey.COLUMNS + " from subject_key k where k.relation = any(?)")) {
            query.setArray(1, connection.createArrayOf("text", relations.toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    SubjectKey key = unwrap(WrappedKey.read(row, 1));
                    found.put(key.relation(), key);
                }
            }
        }
        return found;
    }

    /** Stores new keys. */
    public void insert(Connection tx, Collection<SubjectKey> fresh) throws SQLException {
        var rows = new CopyRows("subject_key (relation, epoch, wrapped)", 3);
        long epoch = epochs.current();
        Sealer wrapping = epochs.key(epoch);
        for (SubjectKey key : fresh) {
            rows.row().text(key.relation()).number(epoch).bytes(key.wrapped(wrapping));
        }
        rows.send(tx);
    }

    WrappedKey rewrap(WrappedKey old, long epoch) {
        return new WrappedKey(old.relation(), epoch, unwrap(old).wrapped(epochs.key(epoch)));
    }

    static String context(String relation) {
        return "subject key " + relation;
    }
}
