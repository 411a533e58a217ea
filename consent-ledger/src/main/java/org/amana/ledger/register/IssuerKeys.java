package org.amana.ledger.register;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.amana.core.key.KeyPurpose;
import org.amana.core.register.Party;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.X5c;

/** Tells whether a certificate is a registered issuer's: it leads to the issuer's anchors and speaks for its identifier. */
public final class IssuerKeys {
    private final Anchors anchors;
    private final ChainValidator validator;
    private final Clock clock;

    IssuerKeys(Anchors anchors, ChainValidator validator, Clock clock) {
        this.anchors = anchors;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Validates a certificate for signing credentials, and that it names the issuer's identifier.
     *
     * @return false when it is another issuer's, or the party issues nothing
     * @throws org.amana.core.problem.ProblemException {@link org.amana.core.trust.TrustProblem}
     */
    public boolean isOf(Party issuer, List<X509Certificate> leafFirst) {
        if (issuer.issues().isEmpty()) {
            return false;
        }
        var chain = validator.validate(leafFirst, anchors.resolve(issuer.anchors()), KeyPurpose.ISSUER,
                clock.instant());
        return X5c.sans(chain.leaf()).covers(URI.create(issuer.id()));
    }
}
