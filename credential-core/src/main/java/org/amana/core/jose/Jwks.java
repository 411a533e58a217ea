package org.amana.core.jose;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyProblem.BadKey;
import org.amana.core.key.P256;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Web Keys of the one kind we take (RFC 7517, RFC 7518 section 6.2.1).
 *
 * <pre>
 * {"kty":"EC","crv":"P-256","x":"…43 characters…","y":"…43 characters…"}
 * </pre>
 */
public final class Jwks {
    private static final int MAX_JWK_BYTES = 16 * 1024;

    private Jwks() {}

    /**
     * A public P-256 key; other members than {@code kid}, {@code use} and {@code alg} are left behind.
     *
     * @throws ProblemException {@link BadKey}: other type or curve, coordinate not 32 octets, point off the curve,
     *         or any private or symmetric member
     */
    public static ECKey parsePublicEcKey(JsonNode jwk) {
        if (!(jwk instanceof ObjectNode members)) {
            throw bad("jwk must be an object");
        }
        if (!text(members, "kty").equals("EC") || !text(members, "crv").equals("P-256")) {
            throw bad("jwk must have kty EC and crv P-256");
        }
        for (String secret : new String[]{"d", "k", "p", "q", "dp", "dq", "qi", "oth"}) {
            if (members.has(secret)) {
                throw bad("jwk must not hold private members");
            }
        }
        Base64URL x = coordinate(members, "x");
        Base64URL y = coordinate(members, "y");
        P256.requireOnCurve(x.decodeToBigInteger(), y.decodeToBigInteger());
        try {
            var builder = new ECKey.Builder(Curve.P_256, x, y);
            if (members.has("kid")) {
                builder.keyID(text(members, "kid"));
            }
            if (members.has("alg")) {
                builder.algorithm(Algorithm.parse(text(members, "alg")));
            }
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ProblemException(new BadKey("jwk is not a P-256 key"), e);
        }
    }

    /** SHA-256 thumbprint, base64url (RFC 7638). */
    public static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The public half as JSON, as it stands in {@code cnf}, {@code jwk} and key sets. */
    public static ObjectNode toJson(ECKey key) {
        return StrictJson.parseObject(key.toPublicJWK().toJSONString(), MAX_JWK_BYTES);
    }

    /** {@code kty}, {@code crv}, {@code x}, {@code y} alone: nothing in it tells one issuance from another. */
    public static ObjectNode toMinimalJson(ECKey key) {
        return StrictJson.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", key.getX().toString())
                .put("y", key.getY().toString());
    }

    private static Base64URL coordinate(ObjectNode members, String name) {
        String text = text(members, name);
        byte[] octets;
        try {
            octets = Base64Url.decode(text);
        } catch (ProblemException e) {
            throw new ProblemException(new BadKey("jwk coordinate " + name + " is not base64url"), e);
        }
        if (octets.length != P256.COORDINATE_BYTES) {
            throw bad("jwk coordinate " + name + " must be " + P256.COORDINATE_BYTES + " octets");
        }
        return new Base64URL(text);
    }

    private static String text(ObjectNode members, String name) {
        JsonNode value = members.path(name);
        if (!value.isString()) {
            throw bad("jwk member " + name + " must be a string");
        }
        return value.stringValue();
    }

    private static ProblemException bad(String detail) {
        return new ProblemException(new BadKey(detail));
    }
}
