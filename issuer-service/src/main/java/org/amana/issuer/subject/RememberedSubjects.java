package org.amana.issuer.subject;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.key.Sha256;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.source.PersonId;
import org.amana.support.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whom a consent is about, sealed under its record and its request, until it ends. */
@Component
class RememberedSubjects {
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final Clock clock;

    RememberedSubjects(JdbcClient jdbc, Sealer sealer, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** The person; empty for another request than the one that was answered, which opens nothing. */
    Optional<PersonId> find(AuthorityId authority, RecordId record, RequestHash request) {
        return jdbc
                .sql("select sealed from release_subject where authority = ? and record_digest = ? and forget_at > ?")
                .params(authority.value(), digest(record, request), now())
                .query(byte[].class)
                .optional()
                .flatMap(sealed -> PersonId.parse(new String(sealer.open(sealed, context(authority, record, request)),
                        StandardCharsets.US_ASCII)));
    }

    void remember(AuthorityId authority, RecordId record, RequestHash request, PersonId person, Instant until) {
        byte[] sealed = sealer.seal(person.toString().getBytes(StandardCharsets.US_ASCII),
                context(authority, record, request));
        jdbc.sql("""
                insert into release_subject (authority, record_digest, sealed, forget_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(authority.value(), digest(record, request), sealed,
                        OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
    }

    void forget(AuthorityId authority, RecordId record, RequestHash request) {
        jdbc.sql("delete from release_subject where authority = ? and record_digest = ?")
                .params(authority.value(), digest(record, request))
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void forgetEnded() {
        jdbc.sql("delete from release_subject where forget_at <= ?").param(now()).update();
    }

    private static byte[] digest(RecordId record, RequestHash request) {
        return Sha256.of((record.value() + " " + request.value()).getBytes(StandardCharsets.US_ASCII));
    }

    private static String context(AuthorityId authority, RecordId record, RequestHash request) {
        return "release-subject/" + authority + "/" + record.value() + "/" + request.value();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
