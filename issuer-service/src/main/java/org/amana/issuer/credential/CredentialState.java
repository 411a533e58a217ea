package org.amana.issuer.credential;

/** Of a card, and so of all its copies. */
public enum CredentialState {
    VALID, SUSPENDED, REVOKED
}
