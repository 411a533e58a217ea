package org.amana.issuer.permit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.amana.issuer.authority.AuthorityId;

/** Leave to look into one authority's register once; made from a {@link Permit} alone. A connector without it gives nothing. */
public final class FetchLeave {
    private final AuthorityId authority;
    private final AtomicBoolean used = new AtomicBoolean();

    FetchLeave(AuthorityId authority) {
        this.authority = authority;
    }

    /**
     * Uses it up.
     *
     * @throws IllegalStateException when it is another authority's, or was used
     */
    public void use(AuthorityId by) {
        if (!authority.equals(by) || !used.compareAndSet(false, true)) {
            throw new IllegalStateException("this leave is used, or for another register");
        }
    }
}
