package org.amana.core.rights;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.MessageClaims;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person's demand that an authority put right what a card says (GDPR Art. 16), signed with the key that one copy of the
 * card is bound to. The copy comes without its Disclosures: the authority has the data itself.
 *
 * <pre>
 * {"typ":"amana-rectification+jwt","alg":"ES256"}
 * {"aud":"https://issuer.example/labour-office","iat":1795345200,"jti":"…","card":"eyJ…~",
 *  "claims":[["family_name"],["employment","employer"]],"words":"My name is written with a k."}
 * </pre>
 *
 * Only {@link #verify} makes one: the key in its card signed. Whether the card is the authority's is for the caller, who
 * has the anchors and the status lists.
 */
public final class RectificationRequest {
    public static final String TYP = "amana-rectification+jwt";
    /** Longest request. */
    public static final int MAX_BYTES = 32_768;
    /** Longest words of the person, in UTF-16 units as text boxes count them. */
    public static final int MAX_WORDS = 1_000;
    private static final int ID_BYTES = 16;
    private static final Set<String> MEMBERS = Set.of("aud", "iat", "jti", "card", "claims", "words");
    private final String compact;
    private final String id;
    private final UnverifiedSdJwtVc card;
    private final String authority;
    private final Instant time;
    private final List<List<String>> claims;
    private final String words;

    private RectificationRequest(String compact, UnverifiedSdJwtVc card, MessageClaims message) {
        if (!MEMBERS.equals(Set.copyOf(message.claims().propertyNames()))) {
            throw ConsentProblem.badMessage("a request has exactly the members " + MEMBERS.stream().sorted().toList());
        }
        this.id = message.text("jti");
        if (!id.matches("[A-Za-z0-9_-]{22,64}")) {
            throw ConsentProblem.badMessage("the jti of a request is 22 to 64 characters of base64url");
        }
        this.compact = compact;
        this.card = card;
        this.authority = message.text("aud");
        this.time = message.seconds("iat");
        this.claims = ClaimPaths.paths(message.claims().path("claims"));
        this.words = words(message.claims().path("words"));
    }

    /**
     * What the card's key signs.
     *
     * @param authority credential issuer identifier of who issued the card
     * @param card the copy; its Disclosures stay behind
     * @param claims paths of what is wrong, at least one
     * @param words what is right, at most {@value #MAX_WORDS} characters; may be empty
     */
    public static String signingInput(String authority, UnverifiedSdJwtVc card, List<List<String>> claims,
                                      String words, Instant time, RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        ObjectNode message = StrictJson.object()
                .put("aud", authority)
                .put("iat", time.getEpochSecond())
                .put("jti", Base64Url.encode(id))
                .put("card", card.issuerSignedJwt().compact() + "~");
        ClaimPaths.write(message.putArray("claims"), claims);
        return JwsSigner.signingInput(JwsSigner.header(TYP), message.put("words", words));
    }

    /**
     * Reads a request and checks its signature against the key its card is bound to.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static RectificationRequest verify(String compact) {
        try {
            UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
            UnverifiedSdJwtVc card = UnverifiedSdJwtVc.parse(new MessageClaims(jws.claims()).text("card"));
            if (card.keyBindingJwt().isPresent() || !card.disclosures().isEmpty()) {
                throw ConsentProblem.badMessage("the card comes without Disclosures and without a KB-JWT");
            }
            ECKey key = Jwks.parsePublicEcKey(card.claims().path("cnf").path("jwk"));
            return new RectificationRequest(compact, card, new MessageClaims(jws.verify(key, TYP).claims()));
        } catch (ProblemException e) {
            throw MessageClaims.refused("the request does not hold", e);
        }
    }

    /**
     * Joins what was prepared and the signature of the card's key.
     *
     * @throws ProblemException as {@link #verify}
     */
    public static RectificationRequest attach(String signingInput, byte[] rawSignature) {
        return verify(JwsSigner.assemble(signingInput, rawSignature));
    }

    /** The text that was verified. */
    public String compact() {
        return compact;
    }

    /** Base64url of the SHA-256 of the text: what others call it by. */
    public String digest() {
        return Base64Url.encode(Sha256.of(compact.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Its {@code jti}, to be used once: a signature can be written in two ways, so the digest alone does not tell a replay. */
    public String id() {
        return id;
    }

    /** Not verified: its key signed this, and nothing else is known of it. */
    public UnverifiedSdJwtVc card() {
        return card;
    }

    /** Credential issuer identifier of the authority that is asked. */
    public String authority() {
        return authority;
    }

    /** Whole seconds. */
    public Instant time() {
        return time;
    }

    /** Paths of what is held wrong: 1 to 64, each once. */
    public List<List<String>> claims() {
        return claims;
    }

    /** What is right in the person's own words; may be empty. */
    public String words() {
        return words;
    }

    private static String words(JsonNode node) {
        if (!node.isString() || !isAllowed(node.stringValue())) {
            throw ConsentProblem.badMessage(
                    "words is a text of at most " + MAX_WORDS + " characters without control characters");
        }
        return node.stringValue();
    }

    /** Whether these words can be sent; lines end in a line feed. */
    public static boolean isAllowed(String words) {
        return words.length() <= MAX_WORDS
                && words.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
