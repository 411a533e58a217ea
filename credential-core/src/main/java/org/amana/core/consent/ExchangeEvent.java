package org.amana.core.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entry of what offices do under a consent or a law: a permit, its denial, what became of a permit, the law that is
 * named, the objection to it with its answer, and the review of an emergency. It stands beside the person's own chain of events, not in it: nobody
 * but the person extends that.
 *
 * <pre>
 * {"kind":"DENY","profile":"https://amana.example/consent/event/v1","reason":"withdrawn","record":"…",
 *  "relation":"…","request_hash":"…","statement":"eyJ…","time":"2026-11-22T10:05:00Z"}
 * </pre>
 */
public final class ExchangeEvent implements SignedEvent {
    private final EventKind kind;
    private final ExchangeStatement statement;
    private final RelationId relation;
    private final Instant time;
    private final Optional<DenyReason> denied;

    private ExchangeEvent(EventKind kind, ExchangeStatement statement, RelationId relation, Instant time,
            Optional<DenyReason> denied) {
        boolean fits = switch (statement) {
            case PermitOrder _ -> kind == (denied.isPresent() ? EventKind.DENY : EventKind.PERMIT);
            case ExchangeOutcome outcome -> kind == outcome.kind() && denied.isEmpty();
            case LawfulAccess _ -> kind == EventKind.AUTHORISED_BY_LAW && denied.isEmpty();
            case Objection objection -> kind == EventKind.OBJECTED && denied.isEmpty()
                    && objection.relation().equals(relation);
            case ObjectionAnswer answer -> kind == answer.kind() && denied.isEmpty();
            case AccessReview _ -> kind == EventKind.REVIEWED && denied.isEmpty();
        };
        if (!fits) {
            throw ConsentProblem.malformedEvent("the kind of the event is not what its statement is about");
        }
        this.kind = kind;
        this.statement = statement;
        this.relation = relation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS);
        this.denied = denied;
    }

    /**
     * The answer to an order.
     *
     * @param relation the person's relation that the record belongs to
     * @param time when the ledger decided
     * @param denied why not; empty for a permit
     */
    public static ExchangeEvent of(PermitOrder order, RelationId relation, Instant time, Optional<DenyReason> denied) {
        return new ExchangeEvent(denied.isPresent() ? EventKind.DENY : EventKind.PERMIT, order, relation, time,
                denied);
    }

    /** What became of a permit; parameters as above. */
    public static ExchangeEvent of(ExchangeOutcome outcome, RelationId relation, Instant time) {
        return new ExchangeEvent(outcome.kind(), outcome, relation, time, Optional.empty());
    }

    /** The law that an office names; parameters as above. */
    public static ExchangeEvent of(LawfulAccess access, RelationId relation, Instant time) {
        return new ExchangeEvent(EventKind.AUTHORISED_BY_LAW, access, relation, time, Optional.empty());
    }

    /** A person's objection. */
    public static ExchangeEvent of(Objection objection, Instant time) {
        return new ExchangeEvent(EventKind.OBJECTED, objection, objection.relation(), time, Optional.empty());
    }

    /** What the office answers to it; parameters as above. */
    public static ExchangeEvent of(ObjectionAnswer answer, RelationId relation, Instant time) {
        return new ExchangeEvent(answer.kind(), answer, relation, time, Optional.empty());
    }

    /** What the office's data protection officer found; parameters as above. */
    public static ExchangeEvent of(AccessReview review, RelationId relation, Instant time) {
        return new ExchangeEvent(EventKind.REVIEWED, review, relation, time, Optional.empty());
    }

    static ExchangeEvent verify(ObjectNode object, byte[] bytes) {
        EventKind kind = EventJson.kind(object);
        String compact = EventJson.text(object, "statement");
        boolean isOrder = kind == EventKind.PERMIT || kind == EventKind.DENY;
        ExchangeStatement statement;
        try {
            statement = switch (kind) {
                case PERMIT, DENY -> PermitOrder.verify(compact);
                case AUTHORISED_BY_LAW -> LawfulAccess.verify(compact);
                case OBJECTED -> Objection.verify(compact);
                case OBJECTION_UPHELD, OBJECTION_REJECTED -> ObjectionAnswer.verify(compact);
                case REVIEWED -> AccessReview.verify(compact);
                default -> ExchangeOutcome.verify(compact);
            };
        } catch (ProblemException e) {
            throw new ProblemException(new ConsentProblem.BadActorSignature(e.problem().detail()), e);
        }
        var event = new ExchangeEvent(kind, statement, new RelationId(EventJson.text(object, "relation")),
                EventJson.instant(EventJson.text(object, "time")),
                object.has("reason") && isOrder
                        ? Optional.of(DenyReason.of(EventJson.text(object, "reason")))
                        : Optional.empty());
        if (!Arrays.equals(event.bytes(), bytes)) {
            throw ConsentProblem.malformedEvent("the event has an unknown member, or one that contradicts another");
        }
        return event;
    }

    public ExchangeStatement statement() {
        return statement;
    }

    public RelationId relation() {
        return relation;
    }

    /** Why the ledger refused; of a {@link EventKind#DENY} alone. */
    public Optional<DenyReason> denied() {
        return denied;
    }

    @Override
    public EventKind kind() {
        return kind;
    }

    @Override
    public RecordId record() {
        return statement.record();
    }

    @Override
    public RequestHash requestHash() {
        return statement.requestHash();
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public byte[] bytes() {
        ObjectNode object = StrictJson.object().put("profile", ConsentEvent.PROFILE).put("kind", kind.name());
        object.put("record", record().value()).put("relation", relation.thumbprint());
        object.put("request_hash", requestHash().value()).put("time", time.toString());
        denied.ifPresent(reason -> object.put("reason", reason.code()));
        return StrictJson.canonical(object.put("statement", statement.compact()));
    }
}
