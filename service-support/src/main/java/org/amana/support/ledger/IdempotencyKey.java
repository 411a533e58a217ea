package org.amana.support.ledger;

import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;

/**
 * Names one act towards the ledger: repeated with the same key it appends nothing new and returns the first answer. 16 to
 * 64 characters of base64url.
 */
public record IdempotencyKey(String value) {
    private static final int BYTES = 16;

    public IdempotencyKey {
        if (!value.matches("[A-Za-z0-9_-]{16,64}")) {
            throw new IllegalArgumentException("an idempotency key is 16 to 64 characters of base64url");
        }
    }

    /** 128 random bits; keep it with the act until the answer came. */
    public static IdempotencyKey random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new IdempotencyKey(Base64Url.encode(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
