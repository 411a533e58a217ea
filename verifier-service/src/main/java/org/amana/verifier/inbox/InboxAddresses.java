package org.amana.verifier.inbox;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.json.Base64Url;
import org.amana.support.sealing.Sealer;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.retention.ConsentWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses in PostgreSQL, sealed. One goes with its consent, and when what came under it may be kept no longer. */
@Repository
class InboxAddresses {
    private final JdbcClient jdbc;
    private final Sealer atRest;

    InboxAddresses(JdbcClient jdbc, Sealer atRest) {
        this.jdbc = jdbc;
        this.atRest = atRest;
    }

    /** In the place of one that was given before, unless that is newer. */
    void put(OrganisationId organisation, InboxGrant grant, Instant until) {
        String record = grant.record().value();
        if (find(organisation, record).filter(held -> held.time().isAfter(grant.time())).isPresent())
            return;
        jdbc.sql("""
                insert into inbox_address (organisation, record, sealed, kept_until)
                values (:organisation, :record, :sealed, :until)
                on conflict (organisation, record) do update set sealed = excluded.sealed""")
                .param("organisation", organisation.value())
                .param("record", record)
                .param("sealed", Base64Url.encode(atRest.seal(grant.compact().getBytes(StandardCharsets.US_ASCII),
                        context(organisation, record))))
                .param("until", Timestamp.from(until))
                .update();
    }

    Optional<InboxGrant> find(OrganisationId organisation, String record) {
        return jdbc.sql("select sealed from inbox_address where organisation = :organisation and record = :record")
                .param("organisation", organisation.value())
                .param("record", record)
                .query((row, number) -> row.getString(1))
                .optional()
                .map(sealed -> InboxGrant.verify(new String(
                        atRest.open(Base64Url.decode(sealed), context(organisation, record)),
                        StandardCharsets.US_ASCII)));
    }

    boolean isKnown(OrganisationId organisation, String record) {
        return jdbc.sql("""
                select count(*) from inbox_address where organisation = :organisation and record = :record""")
                .param("organisation", organisation.value())
                .param("record", record)
                .query(Integer.class)
                .single() > 0;
    }

    void remove(OrganisationId organisation, String record) {
        jdbc.sql("delete from inbox_address where organisation = :organisation and record = :record")
                .param("organisation", organisation.value())
                .param("record", record)
                .update();
    }

    /** Answers how many went. */
    int eraseDue(Instant now) {
        return jdbc.sql("delete from inbox_address where kept_until <= :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Within the transaction of the withdrawal, or of the answer to a request for erasure. */
    @EventListener
    void withdrawn(ConsentWithdrawn withdrawn) {
        remove(withdrawn.organisation(), withdrawn.record());
    }

    private static String context(OrganisationId organisation, String record) {
        return "inbox-address/" + organisation + "/" + record;
    }
}
