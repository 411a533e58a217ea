package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the office's data protection officer found about an access in an emergency (GDPR Art. 6(1)(d), Art. 39(1)(b)).
 * Signed with the key of the office's access certificate.
 *
 * <pre>
 * {"typ":"amana-access-review+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-municipality","jti":"…","iat":1795345200,"record":"…","request_hash":"…","verdict":"JUSTIFIED",
 *  "words":"You could not speak, and the hospital had to know."}
 * </pre>
 *
 * @param justified false when nothing more is permitted under the record, and what came is erased
 * @param words which the person reads; at most {@value #MAX_WORDS} characters
 */
public record AccessReview(String issuer, String id, Instant time, RecordId record, RequestHash requestHash,
                           boolean justified, String words, String compact, List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-access-review+jwt";
    public static final int MAX_WORDS = 2_000;

    public AccessReview {
        chain = List.copyOf(chain);
        StatementJws.requireId(id);
        if (!EmergencyReason.isText(words, MAX_WORDS)) {
            throw ConsentProblem.badMessage("the words of a review are a text of at most " + MAX_WORDS
                    + " characters");
        }
    }

    /** Writes a review. */
    public static String sign(SigningKey access, String party, String id, Instant time, RecordId record,
                              RequestHash requestHash, boolean justified, String words) {
        ObjectNode claims = StatementJws.claims(party, id, time, record, requestHash);
        claims.put("verdict", justified ? "JUSTIFIED" : "NOT_JUSTIFIED").put("words", words);
        return JwsSigner.sign(access, JwsSigner.header(TYP, access), claims);
    }

    /**
     * Reads a review and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static AccessReview verify(String compact) {
        try {
            StatementJws read = StatementJws.read(compact, TYP);
            MessageClaims claims = read.claims();
            boolean justified = switch (claims.text("verdict")) {
                case "JUSTIFIED" -> true;
                case "NOT_JUSTIFIED" -> false;
                default -> throw ConsentProblem.badMessage("a verdict is JUSTIFIED or NOT_JUSTIFIED");
            };
            return new AccessReview(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(), justified, claims.text("words"), compact, read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the review does not hold", e);
        }
    }
}
