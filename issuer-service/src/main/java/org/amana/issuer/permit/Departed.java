package org.amana.issuer.permit;

/** A release that went through the way out: its permit is spent. Only the {@code permitted} component makes one. */
public final class Departed {
    private final String release;

    Departed(String release) {
        this.release = release;
    }

    /** JWE, compact. */
    public String release() {
        return release;
    }
}
