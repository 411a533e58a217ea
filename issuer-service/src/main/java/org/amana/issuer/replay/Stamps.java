package org.amana.issuer.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Unpredictable values that say themselves when and for what they were made. Making one costs no row, so nobody can fill
 * the database at an open endpoint.
 *
 * <pre>
 * base64url( 8 bytes: milliseconds | 16 bytes: random | 16 bytes: HMAC-SHA-256 over the rest and the purpose, truncated )
 * </pre>
 */
@Component
public class Stamps {
    private static final int HEAD_BYTES = 8 + 16;
    private static final int MAC_BYTES = 16;
    private final Clock clock;
    private final RandomGenerator random;
    private final SecretKeySpec key;

    Stamps(Clock clock, RandomGenerator random, JdbcClient jdbc) {
        this.clock = clock;
        this.random = random;
        this.key = new SecretKeySpec(sharedKey(jdbc, random), "HmacSHA256");
    }

    /** A fresh value; {@code purpose} keeps one kind, or one authority's, from passing for another. */
    public String make(String purpose) {
        byte[] fresh = new byte[HEAD_BYTES - 8];
        random.nextBytes(fresh);
        byte[] head = ByteBuffer.allocate(HEAD_BYTES).putLong(clock.instant().toEpochMilli()).put(fresh).array();
        return Base64Url.encode(ByteBuffer.allocate(HEAD_BYTES + MAC_BYTES).put(head).put(mac(purpose, head)).array());
    }

    /** When the value was made here for that purpose; empty for any other text. */
    public Optional<Instant> madeAt(String purpose, String value) {
        byte[] bytes;
        try {
            bytes = Base64Url.decode(value);
        } catch (ProblemException e) {
            return Optional.empty();
        }
        if (bytes.length != HEAD_BYTES + MAC_BYTES || !MessageDigest.isEqual(
                mac(purpose, Arrays.copyOf(bytes, HEAD_BYTES)), Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length))) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()));
    }

    private byte[] mac(String purpose, byte[] head) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(head);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing", e);
        }
    }

    /** Whoever starts first makes the key; all instances read the same. */
    private static byte[] sharedKey(JdbcClient jdbc, RandomGenerator random) {
        byte[] fresh = new byte[32];
        random.nextBytes(fresh);
        jdbc.sql("insert into shared_secret (name, value) values ('stamp', ?) on conflict do nothing")
                .param(fresh)
                .update();
        return jdbc.sql("select value from shared_secret where name = 'stamp'").query(byte[].class).single();
    }
}
