package org.amana.core.sdjwt;

import java.util.Optional;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtProblem.MalformedDisclosure;
import tools.jackson.databind.JsonNode;

/**
 * A Disclosure (RFC 9901 section 4.2): base64url of
 *
 * <pre>
 * ["2GLC42sKQveCfGfryNRN9w", "given_name", "John"]     an object member
 * ["lklxF5jMYlGTPUovMNIvCA", "US"]                     an array element
 * </pre>
 *
 * @param encoded exactly as received; digests are computed over this text
 * @param claimName absent for an array element
 */
public record Disclosure(String encoded, String salt, Optional<String> claimName, JsonNode value) {
    /**
     * Reads one Disclosure.
     *
     * @throws ProblemException {@link MalformedDisclosure}; {@link SdJwtProblem.TooLarge} when nested too deep
     */
    static Disclosure parse(String encoded) {
        JsonNode content = content(encoded);
        if (!content.isArray() || content.size() < 2 || content.size() > 3) {
            throw malformed("a Disclosure is an array of two or three elements");
        }
        boolean isMember = content.size() == 3;
        if (!content.get(0).isString() || (isMember && !content.get(1).isString())) {
            throw malformed("salt and claim name of a Disclosure are strings");
        }
        return new Disclosure(encoded, content.get(0).stringValue(),
                isMember ? Optional.of(content.get(1).stringValue()) : Optional.empty(),
                content.get(content.size() - 1));
    }

    /** base64url digest over the ASCII of {@link #encoded()}. */
    String digest(HashAlgorithm hash) {
        return hash.base64UrlDigest(encoded);
    }

    private static JsonNode content(String encoded) {
        byte[] json;
        try {
            json = Base64Url.decode(encoded);
        } catch (ProblemException e) {
            throw new ProblemException(new MalformedDisclosure("a Disclosure is base64url without padding"), e);
        }
        try {
            return StrictJson.parse(json, json.length);
        } catch (ProblemException e) {
            throw new ProblemException(new MalformedDisclosure("a Disclosure is UTF-8 JSON: " + e.problem().detail()),
                    e);
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new MalformedDisclosure(detail));
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "Disclosure of " + claimName.orElse("an array element");
    }
}
