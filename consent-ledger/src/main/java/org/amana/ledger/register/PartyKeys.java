package org.amana.ledger.register;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.amana.core.key.KeyPurpose;
import org.amana.core.register.Party;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.X5c;

/** Tells whether a certificate is a registered party's: it leads to the party's anchors and names it. */
public final class PartyKeys {
    private final Anchors anchors;
    private final ChainValidator validator;
    private final Clock clock;

    PartyKeys(Anchors anchors, ChainValidator validator, Clock clock) {
        this.anchors = anchors;
        this.validator = validator;
        this.clock = clock;
    }

    /**
     * Validates an access certificate, and that it names the party by official identifier or by
     * {@code urn:amana:party:<id>}.
     *
     * @return false when it is another party's
     * @throws org.amana.core.problem.ProblemException {@link org.amana.core.trust.TrustProblem}
     */
    public boolean isOf(Party party, List<X509Certificate> leafFirst) {
        var chain = validator.validate(leafFirst, anchors.resolve(party.anchors()), KeyPurpose.ACCESS, clock.instant());
        boolean byIdentifier = X5c.organizationIdentifier(chain.leaf())
                .filter(party.identifiers()::contains)
                .isPresent();
        return byIdentifier || X5c.sans(chain.leaf()).uris().contains(URI.create("urn:amana:party:" + party.id()));
    }
}
