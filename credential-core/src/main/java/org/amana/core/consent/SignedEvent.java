package org.amana.core.consent;

import java.time.Instant;

/** An event whose signature was checked; what a commitment is made to. */
public sealed interface SignedEvent permits SignedConsentEvent, ErasureEvent, ExchangeEvent {
    EventKind kind();

    RecordId record();

    RequestHash requestHash();

    Instant time();

    /** Canonical bytes with the signature in them. */
    byte[] bytes();
}
