package org.amana.issuer.permit;

/**
 * The PERMIT entry.
 *
 * @param log origin of the log that holds it
 * @param index zero-based place in it
 */
record PermitId(String log, long index) {
    @Override
    public String toString() {
        return log + "/" + index;
    }
}
