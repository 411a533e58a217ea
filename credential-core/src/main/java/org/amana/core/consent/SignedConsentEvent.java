package org.amana.core.consent;

import java.time.Instant;

/** A {@link ConsentEvent} with its actor's signature, checked; only {@link EventSignature} makes one. */
public final class SignedConsentEvent implements SignedEvent {
    private final ConsentEvent event;
    private final byte[] bytes;

    SignedConsentEvent(ConsentEvent event, byte[] bytes) {
        this.event = event;
        this.bytes = bytes;
    }

    public ConsentEvent event() {
        return event;
    }

    @Override
    public EventKind kind() {
        return event.kind();
    }

    @Override
    public RecordId record() {
        return event.record();
    }

    @Override
    public RequestHash requestHash() {
        return event.requestHash();
    }

    @Override
    public Instant time() {
        return event.time();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }
}
