package org.amana.core.consent;

import java.util.random.RandomGenerator;
import org.amana.core.json.Base64Url;

/** Names one consent record through its whole life: asked, given, withdrawn, erased. 16 to 64 characters of base64url. */
public record RecordId(String value) {
    private static final int BYTES = 16;

    public RecordId {
        if (!value.matches("[A-Za-z0-9_-]{16,64}")) {
            throw ConsentProblem.malformedEvent("a record id is 16 to 64 characters of base64url");
        }
    }

    /** 128 random bits. */
    public static RecordId random(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new RecordId(Base64Url.encode(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
