package org.amana.ledger.sealing;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Wraps the keys of all relations with the key of this week, then destroys the keys of weeks before the backup window.
 * What was erased in between is not wrapped again: when the last key that could open it goes, no backup holds it any
 * more.
 */
final class Rewrapping {
    private static final Logger LOG = LoggerFactory.getLogger(Rewrapping.class);
    private static final int AT_ONCE = 500;
    private final JdbcClient jdbc;
    private final SubjectKeys keys;
    private final EpochKeys epochs;
    private final SealingProperties properties;

    Rewrapping(JdbcClient jdbc, SubjectKeys keys, EpochKeys epochs, SealingProperties properties) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.epochs = epochs;
        this.properties = properties;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
    void run() {
        try {
            wrapAll(epochs.current());
            epochs.destroyBefore(Math.min(epochs.current() - properties.epochs(), oldestInUse()));
        } catch (DataAccessException e) {
            LOG.warn("keys are wrapped anew in an hour: the database does not answer");
        }
    }

    private void wrapAll(long epoch) {
        String after = "";
        for (List<WrappedKey> old = before(epoch, after); !old.isEmpty(); old = before(epoch, after)) {
            old.forEach(wrapped -> wrap(wrapped, epoch));
            after = old.getLast().relation();
        }
    }

    private List<WrappedKey> before(long epoch, String after) {
        return jdbc.sql("select " + WrappedKey.COLUMNS
                + " from subject_key k where k.epoch < ? and k.relation > ? order by k.relation limit ?")
                .params(epoch, after, AT_ONCE)
                .query((row, number) -> WrappedKey.read(row, 1))
                .list();
    }

    /** A relation that is erased meanwhile stays erased. */
    private void wrap(WrappedKey old, long epoch) {
        try {
            WrappedKey fresh = keys.rewrap(old, epoch);
            jdbc.sql("update subject_key set epoch = ?, wrapped = ? where relation = ? and epoch = ?")
                    .params(epoch, fresh.bytes(), old.relation(), old.epoch())
                    .update();
        } catch (IllegalStateException e) {
            LOG.error("a key of epoch {} does not open and keeps that epoch's key from being destroyed", old.epoch());
        }
    }

    private long oldestInUse() {
        return jdbc.sql("select coalesce(min(epoch), ?) from subject_key")
                .param(epochs.current())
                .query(Long.class)
                .single();
    }
}
