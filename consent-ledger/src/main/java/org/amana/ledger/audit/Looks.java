package org.amana.ledger.audit;

import java.sql.Connection;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.PublicEntry;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.log.Submission;
import org.amana.ledger.staff.StaffIds;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who looks at consents is on the log, for everyone to see and before anything is shown: a look that cannot be recorded
 * is not given.
 *
 * <pre>
 * 0x02 || {"at":"2026-11-22T09:00:00Z","from":"…","page":"consents","purpose":"keep-diploma-on-file",
 *          "staff":"staff-…","type":"officer_look","until":"…"}
 * </pre>
 */
final class Looks implements Participant {
    static final String TYPE = "officer_look";
    private final Sequencer sequencer;
    private final StaffIds ids;
    private final Clock clock;

    /**
     * What is looked at. Ids are those of register entries: nothing that somebody typed gets on the log.
     *
     * @param page in plain words
     */
    record Look(String page, Optional<String> purpose, Optional<String> recipient, Optional<TimeSpan> time) {}

    static Look consents(Optional<String> purpose, TimeSpan time) {
        return new Look("consents", purpose, Optional.empty(), Optional.of(time));
    }

    static Look breach(BreachQuestion question) {
        return new Look("breach question", Optional.empty(),
                Optional.of(question.recipient()).filter(id -> !id.isEmpty()), Optional.of(question.time()));
    }

    static Look evidence(Optional<String> recipient) {
        return new Look("evidence", Optional.empty(), recipient, Optional.empty());
    }

    static Look holds() {
        return new Look("legal holds", Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Look clocks() {
        return new Look("erasure clocks", Optional.empty(), Optional.empty(), Optional.empty());
    }

    private record Entry(ObjectNode content, Participant participant) implements Submission {
        @Override
        public Optional<Idempotency> idempotency() {
            return Optional.empty();
        }
    }

    Looks(Sequencer sequencer, StaffIds ids, Clock clock) {
        this.sequencer = sequencer;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws org.amana.core.problem.ProblemException {@link org.amana.ledger.log.LogProblem} */
    void record(Officer officer, Look look) {
        ObjectNode content = StrictJson.object().put("type", TYPE).put("page", look.page());
        content.put("staff", ids.of(officer.member()).value());
        content.put("at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        look.purpose().ifPresent(purpose -> content.put("purpose", purpose));
        look.recipient().ifPresent(recipient -> content.put("recipient", recipient));
        look.time().ifPresent(time -> content.put("from", time.begin().toString()).put("until", time.end().toString()));
        sequencer.append(new Entry(content, this));
    }

    @Override
    public Batch open(Connection tx, List<Submission> submissions, long reading) {
        return new Batch() {
            @Override
            public byte[] decide(Submission submission, long index) {
                if (submission instanceof Entry entry) {
                    return PublicEntry.of(entry.content());
                }
                throw new IllegalArgumentException("not a look");
            }

            @Override
            public void write(Connection same) {}
        };
    }
}
