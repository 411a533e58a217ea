package org.amana.core.exchange;

import java.net.URI;
import java.time.Instant;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ValidatedChain;
import org.amana.core.trust.X5c;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a source signs with its issuer key: a chain of the trust list whose certificate names the source. */
final class SourceSignature {
    private static final long LAST_SECOND = 253_402_300_799L;

    private SourceSignature() {}

    /**
     * The claims.
     *
     * @param typ exact value of the header
     * @throws ProblemException of the rule that does not hold
     */
    static ObjectNode verify(String compact, String typ, int maxBytes, Release.Trust trust, String source,
                             Instant now) {
        UnverifiedJws jws = UnverifiedJws.parse(compact, maxBytes);
        ValidatedChain chain = trust.validator()
                .validate(jws.header().path("x5c"), trust.sources(), KeyPurpose.ISSUER, now);
        if (!X5c.sans(chain.leaf()).covers(URI.create(source))) {
            throw ExchangeProblem.badRelease("the certificate is not the source's");
        }
        return jws.verify(chain.leafKey(), typ).claims();
    }

    /** A time in seconds since 1970. */
    static Instant time(ObjectNode claims, String name) {
        JsonNode time = claims.path(name);
        if (!time.isIntegralNumber() || !time.canConvertToLong() || time.longValue() < 0
                || time.longValue() > LAST_SECOND) {
            throw ExchangeProblem.badRelease("claim " + name + " is a time in seconds");
        }
        return Instant.ofEpochSecond(time.longValue());
    }
}
