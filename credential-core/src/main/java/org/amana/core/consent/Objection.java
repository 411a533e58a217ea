package org.amana.core.consent;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person objects to an access that rests on a law (GDPR Art. 21), signed with the pairwise key of the relation.
 *
 * <pre>
 * {"typ":"amana-objection+jwt","alg":"ES256","jwk":{…}}
 * {"jti":"…","iat":1795345200,"record":"…","request_hash":"…","words":"My case is closed."}
 * </pre>
 *
 * @param relation thumbprint of the key that signed
 * @param words why, if the person says so; at most {@value #MAX_WORDS} characters
 */
public record Objection(RelationId relation, String id, Instant time, RecordId record, RequestHash requestHash,
                        Optional<String> words, String compact)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-objection+jwt";
    public static final int MAX_WORDS = 1_000;

    public Objection {
        StatementJws.requireId(id);
        if (words.filter(text -> text.isBlank() || text.length() > MAX_WORDS
                || text.chars().anyMatch(one -> one != '\n' && Character.isISOControl(one))).isPresent()) {
            throw ConsentProblem.badMessage("the words of an objection are at most " + MAX_WORDS + " characters");
        }
    }

    /** Writes an objection to what this record names. */
    public static String sign(SigningKey pairwise, RecordId record, RequestHash requestHash, Optional<String> words,
                              String id, Instant time) {
        ObjectNode header = JwsSigner.header(TYP);
        header.set("jwk", Jwks.toMinimalJson(pairwise.publicJwk()));
        ObjectNode claims = StrictJson.object().put("jti", id);
        claims.put("iat", time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond()).put("record", record.value());
        claims.put("request_hash", requestHash.value());
        words.ifPresent(text -> claims.put("words", text));
        String input = JwsSigner.signingInput(header, claims);
        return JwsSigner.assemble(input, pairwise.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Reads an objection and checks its signature against its own key.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static Objection verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, ConsentNotice.MAX_BYTES);
            ECKey key = Jwks.parsePublicEcKey(jws.header().path("jwk"));
            var claims = new MessageClaims(jws.verify(key, TYP).claims());
            return new Objection(RelationId.of(key), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(),
                    claims.claims().has("words") ? Optional.of(claims.text("words")) : Optional.empty(), compact);
        } catch (ProblemException e) {
            throw MessageClaims.refused("the objection does not hold", e);
        }
    }

    @Override
    public String issuer() {
        return relation.thumbprint();
    }

    /** None: the key of the relation is the whole identity. */
    @Override
    public List<X509Certificate> chain() {
        return List.of();
    }
}
