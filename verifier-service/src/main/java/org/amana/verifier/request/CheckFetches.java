package org.amana.verifier.request;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Until when a question can be fetched, and that one wallet fetched it; each a single conditional UPDATE. */
@Repository
public class CheckFetches {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CheckFetches(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * It can be fetched until then at least; told within the transaction.
     *
     * @return false when a wallet has it, or it is not waiting any more
     */
    @Transactional
    public boolean prolong(CheckId id, Instant until, Instant now) {
        boolean isOpen = jdbc.sql("""
                update presentation_check set expires_at = greatest(expires_at, :until)
                where check_id = :id and state = 'WAITING' and taken_at is null and expires_at > :now""")
                .param("until", Timestamp.from(until))
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update() == 1;
        if (isOpen)
            events.publishEvent(new CheckProlonged(id, until, now));
        return isOpen;
    }

    /**
     * The request goes to the one wallet that may answer; told within the transaction.
     *
     * @param nonce of the request as that wallet gets it
     * @param responseKey made for it, sealed
     * @return false when another wallet has it, or the check is not waiting any more
     */
    @Transactional
    boolean take(CheckId id, String nonce, String responseKey, Instant until, Instant now) {
        boolean isFirst = jdbc.sql("""
                update presentation_check set taken_at = :now, nonce = :nonce, response_key = :key, expires_at = :until
                where check_id = :id and state = 'WAITING' and taken_at is null and expires_at > :now""")
                .param("now", Timestamp.from(now))
                .param("nonce", nonce)
                .param("key", responseKey)
                .param("until", Timestamp.from(until))
                .param("id", id.value())
                .update() == 1;
        if (isFirst)
            events.publishEvent(new CheckTaken(id, until, now));
        return isFirst;
    }
}
