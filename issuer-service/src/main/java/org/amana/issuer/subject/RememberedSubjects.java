package org.amana.issuer.subject;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.issuer.authority.AuthorityId;
import org.amana.issuer.guardian.CheckedMandate;
import org.amana.issuer.source.PersonId;
import org.amana.support.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Whom a consent is about, sealed under its record and its request, until it ends; and the checked mandate of the guardian
 * who agreed beside them, sealed under both decisions.
 */
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
    Optional<PersonId> find(AuthorityId authority, Decision consent) {
        return jdbc
                .sql("select sealed from release_subject where authority = ? and record_digest = ? and forget_at > ?")
                .params(authority.value(), consent.digest(), now())
                .query(byte[].class)
                .optional()
                .flatMap(sealed -> PersonId.parse(
                        new String(sealer.open(sealed, context(authority, consent)), StandardCharsets.US_ASCII)));
    }

    /** The mandate of that guardian for that person; empty for another decision of theirs. */
    Optional<CheckedMandate> mandate(AuthorityId authority, Decision consent, Decision guardian) {
        return jdbc.sql("""
                select guardian_sealed from release_subject
                where authority = ? and record_digest = ? and guardian_digest = ? and forget_at > ?""")
                .params(authority.value(), consent.digest(), guardian.digest(), now())
                .query(byte[].class)
                .optional()
                .map(sealed -> CheckedMandate.parse(sealer.open(sealed, context(authority, consent, guardian))));
    }

    void remember(AuthorityId authority, Decision consent, PersonId person, Instant until) {
        byte[] sealed = sealer.seal(person.toString().getBytes(StandardCharsets.US_ASCII),
                context(authority, consent));
        jdbc.sql("""
                insert into release_subject (authority, record_digest, sealed, forget_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(authority.value(), consent.digest(), sealed, OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .update();
    }

    /** Beside a person who is remembered. */
    void remember(AuthorityId authority, Decision consent, Decision guardian, CheckedMandate mandate) {
        jdbc.sql("""
                update release_subject set guardian_digest = ?, guardian_sealed = ?
                where authority = ? and record_digest = ?""")
                .params(guardian.digest(), sealer.seal(mandate.toBytes(), context(authority, consent, guardian)),
                        authority.value(), consent.digest())
                .update();
    }

    /** Of the person's decision or of their guardian's. */
    void forget(AuthorityId authority, Decision decision) {
        jdbc.sql("delete from release_subject where authority = ? and (record_digest = ? or guardian_digest = ?)")
                .params(authority.value(), decision.digest(), decision.digest())
                .update();
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT1M")
    void forgetEnded() {
        jdbc.sql("delete from release_subject where forget_at <= ?").param(now()).update();
    }

    private static String context(AuthorityId authority, Decision consent) {
        return "release-subject/" + authority + "/" + consent.context();
    }

    private static String context(AuthorityId authority, Decision consent, Decision guardian) {
        return "release-guardian/" + authority + "/" + consent.context() + "/" + guardian.context();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
