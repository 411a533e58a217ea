package org.amana.core.jose;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import org.amana.core.json.Base64Url;
import org.amana.core.json.JsonProblem;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Algorithms;
import org.amana.core.key.P256;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JWT whose form was checked and whose signature was not (RFC 7515 section 7.1, RFC 7519). Only
 * {@link #verify} yields a {@link VerifiedJws}.
 *
 * <pre>
 * base64url(header) "." base64url(claims) "." base64url(r || s)
 * </pre>
 */
public final class UnverifiedJws {
    private final String compact;
    private final ObjectNode members;
    private final JwsHeader header;
    private final ObjectNode claims;

    private UnverifiedJws(String compact, ObjectNode members, JwsHeader header, ObjectNode claims) {
        this.compact = compact;
        this.members = members;
        this.header = header;
        this.claims = claims;
    }

    /**
     * Parses the compact serialization.
     *
     * @param maxBytes largest accepted length; checked first
     * @throws ProblemException {@link JoseProblem}; {@link org.amana.core.key.KeyProblem.BadKey} for a {@code jwk}
     *         header that is no public P-256 key
     */
    public static UnverifiedJws parse(String compact, int maxBytes) {
        if (compact.length() > maxBytes) {
            throw new ProblemException(new JoseProblem.TooLarge(maxBytes));
        }
        int first = compact.indexOf('.');
        int second = compact.indexOf('.', first + 1);
        if (first < 1 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
            throw new ProblemException(new JoseProblem.Malformed("three parts between dots expected"));
        }
        ObjectNode members = part(compact.substring(0, first), "header");
        JwsHeader header = JwsHeader.of(members);
        ObjectNode claims = part(compact.substring(first + 1, second), "claims set");
        return new UnverifiedJws(compact, members, header, claims);
    }

    static ObjectNode part(String encoded, String name) {
        try {
            byte[] json = Base64Url.decode(encoded);
            return StrictJson.parseObject(json, json.length);
        } catch (ProblemException e) {
            String why = e.problem() instanceof JsonProblem problem ? problem.detail() : "not JSON";
            throw new ProblemException(new JoseProblem.Malformed(name + ": " + why), e);
        }
    }

    /** Members as received; a copy. */
    public ObjectNode header() {
        return members.deepCopy();
    }

    /** The members that have a meaning here. */
    public JwsHeader parameters() {
        return header;
    }

    /** Claims as received, not yet to be believed; a copy. */
    public ObjectNode claims() {
        return claims.deepCopy();
    }

    /** Empty text where there is none. */
    public String typ() {
        return header.typ().orElse("");
    }

    /** The text that was parsed. */
    public String compact() {
        return compact;
    }

    /**
     * Checks {@code typ} and then the signature.
     *
     * @param key resolved through configured trust or a bound {@code cnf}; never taken from this header unless the
     *        protocol says so (proof of possession)
     * @param requiredTyp exact value, so that one kind of token cannot pass for another (RFC 8725 section 3.11)
     * @throws ProblemException {@link JoseProblem.WrongTyp}, {@link JoseProblem.BadSignature},
     *         {@link org.amana.core.key.KeyProblem.BadKey}
     */
    public VerifiedJws verify(ECKey key, String requiredTyp) {
        requireTyp(requiredTyp);
        return verified(Algorithms.publicKey(key));
    }

    /** As {@link #verify(ECKey, String)}, for a key that is kept in the provider's form. */
    public VerifiedJws verify(ECPublicKey key, String requiredTyp) {
        requireTyp(requiredTyp);
        return verified(key);
    }

    private void requireTyp(String required) {
        if (!typ().equals(required)) {
            throw new ProblemException(new JoseProblem.WrongTyp(required, typ()));
        }
    }

    private VerifiedJws verified(ECPublicKey key) {
        int lastDot = compact.lastIndexOf('.');
        byte[] signature;
        try {
            signature = Base64Url.decode(compact.substring(lastDot + 1));
        } catch (ProblemException e) {
            throw new ProblemException(new JoseProblem.BadSignature("signature is not base64url"), e);
        }
        if (!P256.isRawSignature(signature)) {
            throw new ProblemException(new JoseProblem.BadSignature("signature is not a raw ES256 pair of 64 octets"));
        }
        byte[] signingInput = compact.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII);
        if (!Algorithms.verify(key, signingInput, signature)) {
            throw new ProblemException(new JoseProblem.BadSignature("signature does not match"));
        }
        return new VerifiedJws(compact, members, claims, key);
    }
}
