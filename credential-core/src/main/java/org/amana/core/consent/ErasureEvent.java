package org.amana.core.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The entry that a recipient confirmed an erasure. It stands beside the person's own chain of
 * events, not in it: nobody but the person extends that.
 *
 * <pre>
 * {"confirmation":"eyJ…","kind":"ERASED","profile":"https://amana.example/consent/event/v1",
 *  "record":"…","relation":"…","request_hash":"…","time":"2026-11-22T10:05:00Z"}
 * </pre>
 */
public final class ErasureEvent implements SignedEvent {
    private final ErasureConfirmation confirmation;
    private final RelationId relation;
    private final Instant time;

    private ErasureEvent(ErasureConfirmation confirmation, RelationId relation, Instant time) {
        this.confirmation = confirmation;
        this.relation = relation;
        this.time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The entry for a confirmation.
     *
     * @param relation the person's relation that the record belongs to
     * @param time when the ledger took it
     */
    public static ErasureEvent of(ErasureConfirmation confirmation, RelationId relation, Instant time) {
        return new ErasureEvent(confirmation, relation, time);
    }

    static ErasureEvent verify(ObjectNode object, byte[] bytes) {
        ErasureConfirmation confirmation;
        try {
            confirmation = ErasureConfirmation.verify(EventJson.text(object, "confirmation"));
        } catch (ProblemException e) {
            throw new ProblemException(new ConsentProblem.BadActorSignature(e.problem().detail()), e);
        }
        var event = new ErasureEvent(confirmation, new RelationId(EventJson.text(object, "relation")),
                EventJson.instant(EventJson.text(object, "time")));
        if (!Arrays.equals(event.bytes(), bytes)) {
            throw ConsentProblem.malformedEvent("the event has an unknown member, or one that contradicts another");
        }
        return event;
    }

    public ErasureConfirmation confirmation() {
        return confirmation;
    }

    public RelationId relation() {
        return relation;
    }

    @Override
    public EventKind kind() {
        return EventKind.ERASED;
    }

    @Override
    public RecordId record() {
        return confirmation.record();
    }

    @Override
    public RequestHash requestHash() {
        return confirmation.requestHash();
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public byte[] bytes() {
        ObjectNode object = StrictJson.object().put("profile", ConsentEvent.PROFILE).put("kind", kind().name());
        object.put("record", record().value()).put("relation", relation.thumbprint());
        object.put("request_hash", requestHash().value()).put("time", time.toString());
        return StrictJson.canonical(object.put("confirmation", confirmation.compact()));
    }
}
