package org.amana.verifier.retention;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.verifier.organisation.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Consents that were withdrawn, and the confirmations of erasure that the ledger waits for. */
@Repository
public class Withdrawals {
    private final JdbcClient jdbc;

    Withdrawals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Storing and withdrawing under one consent happen one after the other; held to the end of the transaction. */
    public void lock(String record) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:record, 0))")
                .param("record", record)
                .query((row, number) -> 0)
                .list();
    }

    /** Nothing may be stored under it any more. */
    public boolean isWithdrawn(OrganisationId organisation, String record) {
        return jdbc.sql(
                "select count(*) > 0 from withdrawn_consent where organisation = :organisation and record = :record")
                .param("organisation", organisation.value())
                .param("record", record)
                .query(Boolean.class)
                .single();
    }

    void remember(OrganisationId organisation, String record, Instant now) {
        jdbc.sql("""
                insert into withdrawn_consent (organisation, record, withdrawn_at) values (:organisation, :record, :now)
                on conflict do nothing""")
                .param("organisation", organisation.value())
                .param("record", record)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** How many confirmations the ledger has not taken, though the copies went before that moment. */
    public long countUnconfirmed(OrganisationId organisation, Instant erasedBefore) {
        return jdbc.sql("""
                select count(*) from erasure_confirmation where organisation = :organisation
                    and acknowledged_at is null and erased_at < :before""")
                .param("organisation", organisation.value())
                .param("before", Timestamp.from(erasedBefore))
                .query(Long.class)
                .single();
    }

    /**
     * Records of which the ledger has not taken the confirmation, though the copies went before that moment; the oldest
     * first, at most 200.
     */
    public List<String> unconfirmed(OrganisationId organisation, Instant erasedBefore) {
        return jdbc.sql("""
                select record from erasure_confirmation where organisation = :organisation and acknowledged_at is null
                    and erased_at < :before order by erased_at, record limit 200""")
                .param("organisation", organisation.value())
                .param("before", Timestamp.from(erasedBefore))
                .query((row, number) -> row.getString(1))
                .list();
    }

    /**
     * Has the ledger told that nothing is held under the consent any more; once is enough.
     *
     * @param log of the ledger that keeps the consent; empty for the node's own
     */
    public void queueConfirmation(String organisation, String record, String requestHash, Optional<String> log,
                                  Instant now) {
        jdbc.sql("""
                insert into erasure_confirmation (organisation, record, request_hash, log, erased_at, next_attempt_at)
                values (:organisation, :record, :hash, :log, :now, :now) on conflict do nothing""")
                .param("log", log.orElse(null))
                .param("organisation", organisation)
                .param("record", record)
                .param("hash", requestHash)
                .param("now", Timestamp.from(now))
                .update();
    }
}
