package org.amana.core.consent;

import java.nio.charset.StandardCharsets;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actor's signature over an event: a JWS with detached payload (RFC 7515 appendix F) in the
 * event's own member {@code signature}. The payload is the canonical event without that member, so
 * a browser can decode the signing input and compare it with the screen before it signs.
 *
 * <pre>
 * signing input: base64url({"alg":"ES256","typ":"amana-event+jws"}) "." base64url(canonical event)
 * "signature":   base64url(header) ".." base64url(r || s)
 * </pre>
 */
public final class EventSignature {
    /** Type of the JWS: keeps a signed event from passing as any other token. */
    public static final String TYP = "amana-event+jws";
    static final String MEMBER = "signature";

    private EventSignature() {}

    /** ASCII text whose bytes the actor signs with ES256. */
    public static String signingInput(ConsentEvent event) {
        return JwsSigner.signingInput(JwsSigner.header(TYP), event.canonicalBytes());
    }

    /** Signs with a key this process holds; its public half must be the event's actor. */
    public static SignedConsentEvent sign(ConsentEvent event, SigningKey key) {
        return attach(event, key.sign(signingInput(event).getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Puts a signature made elsewhere into the event, and checks it.
     *
     * @param rawSignature {@code r || s}, 64 bytes, over {@link #signingInput}
     * @throws ProblemException {@link ConsentProblem.BadActorSignature}
     */
    public static SignedConsentEvent attach(ConsentEvent event, byte[] rawSignature) {
        String header = Base64Url.encode(StrictJson.write(JwsSigner.header(TYP)).getBytes(StandardCharsets.UTF_8));
        ObjectNode object = EventJson.write(event);
        object.put(MEMBER, header + ".." + Base64Url.encode(rawSignature));
        return verify(event, object);
    }

    /** @param object the whole event with its member {@code signature} */
    static SignedConsentEvent verify(ConsentEvent event, ObjectNode object) {
        String detached = EventJson.text(object, MEMBER);
        int dots = detached.indexOf("..");
        if (dots < 0) {
            throw bad("the signature of an event is a JWS with detached payload");
        }
        String compact = detached.substring(0, dots + 1) + Base64Url.encode(event.canonicalBytes())
                + detached.substring(dots + 1);
        try {
            UnverifiedJws.parse(compact, 4 * UnverifiedEvent.MAX_BYTES).verify(event.actor(), TYP);
        } catch (ProblemException e) {
            throw new ProblemException(new ConsentProblem.BadActorSignature("the event is not signed by its actor: "
                    + e.problem().detail()), e);
        }
        return new SignedConsentEvent(event, StrictJson.canonical(object));
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new ConsentProblem.BadActorSignature(detail));
    }
}
