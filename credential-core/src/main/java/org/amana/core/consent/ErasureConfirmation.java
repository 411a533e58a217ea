package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.X5c;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recipient's word that it erased what it kept, signed with the key of its access certificate.
 *
 * <pre>
 * {"typ":"amana-erasure+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-bakery","record":"…","request_hash":"…","erased_at":1795345200}
 * </pre>
 *
 * Only {@link #verify} makes one: the signature matches the certificate that came with it. Whether
 * that certificate is the party's is for the caller, who has the anchors, see {@link #chain()}.
 */
public final class ErasureConfirmation {
    public static final String TYP = "amana-erasure+jwt";
    /** Longest confirmation; it carries a certificate chain. */
    public static final int MAX_BYTES = 16_384;
    private final String compact;
    private final List<X509Certificate> chain;
    private final String party;
    private final RecordId record;
    private final RequestHash requestHash;
    private final Instant erasedAt;

    private ErasureConfirmation(String compact, List<X509Certificate> chain, String party, RecordId record,
            RequestHash requestHash, Instant erasedAt) {
        this.compact = compact;
        this.chain = chain;
        this.party = party;
        this.record = record;
        this.requestHash = requestHash;
        this.erasedAt = erasedAt;
    }

    /**
     * Writes a confirmation.
     *
     * @param key of the party's access certificate; its chain goes into the header
     * @param party id in the register
     */
    public static String sign(SigningKey key, String party, RecordId record, RequestHash requestHash,
                              Instant erasedAt) {
        ObjectNode claims = StrictJson.object().put("iss", party).put("record", record.value());
        claims.put("request_hash", requestHash.value());
        claims.put("erased_at", erasedAt.truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
        return JwsSigner.sign(key, JwsSigner.header(TYP, key), claims);
    }

    /**
     * Reads a confirmation and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static ErasureConfirmation verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            List<X509Certificate> chain = X5c.parse(jws.header().path("x5c"));
            if (!(chain.getFirst().getPublicKey() instanceof java.security.interfaces.ECPublicKey key)) {
                throw ConsentProblem.badMessage("a confirmation is signed with a P-256 key");
            }
            var claims = new MessageClaims(jws.verify(key, TYP).claims());
            return new ErasureConfirmation(compact, chain, claims.text("iss"), claims.record(), claims.requestHash(),
                    claims.seconds("erased_at"));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the confirmation does not hold", e);
        }
    }

    /** Id of the party that erased, as it claims. */
    public String party() {
        return party;
    }

    public RecordId record() {
        return record;
    }

    public RequestHash requestHash() {
        return requestHash;
    }

    public Instant erasedAt() {
        return erasedAt;
    }

    /** Certificates from the header, leaf first; the leaf's key signed. Not yet validated. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The text that was verified. */
    public String compact() {
        return compact;
    }
}
