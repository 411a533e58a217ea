package org.amana.verifier.transport;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.amana.core.exchange.OrderKey;
import org.amana.core.exchange.Release;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.trust.ChainValidator;
import org.amana.support.kafka.OrderPair;
import org.amana.support.trust.TrustListSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest key of each source, which the source signed; believed as long as the trust list names the source. */
@Component
class SourceKeys {
    private final JdbcClient jdbc;
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final Clock clock;

    SourceKeys(JdbcClient jdbc, TrustListSource trust, ChainValidator chains, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.chains = chains;
        this.clock = clock;
    }

    /** Whom to believe for the source; empty where the trust list does not name it. */
    Optional<Release.Trust> trust(String source) {
        return trust.issuer(source).map(TrustedIssuer::anchors).map(anchors -> new Release.Trust(chains, anchors));
    }

    /**
     * Keeps a statement that holds, unless a later one is there: an old one that somebody sends again brings no old key
     * back.
     *
     * @throws ProblemException where it does not hold, or cannot be judged now
     */
    void take(OrderPair pair, String statement) {
        Optional<Release.Trust> source = trust(pair.source());
        if (source.isPresent()) {
            OrderKey stated = verify(pair, statement, source.get());
            jdbc.sql("""
                    insert into source_order_key as k (requester, source, statement, stated_at)
                    values (:requester, :source, :statement, :at)
                    on conflict (requester, source) do update
                    set statement = excluded.statement, stated_at = excluded.stated_at
                    where k.stated_at < excluded.stated_at""")
                    .param("requester", pair.requester())
                    .param("source", pair.source())
                    .param("statement", statement)
                    .param("at", Timestamp.from(stated.time()))
                    .update();
        }
    }

    /** The key to use now. */
    Optional<OrderKey> find(OrderPair pair) {
        Optional<Release.Trust> source = trust(pair.source());
        if (source.isEmpty())
            return Optional.empty();
        return jdbc.sql("select statement from source_order_key where requester = ? and source = ?")
                .params(pair.requester(), pair.source())
                .query(String.class)
                .optional()
                .flatMap(statement -> {
                    try {
                        return Optional.of(verify(pair, statement, source.get()));
                    } catch (ProblemException e) {
                        return Optional.empty();
                    }
                });
    }

    private OrderKey verify(OrderPair pair, String statement, Release.Trust source) {
        return OrderKey.verify(statement, source, pair.source(), pair.requester(), clock.instant());
    }
}
