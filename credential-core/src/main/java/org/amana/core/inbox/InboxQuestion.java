package org.amana.core.inbox;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an office writes: the link of a request, as its QR code would show it, and until when it can be fetched.
 *
 * <pre>
 * {"typ":"amana-inbox-question","exp":1795345200,"request":"openid4vp://?client_id=…&amp;request_uri=…","pad":"    …"}
 * </pre>
 *
 * in a JWE (ECDH-ES, A256GCM). Every message has the same length, so that it does not tell the office by it. Encryption
 * says nothing about the sender: who asks is what the request says, which is signed.
 *
 * @param request link, at most {@value #MAX_LINK} characters of ASCII
 * @param until whole seconds
 */
public record InboxQuestion(String request, Instant until) {
    /** Longest sealed message. */
    public static final int MAX_BYTES = 4_096;
    public static final String MEDIA_TYPE = "application/jose";
    /** Longest link. */
    public static final int MAX_LINK = 1_800;
    private static final String TYP = "amana-inbox-question";
    private static final int PLAIN_BYTES = 2_048;
    private static final String LINK = "openid4vp:";

    public InboxQuestion {
        if (!request.startsWith(LINK) || request.length() > MAX_LINK
                || !request.chars().allMatch(one -> one > ' ' && one < 0x7f && one != '"' && one != '\\')) {
            throw new IllegalArgumentException("a question is a link of at most " + MAX_LINK + " characters");
        }
    }

    /** Seals it for one address. */
    public String seal(InboxAddress to) {
        ObjectNode payload = StrictJson.object()
                .put("typ", TYP)
                .put("exp", until.getEpochSecond())
                .put("request", request)
                .put("pad", "");
        int length = StrictJson.write(payload).getBytes(StandardCharsets.UTF_8).length;
        return JweBox.encrypt(payload.put("pad", " ".repeat(Math.max(0, PLAIN_BYTES - length))), withoutName(to.key()),
                ContentEncryption.A256GCM);
    }

    /**
     * Opens what came.
     *
     * @throws ProblemException {@link org.amana.core.jose.JoseProblem}; {@link ConsentProblem.BadMessage} for what is no
     *         question
     */
    public static InboxQuestion open(String sealed, EphemeralKey key) {
        var claims = new MessageClaims(
                JweBox.decrypt(sealed, key.privateJwk(), Set.of(ContentEncryption.A256GCM), MAX_BYTES).payload());
        if (!claims.text("typ").equals(TYP)) {
            throw new ProblemException(new ConsentProblem.BadMessage("this is no question"));
        }
        try {
            return new InboxQuestion(claims.text("request"), claims.seconds("exp"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new ConsentProblem.BadMessage("the link of the question is unusable"), e);
        }
    }

    /**
     * Passes what looks like a sealed message; who holds no key can see no more.
     *
     * @throws ProblemException {@link org.amana.core.jose.JoseProblem}, {@link org.amana.core.key.KeyProblem.BadKey}
     */
    public static void requireSealed(String message) {
        JweBox.header(message, MAX_BYTES);
    }

    /** The key's id would stand in the clear. */
    private static ECKey withoutName(ECKey key) {
        return new ECKey.Builder(key.getCurve(), key.getX(), key.getY()).build();
    }

    @Override
    public String toString() {
        return "InboxQuestion[…]";
    }
}
