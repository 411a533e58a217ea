package org.amana.core.consent;

import java.util.Arrays;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/** Bytes of an event that nobody has checked yet. */
public final class UnverifiedEvent {
    /** Longest event. */
    public static final int MAX_BYTES = 32_768;
    private final ObjectNode object;
    private final byte[] bytes;

    private UnverifiedEvent(ObjectNode object, byte[] bytes) {
        this.object = object;
        this.bytes = bytes;
    }

    /**
     * Reads canonical bytes with a signature in them.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem}, {@link ConsentProblem.MalformedEvent} for bytes
     *         that are not their own canonical form
     */
    public static UnverifiedEvent parse(byte[] bytes) {
        ObjectNode object = StrictJson.parseObject(bytes, MAX_BYTES);
        if (!Arrays.equals(StrictJson.canonical(object), bytes)) { // one event, one commitment
            throw ConsentProblem.malformedEvent("the bytes of an event are its canonical form (RFC 8785)");
        }
        return new UnverifiedEvent(object, bytes.clone());
    }

    /**
     * What it claims to be.
     *
     * @throws ProblemException {@link ConsentProblem.MalformedEvent}
     */
    public EventKind kind() {
        return EventJson.kind(object);
    }

    /**
     * The event, once its members and its signature hold.
     *
     * @throws ProblemException {@link ConsentProblem.MalformedEvent}, {@link ConsentProblem.BadActorSignature},
     *         {@link org.amana.core.key.KeyProblem.BadKey}, {@link org.amana.core.register.RegisterProblem.MalformedEntry}
     */
    public SignedEvent verify() {
        if (kind() == EventKind.ERASED) {
            return ErasureEvent.verify(object, bytes);
        }
        if (kind().isExchange()) {
            return ExchangeEvent.verify(object, bytes);
        }
        ConsentEvent event = EventJson.read(object);
        SignedConsentEvent signed = EventSignature.verify(event, object);
        // an unknown member would be signed and shown by nobody; a claimed relation must be the key's own
        ObjectNode known = EventJson.write(event);
        known.set(EventSignature.MEMBER, object.path(EventSignature.MEMBER));
        if (!Arrays.equals(StrictJson.canonical(known), bytes)) {
            throw ConsentProblem.malformedEvent("the event has an unknown member, or one that contradicts another");
        }
        return signed;
    }
}
