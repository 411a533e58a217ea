package org.amana.issuer.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.key.Sha256;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs each list once per publication interval, at its first request, and keeps the token so that all instances serve the
 * same bytes. A status that changes within an interval shows in the next one.
 */
@Component
class StatusPublications {
    private static final int BITS = 2;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final StatusProperties properties;
    private final AuthorityKeys keys;
    private final StatusLists lists;

    StatusPublications(JdbcClient jdbc, Clock clock, StatusProperties properties, AuthorityKeys keys,
            StatusLists lists) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
        this.keys = keys;
        this.lists = lists;
    }

    /** The list as it is published now, if the authority has it. */
    @Transactional
    public Optional<StatusPublication> current(Authority authority, long list) {
        Instant now = clock.instant();
        long interval = now.toEpochMilli() / properties.publicationInterval().toMillis();
        return jdbc.sql("select size from status_list where authority = ? and id = ?")
                .params(authority.id().value(), list)
                .query(Integer.class)
                .optional()
                .map(size -> stored(list, interval).orElseGet(() -> {
                    publish(authority, list, size, interval, now);
                    return stored(list, interval).orElseThrow();
                }));
    }

    private Optional<StatusPublication> stored(long list, long interval) {
        return jdbc.sql("select token, issued_at from status_publication where list_id = ? and interval_number = ?")
                .params(list, interval)
                .query((row, number) -> publication(row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(), interval))
                .optional();
    }

    private StatusPublication publication(String token, Instant issuedAt, long interval) {
        Instant end = Instant.ofEpochMilli((interval + 1) * properties.publicationInterval().toMillis());
        Duration left = Duration.between(clock.instant(), end);
        return new StatusPublication(token, '"' + Sha256.base64UrlOf(token).substring(0, 22) + '"', issuedAt,
                left.isNegative() ? Duration.ZERO : left);
    }

    private void publish(Authority authority, long list, int size, long interval, Instant now) {
        StatusListBits bits = StatusListBits.allValid(BITS, size);
        jdbc.sql("select idx, value from status_entry where list_id = ? and value <> 0")
                .param(list)
                .query(row -> {
                    bits.set(row.getInt(1), row.getInt(2));
                });
        String token = StatusListToken.sign(keys.credentialKey(authority.id()), authority.address("status/" + list),
                bits, now, properties.publicationInterval(), properties.validity());
        jdbc.sql("""
                insert into status_publication (list_id, interval_number, token, issued_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(list, interval, token, OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from status_publication where list_id = ? and interval_number < ?")
                .params(list, interval)
                .update();
        closeWhenHalfFull(list, size);
    }

    /** Random indexes stay cheap to find, and the next list starts before this one runs out. */
    private void closeWhenHalfFull(long list, int size) {
        int taken = jdbc.sql("select count(*) from status_entry where list_id = ?")
                .param(list)
                .query(Integer.class)
                .single();
        if (taken > size / 2) {
            lists.close(list);
        }
    }
}
