package org.amana.core.consent;

import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What opens a {@link Commitment}: the bytes of a signed event and 64 random bytes of salt. Whoever
 * destroys every opening has erased the entry; the log's proofs stay as they are.
 *
 * <pre>
 * {"event":"base64url of the canonical event","salt":"base64url of 64 bytes"}
 * </pre>
 */
public final class Opening {
    /** Length of a salt. */
    public static final int SALT_BYTES = 64;
    private final byte[] event;
    private final byte[] salt;

    private Opening(byte[] event, byte[] salt) {
        this.event = event;
        this.salt = salt;
    }

    /**
     * From stored bytes.
     *
     * @throws ProblemException {@link ConsentProblem.MalformedCommitment} when the salt is not 64 bytes,
     *         {@link ConsentProblem.MalformedEvent} when the event is too long
     */
    public static Opening of(byte[] event, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw ConsentProblem.malformedCommitment("a salt has 64 bytes, found " + salt.length);
        }
        if (event.length > UnverifiedEvent.MAX_BYTES) {
            throw ConsentProblem.malformedEvent("an event has at most " + UnverifiedEvent.MAX_BYTES + " bytes");
        }
        return new Opening(event.clone(), salt.clone());
    }

    /** For a new entry: a salt of its own, so that two audiences cannot match their entries. */
    public static Opening make(SignedEvent event, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Opening(event.bytes(), salt);
    }

    /** Reads the JSON form. */
    public static Opening parse(JsonNode node) {
        return of(Base64Url.decode(node.path("event").asString("")), Base64Url.decode(node.path("salt").asString("")));
    }

    public ObjectNode toJson() {
        return StrictJson.object().put("event", Base64Url.encode(event)).put("salt", Base64Url.encode(salt));
    }

    /** Bytes of the signed event, as they were committed to. */
    public byte[] event() {
        return event.clone();
    }

    public byte[] salt() {
        return salt.clone();
    }

    public Commitment commitment() {
        return Commitment.to(event, salt);
    }
}
