package org.amana.issuer.source;

import java.util.UUID;
import org.amana.issuer.authority.Authority;

/** A file on its way through the route. */
@SuppressWarnings("ArrayRecordComponent") // never compared; held once and read once
record ImportFile(UUID id, Authority authority, String actor, byte[] file, boolean isDryRun) {
    /** Never the file: it would end in logs. */
    @Override
    public String toString() {
        return "ImportFile[" + id + "]";
    }
}
