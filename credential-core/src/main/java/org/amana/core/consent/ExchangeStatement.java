package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What an office says about one exchange, or a person about one that rests on a law, signed; an {@link ExchangeEvent}
 * holds it.
 */
public sealed interface ExchangeStatement
        permits PermitOrder, ExchangeOutcome, LawfulAccess, Objection, ObjectionAnswer, AccessReview {
    /** Who says it: identifier of an authority, id of a party in the register, or thumbprint of a person's key. */
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
