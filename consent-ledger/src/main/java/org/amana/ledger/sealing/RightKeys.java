package org.amana.ledger.sealing;

import org.amana.core.consent.RecordId;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses to start a ledger whose key files are not those its database was written with: no consent would be found, and
 * none could be withdrawn.
 */
final class RightKeys implements SmartInitializingSingleton {
    private static final RecordId KNOWN = new RecordId("amana-ledger-key-check");
    private final JdbcClient jdbc;
    private final LookUpNames names;
    private final SubjectKeys keys;

    RightKeys(JdbcClient jdbc, LookUpNames names, SubjectKeys keys) {
        this.jdbc = jdbc;
        this.names = names;
        this.keys = keys;
    }

    @Override
    public void afterSingletonsInstantiated() {
        jdbc.sql("insert into key_check (name) values (?) on conflict do nothing").param(names.of(KNOWN)).update();
        require(jdbc.sql("select name from key_check").query(String.class).single().equals(names.of(KNOWN)),
                "look-up.key");
        jdbc.sql("select " + WrappedKey.COLUMNS + " from subject_key k order by k.epoch limit 1")
                .query((row, number) -> WrappedKey.read(row, 1))
                .optional()
                .ifPresent(oldest -> require(opens(oldest), "epoch.key"));
    }

    private boolean opens(WrappedKey wrapped) {
        try {
            keys.unwrap(wrapped);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void require(boolean right, String file) {
        if (!right) {
            throw new IllegalStateException("keys/" + file + " is not the one this ledger's database was written with,"
                    + " or is older than its backup window. Put back the keys that belong to it; see SECURITY.md");
        }
    }
}
