package org.amana.core.consent;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the ledger tells a recipient: this consent was withdrawn, its erasure clock runs (GDPR Art.
 * 17(1)(b)). Sent again until it arrives, with the same {@code id}.
 *
 * <pre>
 * {"typ":"amana-notice+jwt","alg":"ES256","kid":"…"}
 * {"iss":"localhost:8084/tlog","aud":"harbour-bakery","jti":"…","iat":1795345200,"kind":"WITHDRAWN",
 *  "record":"…","request_hash":"…","purpose":"keep-diploma-on-file","index":9}
 * </pre>
 *
 * @param ledger origin of the log that holds the withdrawal
 * @param party recipient's id in the register
 * @param id the same in every attempt
 * @param time when the withdrawal took effect
 * @param index of its entry
 * @param statement what the person signed, where the recipient is to read it: an {@link Objection}
 */
public record ConsentNotice(String ledger, String party, String id, Instant time, EventKind kind, RecordId record,
                            RequestHash requestHash, String purpose, long index, Optional<String> statement) {
    public static final String TYP = "amana-notice+jwt";
    /** Longest notice. */
    public static final int MAX_BYTES = 8_192;

    public ConsentNotice {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** One of a consent; parameters as above. */
    public ConsentNotice(String ledger, String party, String id, Instant time, EventKind kind, RecordId record,
            RequestHash requestHash, String purpose, long index) {
        this(ledger, party, id, time, kind, record, requestHash, purpose, index, Optional.empty());
    }

    /** The signed notice. */
    public String sign(SigningKey ledgerKey) {
        ObjectNode claims = StrictJson.object().put("iss", ledger).put("aud", party).put("jti", id);
        claims.put("iat", time.getEpochSecond()).put("kind", kind.name()).put("record", record.value());
        claims.put("request_hash", requestHash.value()).put("purpose", purpose).put("index", index);
        statement.ifPresent(jws -> claims.put("statement", jws));
        return JwsSigner.sign(ledgerKey, JwsSigner.header(TYP, ledgerKey), claims);
    }

    /**
     * Reads a notice to {@code party}.
     *
     * @param ledgerKey the notice key of a ledger in the trust list
     * @throws ProblemException {@link ConsentProblem.BadMessage}, {@link ConsentProblem.MalformedEvent}
     */
    public static ConsentNotice verify(String compact, ECKey ledgerKey, String party) {
        MessageClaims claims;
        try {
            claims = new MessageClaims(UnverifiedJws.parse(compact, MAX_BYTES).verify(ledgerKey, TYP).claims());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the notice does not hold", e);
        }
        if (!claims.text("aud").equals(party)) {
            throw ConsentProblem.badMessage("the notice is for another party");
        }
        return new ConsentNotice(claims.text("iss"), party, claims.text("jti"), claims.seconds("iat"),
                EventJson.kind(claims.claims()), claims.record(), claims.requestHash(), claims.text("purpose"),
                claims.number("index"),
                claims.claims().has("statement") ? Optional.of(claims.text("statement")) : Optional.empty());
    }

    /** The ledger that a notice says it is from, where it says so; nothing of it is verified. */
    public static Optional<String> claimedLedger(String compact) {
        try {
            return Optional.of(UnverifiedJws.parse(compact, MAX_BYTES).claims().path("iss").asString(""))
                    .filter(origin -> !origin.isEmpty());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
