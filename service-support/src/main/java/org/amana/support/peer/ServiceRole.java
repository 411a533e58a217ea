package org.amana.support.peer;

/** What a service may do at another; given in the {@code roles} of its key file. */
public enum ServiceRole {
    /** Appends blind entries to the ledger. */
    BLIND_WRITER,
    /** Appends consent events that a person signed. */
    CONSENT_WRITER,
    /** Reads the consents given to it and confirms erasure. */
    RECIPIENT,
    /** Asks for permits to release data, in the name of its authorities. */
    SOURCE,
    /** Imports the register. */
    REGISTRAR
}
