package org.amana.issuer.permit;

/**
 * A release at the way out.
 *
 * @param release encrypted to the requester: {@link org.amana.core.exchange.Release#seal}
 */
public record Departure(Permit permit, String release) {
    /** Not the release: it would end in logs. */
    @Override
    public String toString() {
        return "Departure[" + permit + "]";
    }
}
