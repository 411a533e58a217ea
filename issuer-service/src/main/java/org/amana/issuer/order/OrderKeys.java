package org.amana.issuer.order;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.issuer.authority.AuthorityId;
import org.amana.support.sealing.Sealer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The keys that open orders, sealed. All instances state the newest; where two make one at the same time, both open. A key
 * is gone once nobody may encrypt to it any more, and what was written to it with it.
 */
@Component
class OrderKeys {
    private static final int MAX_JWK_BYTES = 4_096;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final OrderProperties properties;
    private final Clock clock;

    OrderKeys(JdbcClient jdbc, Sealer sealer, OrderProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The public half of the key to state now, which is kept until then from now on.
     *
     * @param until end of the statement
     */
    ECKey toState(AuthorityId authority, Instant until) {
        Instant now = clock.instant();
        String kid = jdbc
                .sql("select kid from order_key where authority = ? and created_at > ? order by created_at desc limit 1")
                .params(authority.value(), utc(now.minus(properties.renewEvery())))
                .query(String.class)
                .optional()
                .orElseGet(() -> make(authority, now));
        jdbc.sql("update order_key set stated_until = greatest(stated_until, ?) where kid = ?")
                .params(utc(until), kid)
                .update();
        return find(authority, kid).orElseThrow(() -> new IllegalStateException("the key is gone")).toPublicJWK();
    }

    /** With its private half, unless there is no such key of that authority, or no longer. */
    Optional<ECKey> find(AuthorityId authority, String kid) {
        return jdbc.sql("select sealed from order_key where authority = ? and kid = ?")
                .params(authority.value(), kid)
                .query(byte[].class)
                .optional()
                .map(sealed -> EphemeralKey
                        .fromJwk(StrictJson.parseObject(sealer.open(sealed, context(authority, kid)), MAX_JWK_BYTES))
                        .privateJwk());
    }

    private String make(AuthorityId authority, Instant now) {
        EphemeralKey key = EphemeralKey.generate();
        byte[] plain = StrictJson.write(key.toJwk()).getBytes(StandardCharsets.UTF_8);
        jdbc.sql("insert into order_key (kid, authority, sealed, created_at, stated_until) values (?, ?, ?, ?, ?)")
                .params(key.kid(), authority.value(), sealer.seal(plain, context(authority, key.kid())), utc(now),
                        utc(now.plus(properties.statedFor())))
                .update();
        return key.kid();
    }

    /** What was encrypted at the last moment is still opened. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forgetEnded() {
        jdbc.sql("delete from order_key where stated_until < ?")
                .param(utc(clock.instant().minus(ReleaseRequest.LIFETIME)))
                .update();
    }

    private static String context(AuthorityId authority, String kid) {
        return "order-key/" + authority + "/" + kid;
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
