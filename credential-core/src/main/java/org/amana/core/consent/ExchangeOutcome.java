package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a permit: the requester says that it received the data, or either side that it came to nothing. Signed
 * with the key of the certificate of whoever says it.
 *
 * <pre>
 * {"typ":"amana-exchange-outcome+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-municipality","jti":"…","iat":1795345201,"record":"…","request_hash":"…","permit":17,
 *  "outcome":"FAILED","reason":"register_unavailable"}
 * </pre>
 *
 * Only {@link #verify} makes one to rely on, as with {@link PermitOrder}.
 *
 * @param issuer party or authority that says so
 * @param id single use: 16 to 64 characters of base64url
 * @param permit index of the PERMIT entry
 * @param kind {@link EventKind#DELIVERED} or {@link EventKind#FAILED}
 * @param reason a code, of a failure alone: lower-case words joined by {@code _}
 */
public record ExchangeOutcome(String issuer, String id, Instant time, RecordId record, RequestHash requestHash,
                              long permit, EventKind kind, Optional<String> reason, String compact,
                              List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-exchange-outcome+jwt";

    public ExchangeOutcome {
        chain = List.copyOf(chain);
        StatementJws.requireId(id);
        StatementJws.requireReason(reason, kind == EventKind.FAILED);
        if ((kind != EventKind.DELIVERED && kind != EventKind.FAILED) || permit < 0) {
            throw ConsentProblem.badMessage("an outcome is DELIVERED or FAILED, of a permit");
        }
    }

    /**
     * Writes an outcome.
     *
     * @param key its chain goes into the header
     */
    public static String sign(SigningKey key, String issuer, String id, Instant time, RecordId record,
                              RequestHash requestHash, long permit, Optional<String> failure) {
        ObjectNode claims = StatementJws.claims(issuer, id, time, record, requestHash).put("permit", permit);
        claims.put("outcome", (failure.isPresent() ? EventKind.FAILED : EventKind.DELIVERED).name());
        failure.ifPresent(reason -> claims.put("reason", reason));
        return JwsSigner.sign(key, JwsSigner.header(TYP, key), claims);
    }

    /**
     * Reads an outcome and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static ExchangeOutcome verify(String compact) {
        try {
            StatementJws read = StatementJws.read(compact, TYP);
            MessageClaims claims = read.claims();
            EventKind kind = switch (claims.text("outcome")) {
                case "DELIVERED" -> EventKind.DELIVERED;
                case "FAILED" -> EventKind.FAILED;
                default -> throw ConsentProblem.badMessage("an outcome is DELIVERED or FAILED");
            };
            return new ExchangeOutcome(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(), claims.number("permit"), kind,
                    claims.claims().has("reason") ? Optional.of(claims.text("reason")) : Optional.empty(), compact,
                    read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the outcome does not hold", e);
        }
    }
}
