package org.amana.verifier.code;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.CheckId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The codes in PostgreSQL: at most one for a question, and of it a keyed hash. */
@Repository
class RequestCodes {
    private final JdbcClient jdbc;

    RequestCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A row, without its code.
     *
     * @param salt what the code is made again from, with the key
     */
    record Row(String salt, Instant until, Optional<Instant> usedAt) {}

    /** The code of that question in place of the one before; false when another question happens to have the same. */
    boolean put(CheckId check, String salt, String hash, Instant until) {
        return jdbc.sql("""
                insert into request_code as held (check_id, salt, code_hash, expires_at)
                select :check, :salt, :hash, :until
                where not exists (select 1 from request_code other where other.code_hash = :hash)
                on conflict (check_id) do update set salt = excluded.salt, code_hash = excluded.code_hash,
                    expires_at = excluded.expires_at, used_at = null, used_by = null""")
                .param("check", check.value())
                .param("salt", salt)
                .param("hash", hash)
                .param("until", Timestamp.from(until))
                .update() == 1;
    }

    Optional<Row> find(CheckId check) {
        return jdbc.sql("select salt, expires_at, used_at from request_code where check_id = :check")
                .param("check", check.value())
                .query((row, number) -> new Row(row.getString(1), row.getTimestamp(2).toInstant(),
                        Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant)))
                .optional();
    }

    /**
     * Uses a code: the question it is of, for the first wallet, and for that wallet again. Everybody else finds nothing,
     * whatever the reason.
     *
     * @param usedBy hash of the wallet's nonce
     */
    Optional<String> use(OrganisationId organisation, String hash, String usedBy, Instant now) {
        return jdbc.sql("""
                update request_code c set used_at = coalesce(c.used_at, :now), used_by = :by
                from presentation_check p
                where c.code_hash = :hash and c.expires_at > :now and (c.used_at is null or c.used_by = :by)
                    and p.check_id = c.check_id and p.organisation = :organisation and p.state = 'WAITING'
                    and p.expires_at > :now and (p.taken_at is null or c.used_by = :by)
                returning c.check_id""")
                .param("now", Timestamp.from(now))
                .param("by", usedBy)
                .param("hash", hash)
                .param("organisation", organisation.value())
                .query(String.class)
                .optional();
    }

    /** Removes what nobody can use or wants to see any more. */
    int forget(Instant before) {
        return jdbc.sql("delete from request_code where expires_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
