package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data that a source releases, signed by it, with the proof of the permit, encrypted to the requester.
 *
 * <pre>
 * JWE (ECDH-ES, A256GCM) of {"release":"JWS"}
 * {"typ":"amana-release+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/recognition-office","aud":"harbour-municipality","jti":"… of the request",
 *  "iat":1795345201,"permit":{receipt of the PERMIT entry},
 *  "data":[{"vct":"…","claims":{"qualification":"…"}}]}
 * </pre>
 *
 * @param requestId jti of the request this answers
 * @param permit receipt of the PERMIT, not verified here: see {@link PermitProof}
 * @param data not more than the permit names: see {@link PermitProof}
 */
public record Release(String source, String party, String requestId, Instant time, ConsentReceipt permit,
                      List<Data> data) {
    public static final String TYP = "amana-release+jwt";
    /** Longest release, encrypted. */
    public static final int MAX_BYTES = 1_048_576;
    private static final int MAX_TYPES = 16;

    public Release {
        time = time.truncatedTo(ChronoUnit.SECONDS);
        data = List.copyOf(data);
        if (data.size() > MAX_TYPES) {
            throw ExchangeProblem.badRelease("a release has at most " + MAX_TYPES + " types of data");
        }
    }

    /** Data of one type. */
    public record Data(String vct, ObjectNode claims) {}

    /** Signs with the source's key, whose chain goes into the header, and encrypts to the requester's key. */
    public String seal(SigningKey sourceKey, ECKey replyKey) {
        ObjectNode json = StrictJson.object().put("iss", source).put("aud", party).put("jti", requestId);
        json.put("iat", time.getEpochSecond()).set("permit", permit.toJson());
        ArrayNode array = json.putArray("data");
        data.forEach(one -> array.addObject().put("vct", one.vct()).set("claims", one.claims()));
        String signed = JwsSigner.sign(sourceKey, JwsSigner.header(TYP, sourceKey), json);
        return JweBox.encrypt(StrictJson.object().put("release", signed), replyKey, ContentEncryption.A256GCM);
    }

    /** Whose release is accepted. */
    public record Trust(ChainValidator validator, TrustAnchors sources) {}

    /**
     * Opens a release to {@code party} that answers {@code requestId}.
     *
     * @param replyKey with its private half
     * @param trust anchors of the source alone, from the trust list
     * @throws ProblemException {@link ExchangeProblem.BadRelease}
     */
    public static Release open(String jwe, ECKey replyKey, Trust trust, String source, String party, String requestId,
                               Instant now) {
        try {
            String signed = JweBox.decrypt(jwe, replyKey, Set.of(ContentEncryption.A256GCM), MAX_BYTES)
                    .payload()
                    .path("release")
                    .asString("");
            Release release = read(SourceSignature.verify(signed, TYP, MAX_BYTES, trust, source, now));
            if (!release.source().equals(source) || !release.party().equals(party)
                    || !release.requestId().equals(requestId)) {
                throw ExchangeProblem.badRelease("the release is not the answer to this request");
            }
            return release;
        } catch (ProblemException e) {
            throw e.problem() instanceof ExchangeProblem.BadRelease
                    ? e
                    : new ProblemException(
                            new ExchangeProblem.BadRelease("the release does not hold: " + e.problem().detail()), e);
        }
    }

    private static Release read(ObjectNode claims) {
        var data = new ArrayList<Data>();
        for (JsonNode one : claims.path("data")) {
            if (!(one.path("claims") instanceof ObjectNode values) || !one.path("vct").isString()) {
                throw ExchangeProblem.badRelease("data have a type and claims");
            }
            data.add(new Data(one.path("vct").stringValue(), values));
        }
        return new Release(claims.path("iss").asString(""), claims.path("aud").asString(""),
                claims.path("jti").asString(""), SourceSignature.time(claims, "iat"),
                ConsentReceipt.parse(claims.path("permit")), data);
    }
}
