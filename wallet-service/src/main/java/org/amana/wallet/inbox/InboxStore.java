package org.amana.wallet.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.key.Sha256;
import org.amana.wallet.vault.HolderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The tables of addresses and of what was written there. They see hashes and ciphertext. */
@Component
class InboxStore {
    /** A message that could not be used just now is tried again after that; meanwhile nobody else tries it. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final InboxSettings settings;
    private final Clock clock;

    InboxStore(JdbcClient jdbc, InboxSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of a message. */
    enum Taken {
        KEPT, FULL, NOBODY
    }

    /** False when the wallet has given out as many as it may. */
    boolean open(HolderId holder, byte[] address) {
        return jdbc.sql("""
                INSERT INTO inbox_address (address_hash, holder)
                SELECT :address, :holder WHERE (SELECT count(*) FROM inbox_address WHERE holder = :holder) < :most
                """)
                .param("address", address)
                .param("holder", holder.value())
                .param("most", settings.addresses())
                .update() == 1;
    }

    /** Forgets the address and all that was written there. */
    void close(HolderId holder, byte[] address) {
        jdbc.sql("DELETE FROM inbox_address WHERE address_hash = :address AND holder = :holder")
                .param("address", address)
                .param("holder", holder.value())
                .update();
    }

    /** The same message again changes nothing. The row of the address is locked, so that parallel ones are counted. */
    Taken put(byte[] address, String sealed) {
        Instant now = clock.instant();
        return jdbc.sql("""
                WITH known AS (SELECT address_hash FROM inbox_address WHERE address_hash = :address FOR UPDATE),
                    same AS (SELECT 1 FROM inbox_message WHERE address_hash = :address AND message_hash = :message),
                    added AS (
                        INSERT INTO inbox_message (address_hash, message_hash, sealed, expires_at)
                        SELECT address_hash, :message, :sealed, :until FROM known
                        WHERE (SELECT count(*) FROM inbox_message WHERE address_hash = :address) < :most
                        ON CONFLICT DO NOTHING RETURNING 1)
                SELECT (SELECT count(*) FROM known), (SELECT count(*) FROM same) + (SELECT count(*) FROM added)
                """)
                .param("address", address)
                .param("message", hash(sealed))
                .param("sealed", sealed)
                .param("until", Timestamp.from(now.plus(settings.keep())))
                .param("most", settings.waiting())
                .query((row,
                        number) -> row.getInt(1) == 0 ? Taken.NOBODY : row.getInt(2) == 0 ? Taken.FULL : Taken.KEPT)
                .single();
    }

    /** Messages that are due; nobody else gets them for some minutes. */
    List<String> take(byte[] address) {
        Instant now = clock.instant();
        return jdbc.sql("""
                UPDATE inbox_message SET tried_at = :now
                WHERE address_hash = :address AND expires_at > :now AND (tried_at IS NULL OR tried_at < :before)
                RETURNING sealed
                """)
                .param("now", Timestamp.from(now))
                .param("address", address)
                .param("before", Timestamp.from(now.minus(PATIENCE)))
                .query((row, number) -> row.getString(1))
                .list();
    }

    void remove(byte[] address, String sealed) {
        jdbc.sql("DELETE FROM inbox_message WHERE address_hash = :address AND message_hash = :message")
                .param("address", address)
                .param("message", hash(sealed))
                .update();
    }

    @Scheduled(fixedDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("DELETE FROM inbox_message WHERE expires_at < :now")
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static byte[] hash(String sealed) {
        return Sha256.of(sealed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
