package org.amana.core.rights;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person's demand that a party erase what it holds under one consent (GDPR Art. 17), signed with the pairwise key of
 * their relation: nobody else can ask, and no name is needed.
 *
 * <pre>
 * {"typ":"amana-rights-request+jwt","alg":"ES256","jwk":{…}}
 * {"wish":"ERASURE","aud":"harbour-bakery","iat":1795345200,"jti":"…","record":"…","request_hash":"…"}
 * </pre>
 *
 * Only {@link #verify} makes one: the key it names signed. Whether that key is the relation's is for the caller, who
 * knows the consent.
 */
public final class RightsRequest implements RightsStatement {
    public static final String TYP = "amana-rights-request+jwt";
    /** Longest request. */
    public static final int MAX_BYTES = 4_096;
    private static final int ID_BYTES = 16;
    private static final String ERASURE = "ERASURE";
    private final String compact;
    private final RelationId relation;
    private final String party;
    private final RecordId record;
    private final RequestHash requestHash;
    private final Instant time;

    private RightsRequest(String compact, RelationId relation, MessageClaims claims) {
        this.compact = compact;
        this.relation = relation;
        this.party = claims.text("aud");
        this.time = claims.seconds("iat");
        this.record = claims.record();
        this.requestHash = claims.requestHash();
    }

    /**
     * Writes a request.
     *
     * @param pairwise key of the relation
     * @param party id in the register
     */
    public static RightsRequest sign(SigningKey pairwise, String party, RecordId record, RequestHash requestHash,
                                     Instant time, RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        ObjectNode header = JwsSigner.header(TYP);
        header.set("jwk", Jwks.toMinimalJson(pairwise.publicJwk()));
        ObjectNode claims = StrictJson.object()
                .put("wish", ERASURE)
                .put("aud", party)
                .put("iat", time.getEpochSecond())
                .put("jti", Base64Url.encode(id))
                .put("record", record.value())
                .put("request_hash", requestHash.value());
        String input = JwsSigner.signingInput(header, claims);
        return verify(JwsSigner.assemble(input, pairwise.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * Reads a request and checks its signature against the key it names.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RightsRequest verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            var key = Jwks.parsePublicEcKey(jws.header().path("jwk"));
            var claims = new MessageClaims(jws.verify(key, TYP).claims());
            if (!claims.text("wish").equals(ERASURE)) {
                throw ConsentProblem.badMessage("the wish is " + ERASURE);
            }
            if (!claims.text("jti").matches("[A-Za-z0-9_-]{22,64}")) {
                throw ConsentProblem.badMessage("the jti of a request is 22 to 64 characters of base64url");
            }
            return new RightsRequest(compact, RelationId.of(key), claims);
        } catch (ProblemException e) {
            throw MessageClaims.refused("the request does not hold", e);
        }
    }

    @Override
    public String compact() {
        return compact;
    }

    @Override
    public Instant time() {
        return time;
    }

    /** Of the key that signed. */
    public RelationId relation() {
        return relation;
    }

    /** Id of the party that is asked. */
    public String party() {
        return party;
    }

    public RecordId record() {
        return record;
    }

    /** Of the request object that the consent answered. */
    public RequestHash requestHash() {
        return requestHash;
    }
}
