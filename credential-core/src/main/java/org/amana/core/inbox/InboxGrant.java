package org.amana.core.inbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * "You may write to me here next time": an address for the recipient of one consent, signed with the pairwise key that
 * gave it. Nobody else can give an address for that person, and it names nobody.
 *
 * <pre>
 * {"typ":"amana-inbox-grant+jwt","alg":"ES256","jwk":{…}}
 * {"aud":"harbour-municipality","iat":1795345200,"record":"…","request_hash":"…","inbox":"https://wallet.example/inbox/…",
 *  "key":{"kty":"EC","crv":"P-256",…}}
 * </pre>
 *
 * Only {@link #verify} makes one: the key it names signed. Whether that key is the relation's is for the caller, who knows
 * the consent.
 *
 * @param relation of the key that signed
 * @param party id of the office in the register
 * @param record of the consent
 * @param requestHash of the request object that the consent answered
 * @param time whole seconds
 */
public record InboxGrant(String compact, RelationId relation, String party, RecordId record, RequestHash requestHash,
                         Instant time, InboxAddress address) {
    public static final String TYP = "amana-inbox-grant+jwt";
    /** Longest grant. */
    public static final int MAX_BYTES = 4_096;

    /** Writes one. */
    public static InboxGrant sign(SigningKey pairwise, String party, RecordId record, RequestHash requestHash,
                                  Instant time, InboxAddress address) {
        ObjectNode header = JwsSigner.header(TYP);
        header.set("jwk", Jwks.toMinimalJson(pairwise.publicJwk()));
        ObjectNode claims = StrictJson.object()
                .put("aud", party)
                .put("iat", time.getEpochSecond())
                .put("record", record.value())
                .put("request_hash", requestHash.value())
                .put("inbox", address.url().toString());
        claims.set("key", Jwks.toMinimalJson(address.key()));
        String input = JwsSigner.signingInput(header, claims);
        return verify(JwsSigner.assemble(input, pairwise.sign(input.getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * Reads one and checks its signature against the key it names.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static InboxGrant verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            var key = Jwks.parsePublicEcKey(jws.header().path("jwk"));
            var claims = new MessageClaims(jws.verify(key, TYP).claims());
            return new InboxGrant(compact, RelationId.of(key), claims.text("aud"), claims.record(),
                    claims.requestHash(), claims.seconds("iat"), address(claims));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the address does not hold", e);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new ConsentProblem.BadMessage("the address does not hold"), e);
        }
    }

    private static InboxAddress address(MessageClaims claims) {
        return new InboxAddress(URI.create(claims.text("inbox")), Jwks.parsePublicEcKey(claims.claims().path("key")));
    }

    @Override
    public String toString() {
        return "InboxGrant[…]";
    }
}
