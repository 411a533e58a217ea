package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** What an office says about one exchange under a consent, signed by it; an {@link ExchangeEvent} holds it. */
public sealed interface ExchangeStatement permits PermitOrder, ExchangeOutcome {
    /** Who says it: identifier of an authority, or id of a party in the register. */
    String issuer();

    /** Single use. */
    String id();

    Instant time();

    RecordId record();

    RequestHash requestHash();

    /** The text that was verified. */
    String compact();

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    List<X509Certificate> chain();
}
