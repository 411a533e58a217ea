package org.amana.ledger.log;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.amana.core.merkle.MerkleProblem;
import org.amana.support.outbound.OutboundRule;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogProperties.class)
class LogConfiguration {
    @Bean
    LogKey logKey(AmanaProperties amana, LogProperties properties, RandomGenerator random) {
        URI base = amana.baseUrl();
        String usual = base.getAuthority() + (base.getPath() == null ? "" : base.getPath()) + "/tlog";
        return LogKey.openOrCreate(amana.data().resolve("keys"), properties.origin(), usual, random);
    }

    @Bean
    PublishedLog publishedLog(DataSource dataSource) {
        return new PublishedLog(dataSource);
    }

    @Bean
    AppendOnlyRole appendOnlyRole(DataSource dataSource) {
        return new AppendOnlyRole(dataSource);
    }

    @Bean
    LogConnections logConnections(DataSource dataSource) {
        return LogConnections.beside(dataSource);
    }

    @Bean
    CheckpointSigner checkpointSigner(LogKey key, Clock clock) {
        return key.checkpointSigner(clock);
    }

    @Bean
    CheckpointPublisher checkpointPublisher(LogConnections connections, CheckpointSigner signer,
                                            PublishedLog published) {
        return new CheckpointPublisher(connections.dataSource(), signer, published);
    }

    @Bean
    KnownLeader knownLeader(LogProperties properties, AmanaProperties amana, @Value("${server.port:0}") int port) {
        // only the mode for trying things out lets the others call it there
        boolean onLoopback = amana.outbound().loopbackHttp() && "http".equals(amana.baseUrl().getScheme()) && port > 0;
        Optional<LeaderAddress> own = properties.ownAddress()
                .or(() -> onLoopback ? LeaderAddress.parse("http://localhost:" + port) : Optional.empty());
        return new KnownLeader(own, new OutboundRule(amana.outbound())::isChosen);
    }

    @Bean
    LogFollower logFollower(CheckpointSigner signer, PublishedLog published, KnownLeader leader) {
        return new LogFollower(signer, published, leader);
    }

    @Bean
    Sequencer sequencer(LogConnections connections, CheckpointPublisher publisher, LogFollower follower, LogKey key,
                        Clock clock, LogProperties properties) {
        return new Sequencer(connections.dataSource(), publisher, follower,
                key.restoration(clock), properties);
    }

    @Bean
    @ConditionalOnProperty("amana.ledger.log.mirror")
    LogMirror logMirror(LogProperties properties, PublishedLog published, LogKey key) {
        return new LogMirror(properties.mirrorFolder().orElseThrow(), published, key.identity());
    }

    @Bean
    LogHealth logHealthIndicator(Sequencer sequencer, PublishedLog published) {
        return new LogHealth(sequencer, published);
    }

    @Bean
    BlindEntries blindEntries() {
        return new BlindEntries();
    }

    @Bean
    OpenPaths logPaths() {
        return OpenPaths.of("/tlog/**", "/v1/proofs/*");
    }

    @Bean
    ServiceEndpoints logEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/entries", ServiceRole.BLIND_WRITER)
                .and(HttpMethod.POST, "/v1/presentations", ServiceRole.RECIPIENT);
    }

    @Bean
    ProblemMapping logProblems() {
        return problem -> switch (problem) {
            case LogProblem log -> Optional.of(answer(log));
            case MerkleProblem.OutOfRange range -> Optional.of(ProblemAnswer.of(400, "No such proof", range));
            default -> Optional.empty();
        };
    }

    private static ProblemAnswer answer(LogProblem problem) {
        return switch (problem) {
            case LogProblem.Unavailable away -> ProblemAnswer.of(503, "The ledger cannot write now", away);
            case LogProblem.NotLeading other -> ProblemAnswer.of(503, "The ledger cannot write now", other);
            case LogProblem.Full full -> ProblemAnswer.of(503, "The ledger is busy", full);
            case LogProblem.KeyReused reused -> ProblemAnswer.of(409, "Another request has this key", reused);
            case LogProblem.KeyMissing missing -> ProblemAnswer.of(400, "An idempotency key is needed", missing);
            case LogProblem.NotContinued stop -> ProblemAnswer.of(503, "The ledger has stopped", stop);
            case LogProblem.NotFound absent -> ProblemAnswer.of(404, "Not in the log", absent);
        };
    }
}
