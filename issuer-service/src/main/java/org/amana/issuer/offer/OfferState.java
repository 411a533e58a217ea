package org.amana.issuer.offer;

/** {@code EXPIRED} is an offer nobody redeemed in time; {@code LOCKED} had too many wrong transaction codes. */
public enum OfferState {
    OFFERED, REDEEMED, EXPIRED, LOCKED, WITHDRAWN
}
