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
 *  "words":"You could not speak, and the hospital had to know.","reviewed_by":"base64url of 32 bytes"}
 * </pre>
 *
 * @param words which the person reads; at most {@value #MAX_WORDS} characters
 * @param by who of its staff, by a pseudonym of this record
 */
public record AccessReview(String issuer, String id, Instant time, RecordId record, RequestHash requestHash,
                           Verdict verdict, String words, StaffPseudonym by, String compact,
                           List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-access-review+jwt";
    public static final int MAX_WORDS = 2_000;

    /** What was found. */
    public enum Verdict {
        /** What is permitted goes on. */
        JUSTIFIED,
        /** Nothing more is permitted under the record, and what came is erased; no other such emergency is permitted. */
        NOT_JUSTIFIED,
        /** Comes after {@link #NOT_JUSTIFIED}, once: other emergencies are permitted again, this one is not. */
        LIFTED;

        static Verdict parse(String text) {
            for (Verdict verdict : values()) {
                if (verdict.name().equals(text)) {
                    return verdict;
                }
            }
            throw ConsentProblem.badMessage("a verdict is JUSTIFIED, NOT_JUSTIFIED or LIFTED");
        }
    }

    /** True when the officer stands by the access. */
    public boolean justified() {
        return verdict == Verdict.JUSTIFIED;
    }

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
                              RequestHash requestHash, Verdict verdict, String words, StaffPseudonym by) {
        ObjectNode claims = StatementJws.claims(party, id, time, record, requestHash);
        claims.put("verdict", verdict.name()).put("words", words).put("reviewed_by", by.value());
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
            return new AccessReview(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(), Verdict.parse(claims.text("verdict")), claims.text("words"),
                    new StaffPseudonym(claims.text("reviewed_by")), compact, read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the review does not hold", e);
        }
    }
}
