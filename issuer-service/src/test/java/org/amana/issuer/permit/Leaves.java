package org.amana.issuer.permit;

import org.amana.issuer.authority.AuthorityId;

/** Leaves for the tests of connectors, which need no permit to be tried. */
public final class Leaves {
    private Leaves() {}

    public static FetchLeave of(AuthorityId authority) {
        return new FetchLeave(authority);
    }
}
