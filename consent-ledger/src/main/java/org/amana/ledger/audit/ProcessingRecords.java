package org.amana.ledger.audit;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.register.DataWords;
import org.amana.ledger.register.LegalBasis;
import org.amana.ledger.register.Register;
import org.amana.ledger.register.RegisteredUse;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the records of processing activities from the register and the log; nobody writes them by hand. */
final class ProcessingRecords {
    private static final String ENGLISH = "en";
    private final Register register;
    private final JdbcClient jdbc;
    private final DataWords words;

    private record Activity(long standing, ProcessingRecord.Exchanged exchanged,
                            Optional<ProcessingRecord.LastEntry> last) {
        private static final Activity NONE = new Activity(0, new ProcessingRecord.Exchanged(0, 0, 0),
                Optional.empty());
    }

    ProcessingRecords(Register register, JdbcClient jdbc, DataWords words) {
        this.register = register;
        this.jdbc = jdbc;
        this.words = words;
    }

    /** One record for each intended use, in the order of their ids. */
    List<ProcessingRecord> all() {
        var parties = new HashMap<String, Party>();
        register.parties().forEach(party -> parties.put(party.id(), party));
        Map<String, Activity> activities = activities();
        return register.registeredUses()
                .stream()
                .map(use -> record(use, parties,
                        activities.getOrDefault(use.use().id(), Activity.NONE)))
                .toList();
    }

    private ProcessingRecord record(RegisteredUse registered, Map<String, Party> parties, Activity activity) {
        IntendedUse use = registered.use();
        return new ProcessingRecord(use.id(), use.purpose().in(ENGLISH), controller(use, parties),
                use.legalBasis().stream().map(LegalBasis::new).toList(), use.lawReference(),
                words.types(use.credentials()), words.claims(use.credentials()),
                use.recipients().stream().map(id -> name(parties, id)).toList(), use.retention(), registered.retired(),
                registered.version(),
                registered.index(), activity.standing(), activity.exchanged(), activity.last());
    }

    private static ProcessingRecord.Controller controller(IntendedUse use, Map<String, Party> parties) {
        Party party = parties.get(use.party());
        if (party == null) {
            throw new IllegalStateException("an intended use belongs to a registered party");
        }
        return new ProcessingRecord.Controller(party.id(), party.name().in(ENGLISH), party.country(),
                party.erasureContact(), party.supervisor());
    }

    private static String name(Map<String, Party> parties, String id) {
        Party party = parties.get(id);
        return party == null ? id : party.name().in(ENGLISH);
    }

    private Map<String, Activity> activities() {
        var found = new HashMap<String, Activity>();
        jdbc.sql("""
                select e.purpose, max(e.index), max(e.at),
                    (select count(*) from consent_state s where s.purpose = e.purpose and s.state = 'GIVEN'),
                    count(*) filter (where e.kind = 'PERMIT'), count(*) filter (where e.kind = 'DENY'),
                    count(*) filter (where e.kind = 'DELIVERED')
                from event e group by e.purpose""").query(row -> {
            var last = new ProcessingRecord.LastEntry(row.getLong(2),
                    row.getObject(3, OffsetDateTime.class).toInstant());
            found.put(row.getString(1), new Activity(row.getLong(4),
                    new ProcessingRecord.Exchanged(row.getLong(5), row.getLong(6), row.getLong(7)),
                    Optional.of(last)));
        });
        return found;
    }
}
