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
 * The office's answer to an objection, within the month of GDPR Art. 12(3): it stops, or says on which grounds it goes on
 * (Art. 21(1)). Signed with the key of its access certificate.
 *
 * <pre>
 * {"typ":"amana-objection-answer+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-municipality","jti":"…","iat":1795345200,"record":"…","request_hash":"…","answer":"REJECTED",
 *  "grounds":"The law asks us to look at this each year."}
 * </pre>
 *
 * @param upheld true when nothing more is asked for under the record
 * @param grounds why it goes on, of a rejection alone
 */
public record ObjectionAnswer(String issuer, String id, Instant time, RecordId record, RequestHash requestHash,
                              boolean upheld, Optional<String> grounds, String compact, List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-objection-answer+jwt";
    public static final int MAX_GROUNDS = 2_000;

    public ObjectionAnswer {
        chain = List.copyOf(chain);
        StatementJws.requireId(id);
        if (grounds.isPresent() == upheld || grounds.filter(text -> text.length() > MAX_GROUNDS).isPresent()) {
            throw ConsentProblem.badMessage("a rejection says on which grounds, and nothing else does");
        }
    }

    /**
     * Writes an answer.
     *
     * @param grounds of a rejection; empty when the objection is upheld
     */
    public static String sign(SigningKey access, String party, String id, Instant time, RecordId record,
                              RequestHash requestHash, Optional<String> grounds) {
        ObjectNode claims = StatementJws.claims(party, id, time, record, requestHash);
        claims.put("answer", grounds.isPresent() ? "REJECTED" : "UPHELD");
        grounds.ifPresent(text -> claims.put("grounds", text));
        return JwsSigner.sign(access, JwsSigner.header(TYP, access), claims);
    }

    /**
     * Reads an answer and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static ObjectionAnswer verify(String compact) {
        try {
            StatementJws read = StatementJws.read(compact, TYP);
            MessageClaims claims = read.claims();
            boolean upheld = switch (claims.text("answer")) {
                case "UPHELD" -> true;
                case "REJECTED" -> false;
                default -> throw ConsentProblem.badMessage("an answer is UPHELD or REJECTED");
            };
            return new ObjectionAnswer(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(), upheld,
                    claims.claims().has("grounds") ? Optional.of(claims.text("grounds")) : Optional.empty(), compact,
                    read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the answer does not hold", e);
        }
    }

    /** The kind of its entry. */
    public EventKind kind() {
        return upheld ? EventKind.OBJECTION_UPHELD : EventKind.OBJECTION_REJECTED;
    }
}
