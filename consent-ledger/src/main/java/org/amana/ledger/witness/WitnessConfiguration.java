package org.amana.ledger.witness;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpPeer;
import org.amana.ledger.log.BackgroundThreads;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.log.Sequencer;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WitnessProperties.class)
class WitnessConfiguration {
    @Bean
    WitnessPolicy witnessPolicy(WitnessProperties properties, LogKey log, WitnessKey witness) {
        return WitnessPolicy.read(properties.policyFile(), log.identity(), witness.verifierKeys());
    }

    @Bean
    WitnessKey witnessKey(AmanaProperties amana, WitnessProperties properties, RandomGenerator random) {
        URI base = amana.baseUrl();
        String usual = base.getAuthority() + (base.getPath() == null ? "" : base.getPath()) + "/witness";
        return WitnessKey.openOrCreate(amana.data().resolve("keys"), properties.name(), usual, random);
    }

    @Bean
    Forks forks(JdbcClient jdbc, Clock clock) {
        return new Forks(jdbc, clock);
    }

    @Bean
    CosignedCheckpoints cosignedCheckpoints(JdbcClient jdbc) {
        return new CosignedCheckpoints(jdbc);
    }

    @Bean
    SeenRows seenRows(JdbcClient jdbc, Clock clock) {
        return new SeenRows(jdbc, clock);
    }

    @Bean
    SeenCheckpoints seenCheckpoints(WitnessPolicy policy, SeenRows rows, CosignedCheckpoints cosigned, Forks forks) {
        return new SeenCheckpoints(policy, rows, cosigned, forks);
    }

    @Bean
    CheckpointComparisons checkpointComparisons(WitnessPolicy policy, SeenRows rows, SeenCheckpoints seen, Forks forks,
                                                HttpPeer http, WitnessProperties properties, Clock clock) {
        var comparisons = new CheckpointComparisons(policy.logs(), rows, forks,
                log -> new LogTiles(http, log.url(), properties.timeout()), properties, clock);
        seen.onWaiting(comparisons::wake);
        return comparisons;
    }

    @Bean
    Witness witness(WitnessPolicy policy, WitnessKey key, CosignedCheckpoints cosigned, SeenCheckpoints seen,
                    Forks forks, Clock clock) {
        return new Witness(policy, key, cosigned, seen, forks, clock);
    }

    @Bean
    Cosignatures cosignatures(JdbcClient jdbc, Clock clock) {
        return new Cosignatures(jdbc, clock);
    }

    @Bean
    WitnessedCheckpoints witnessedCheckpoints(Cosignatures cosignatures, WitnessPolicy policy, PublishedLog published,
                                              LogKey log, WitnessProperties properties) {
        Long most = properties.mostUnwitnessed();
        return new WitnessedCheckpoints(cosignatures, policy, published, log.identity(),
                most == null ? OptionalLong.empty() : OptionalLong.of(most));
    }

    @Bean
    WitnessRounds witnessRounds(WitnessPolicy policy, HttpPeer http, PublishedLog published, LogKey log,
                                Cosignatures cosignatures, WitnessedCheckpoints witnessed,
                                WitnessProperties properties, Clock clock) {
        List<WitnessPeer> witnesses = policy.witnesses()
                .entrySet()
                .stream()
                .map(witness -> new WitnessPeer(witness.getKey(), witness.getValue(), http, published,
                        properties.timeout(), cosignatures.newestOf(witness.getValue())))
                .toList();
        var rounds = new WitnessRounds(witnesses, published, log.identity(), cosignatures, witnessed, properties,
                clock);
        published.onPublish(rounds::published);
        return rounds;
    }

    @Bean
    BackgroundThreads witnessThreads(WitnessRounds rounds, Sequencer sequencer, WitnessProperties properties) {
        return BackgroundThreads.whileLeading(sequencer, "ledger-witnesses", properties.timeout(),
                List.of(rounds::run));
    }

    /** In every process: whichever took a checkpoint compares it, and the row is moved on once. */
    @Bean
    BackgroundThreads comparisonThreads(CheckpointComparisons comparisons, WitnessProperties properties) {
        return BackgroundThreads.always("ledger-compare", properties.timeout(), comparisons.loops());
    }

    @Bean
    OpenPaths witnessPaths() {
        return OpenPaths.of("/witness/add-checkpoint", "/witness/*/checkpoint", "/v1/forks/*");
    }

    @Bean
    ServiceEndpoints seenEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/checkpoints", ServiceRole.RECIPIENT);
    }

    @Bean
    ProblemMapping witnessProblems() {
        return problem -> problem instanceof WitnessRefusal refusal ? Optional.of(answer(refusal)) : Optional.empty();
    }

    private static ProblemAnswer answer(WitnessRefusal refusal) {
        return switch (refusal) {
            case WitnessRefusal.UnknownLog unknown -> ProblemAnswer.of(404, "Unknown log", unknown);
            case WitnessRefusal.NotSigned unsigned -> ProblemAnswer.of(403, "Not signed by the log", unsigned);
            case WitnessRefusal.OldSizeTooLarge size -> ProblemAnswer.of(400, "The sizes do not fit", size);
            case WitnessRefusal.NotConsistent other -> ProblemAnswer.of(422, "Not a continuation", other);
            case WitnessRefusal.LogForked forked -> ProblemAnswer.of(422, "The log forked", forked);
            case WitnessRefusal.Busy busy -> ProblemAnswer.of(503, "The witness is busy", busy);
            case WitnessRefusal.NotThere absent -> ProblemAnswer.of(404, "Not there", absent);
        };
    }
}
