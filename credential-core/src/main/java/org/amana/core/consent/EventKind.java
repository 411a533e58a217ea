package org.amana.core.consent;

/** What happened. Approval is not consent: the two are different kinds and neither stands for the other. */
public enum EventKind {
    /** A person showed a credential; recorded blind, signed with a one-time key. */
    APPROVED(false),
    /** A verifier's own entry for a presentation from a foreign wallet; it never claims that the person signed. */
    RECEIVED(false),
    /** The person put the answer off (dpv:ConsentRequestDeferred); nothing is given or refused by it. */
    DEFERRED(true),
    /** Consent was given (dpv:ConsentGiven). */
    GIVEN(true),
    /** A consent that stands holds longer (dpv:RenewedConsentGiven). */
    RENEWED(true),
    /** Consent was refused (dpv:ConsentRefused). */
    REFUSED(true),
    /** Consent was withdrawn (dpv:ConsentWithdrawn). */
    WITHDRAWN(true),
    /** The recipient confirms that it erased what it kept. */
    ERASED(true),
    /** The ledger permits one release of data under a consent that stands. */
    PERMIT(true),
    /** The ledger refuses a release, and says why. */
    DENY(true),
    /** The requester confirms that it received what was permitted. */
    DELIVERED(true),
    /** A permitted release came to nothing. */
    FAILED(true),
    /** An office names the law by which it asks for data without consent; a permit says whether it may. */
    AUTHORISED_BY_LAW(true),
    /** The person objects to an access that rests on a law (GDPR Art. 21). */
    OBJECTED(true),
    /** The office stops: nothing more is permitted under the record. */
    OBJECTION_UPHELD(true),
    /** The office goes on, and says on which grounds. */
    OBJECTION_REJECTED(true),
    /** The office's data protection officer reviewed an access in an emergency, and says whether it was justified. */
    REVIEWED(true);

    private final boolean readable;

    EventKind(boolean readable) {
        this.readable = readable;
    }

    /** True where the person consents by it to something, until it ends or is withdrawn. */
    public boolean isConsent() {
        return this == GIVEN || this == RENEWED;
    }

    /** True for what stands beside the person's chain: exchanges, and accesses by law with what is said of them. */
    public boolean isExchange() {
        return this == PERMIT || this == DENY || this == DELIVERED || this == FAILED || isOfLaw();
    }

    /** True for what says how an access by law stands; other exchanges change nothing about their record. */
    public boolean isOfLaw() {
        return this == AUTHORISED_BY_LAW || this == OBJECTED || this == OBJECTION_UPHELD || this == OBJECTION_REJECTED
                || this == REVIEWED;
    }

    /** True for kinds the ledger must read to decide; the others reach it as 33 bytes. */
    public boolean isReadable() {
        return readable;
    }
}
