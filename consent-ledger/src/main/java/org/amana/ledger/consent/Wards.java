package org.amana.ledger.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.ConsentState.Standing;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.ledger.sealing.LookUpNames;

/** What stands beside a record where somebody under age is represented: for the views of both. */
public final class Wards {
    private static final Set<EventKind> ANSWERS = Set.of(EventKind.PERMIT, EventKind.DENY);
    private final Reading reading;
    private final Standings standings;
    private final StoredEntries entries;
    private final LookUpNames names;
    private final Clock clock;

    Wards(Reading reading, Standings standings, StoredEntries entries, LookUpNames names, Clock clock) {
        this.reading = reading;
        this.standings = standings;
        this.entries = entries;
        this.names = names;
        this.clock = clock;
    }

    /**
     * How a guardian's record stands beside this one of a person under age: the newest there is. That this is their
     * guardian, the source says alone, with each order.
     *
     * @throws org.amana.core.problem.ProblemException {@link ConsentRefusal.Contradicted}
     */
    public Optional<ConsentState> guardian(ConsentState person) {
        if (!Representation.isWithGuardian(person.representation())) {
            return Optional.empty();
        }
        return reading.read(connection -> standings.forWard(connection, person.requestHash()))
                .stream()
                .filter(found -> Representation.ward(found.representation())
                        .equals(Optional.of(person.requestHash())))
                .max(Comparator.comparingLong(ConsentState::standingIndex));
    }

    /** How the record stands of whom this guardian's represents; refusal as above. */
    public Optional<ConsentState> ward(ConsentState guardian) {
        return Representation.ward(guardian.representation())
                .flatMap(request -> reading.read(connection -> standings.of(connection, request)));
    }

    /**
     * Since when a consent waits for the word of a person who has come of age, as far as can be seen from here: the
     * guardian's agreement has ended, or the time until which the source named them, or the source was denied a permit for
     * that reason. Empty while it waits for nothing; refusal as above.
     */
    public Optional<Instant> suspendedSince(ConsentState person) {
        Instant now = clock.instant();
        boolean isOver = person.validUntil().filter(end -> !now.isBefore(end)).isPresent();
        if (!Representation.isWithGuardian(person.representation()) || person.standing() != Standing.GIVEN || isOver) {
            return Optional.empty();
        }
        Optional<ExchangeEvent> answer = reading.read(connection -> newestAnswer(connection, person.record()));
        Stream<Instant> ends = Stream.of(
                guardian(person).filter(ConsentState::isInForce).flatMap(ConsentState::validUntil),
                answer.flatMap(Wards::namedUntil))
                .flatMap(Optional::stream)
                .filter(end -> !now.isBefore(end));
        Stream<Instant> denied = answer.filter(event -> event.denied().equals(Optional.of(DenyReason.SUSPENDED)))
                .map(ExchangeEvent::time)
                .stream();
        return Stream.concat(ends, denied).min(Comparator.naturalOrder());
    }

    /** Until when the source said that a guardian may decide. */
    private static Optional<Instant> namedUntil(ExchangeEvent answer) {
        return answer.statement() instanceof PermitOrder order
                ? order.age().flatMap(PersonsAge::findGuardian).map(PersonsAge.Guardian::until)
                : Optional.empty();
    }

    private Optional<ExchangeEvent> newestAnswer(Connection connection, RecordId record) throws SQLException {
        return entries.exchanges(connection, names.of(record))
                .stream()
                .filter(entry -> ANSWERS.contains(entry.kind()))
                .reduce((first, second) -> second)
                .map(entry -> (ExchangeEvent) entry.event());
    }

    /**
     * What was permitted, denied and delivered of the person with this guardian's agreement: the source named their
     * record in its order. Refusal as above.
     */
    public List<Consents.Entry> exchanges(ConsentState guardian, ConsentState ward) {
        var permits = new HashSet<Long>();
        return reading.read(connection -> entries.exchanges(connection, names.of(ward.record())))
                .stream()
                .filter(entry -> entry.event() instanceof ExchangeEvent event
                        && isWith(guardian.record(), event, entry.index(), permits))
                .map(entry -> new Consents.Entry(entry.index(), entry.kind(), ward.record(), entry.opening()))
                .toList();
    }

    private static boolean isWith(RecordId guardian, ExchangeEvent event, long index, Set<Long> permits) {
        return switch (event.statement()) {
            case PermitOrder order -> ConsentDecisions.guardian(order).equals(Optional.of(guardian))
                    && (event.kind() != EventKind.PERMIT || permits.add(index));
            case ExchangeOutcome outcome -> permits.contains(outcome.permit());
            default -> false;
        };
    }
}
