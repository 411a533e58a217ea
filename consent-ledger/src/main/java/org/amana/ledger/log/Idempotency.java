package org.amana.ledger.log;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * One request of one caller, however often it is sent.
 *
 * @param scope caller and endpoint
 * @param key the caller's own, header {@code Idempotency-Key}
 * @param bodyDigest base64url SHA-256 of the body: the same key with another body is a mistake
 */
public record Idempotency(String scope, String key, String bodyDigest) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    public Idempotency {
        if (scope.isBlank() || !KEY.matcher(key).matches()) {
            throw new ProblemException(new LogProblem.KeyMissing());
        }
    }

    /**
     * The identity of a request.
     *
     * @throws ProblemException {@link LogProblem.KeyMissing}
     */
    public static Idempotency of(String caller, String endpoint, @Nullable String key, byte[] body) {
        return new Idempotency(caller + " " + endpoint, key == null ? "" : key, Base64Url.encode(Sha256.of(body)));
    }

    byte[] digest() {
        return Base64Url.decode(bodyDigest);
    }

    boolean hasDigest(byte[] other) {
        return Arrays.equals(digest(), other);
    }

    Name name() {
        return new Name(scope, key);
    }

    record Name(String scope, String key) {}
}
