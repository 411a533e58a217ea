package org.amana.ledger.register;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.json.JsonProblem;
import org.amana.core.key.KeyStore;
import org.amana.core.problem.Problem;
import org.amana.core.register.RegisterProblem;
import org.amana.core.register.TrustedLedger;
import org.amana.core.trust.ChainValidator;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.staff.StaffIds;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.staff.StaffAccounts;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RegisterProperties.class)
class RegisterConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterConfiguration.class);

    @Bean
    Register register(JdbcClient jdbc) {
        return new Register(jdbc);
    }

    @Bean
    RegisterVersions registerVersions() {
        return new RegisterVersions();
    }

    @Bean
    RegisterImport registerImport(Register register, RegisterVersions versions, Sequencer sequencer,
                                  RegisterProperties properties, Clock clock) {
        return new RegisterImport(register, versions, sequencer, properties.registerImport(), clock);
    }

    @Bean
    RegisterProposals registerProposals(Register register, RegisterVersions versions, Sequencer sequencer, StaffIds ids,
                                        JdbcClient jdbc, RandomGenerator random, Clock clock) {
        return new RegisterProposals(register, versions, sequencer, ids, jdbc, random, clock);
    }

    @Bean
    DataWords dataWords() {
        return DataWords.ofSchemas();
    }

    /** Two, because one alone changes nothing. */
    @Bean
    ApplicationRunner registerStaff(StaffAccounts accounts) {
        return arguments -> List.of("registrar-a", "registrar-b")
                .forEach(name -> accounts.ensure(Registrar.TENANT, name, Registrar.ROLE));
    }

    @Bean
    Anchors anchors(AmanaProperties amana) {
        return new Anchors(amana.trust().dir());
    }

    @Bean
    RegistrarKey registrarKey(KeyStore keys, AmanaProperties amana, Clock clock) {
        return RegistrarKey.openOrCreate(keys, amana, clock);
    }

    @Bean
    NoticeKey noticeKey(KeyStore keys) {
        return new NoticeKey(keys.create("notice"));
    }

    @Bean
    PartyKeys partyKeys(Anchors anchors, ChainValidator validator, Clock clock) {
        return new PartyKeys(anchors, validator, clock);
    }

    @Bean
    IssuerKeys issuerKeys(Anchors anchors, ChainValidator validator, Clock clock) {
        return new IssuerKeys(anchors, validator, clock);
    }

    @Bean
    StandingUses standingUses() {
        return new StandingUses();
    }

    @Bean
    TrustListPublisher trustListPublisher(Register register, Anchors anchors, RegistrarKey registrar, LogKey log,
                                          NoticeKey notices, RegisterProperties properties, AmanaProperties amana,
                                          Clock clock) {
        var self = new TrustedLedger(amana.baseUrl().toString(), log.identity(),
                notices.key().publicJwk(), List.of());
        return new TrustListPublisher(register, anchors, registrar.key(), self, new OtherLedgers(amana.trust().dir()),
                amana.data().resolve("this-ledger.json"), properties, clock);
    }

    @Bean
    CertificateIssuer certificateIssuer(Register register, JdbcClient jdbc, RegistrarKey registrar,
                                        RegisterProperties properties, AmanaProperties amana, RandomGenerator random,
                                        Clock clock) {
        return new CertificateIssuer(register, jdbc, registrar, URI.create(amana.baseUrl() + "/v1/register"),
                properties, random, clock);
    }

    @Bean
    @Order(0)
    ApplicationRunner registerFile(RegisterImport imports, RegisterProperties properties, Sequencer sequencer) {
        return arguments -> properties.file().ifPresent(file -> sequencer.whenLeading(() -> {
            if (imports.isOver()) {
                LOG.info("register file: not read, two people decide on changes at /{}/desk", Registrar.TENANT);
                return;
            }
            RegisterImport.Result result = imports.run(read(file));
            LOG.info("register file: {} new versions, {} unchanged", result.added(), result.unchanged());
        }));
    }

    /** What operators of other nodes are handed lies there from the first start. */
    @Bean
    @Order(1)
    ApplicationRunner ownTrustFile(TrustListPublisher list) {
        return arguments -> list.signed();
    }

    private static byte[] read(java.nio.file.Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException("the register file cannot be read: " + file, e);
        }
    }

    @Bean
    OpenPaths registerPaths() {
        return OpenPaths.of("/v1/register/parties", "/v1/register/parties/*", "/v1/register/intended-uses/*",
                "/v1/register/intended-uses/*/certificate", "/v1/register/certificates/status", "/v1/trust-list");
    }

    @Bean
    ServiceEndpoints registerEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/register/import", ServiceRole.REGISTRAR);
    }

    @Bean
    ProblemMapping registerProblems() {
        return problem -> switch (problem) {
            case RegisterEntryProblem entry -> Optional.of(answer(entry));
            case RegisterProblem malformed ->
                Optional.of(ProblemAnswer.of(400, "The register refuses this", malformed));
            default -> Optional.empty();
        };
    }

    /** HTTP status of what this feature refuses; 0 for the problems of others. */
    static int statusOf(Problem problem) {
        return switch (problem) {
            case RegisterEntryProblem entry -> answer(entry).status();
            case RegisterProblem malformed -> 400;
            case JsonProblem malformed -> 400;
            default -> 0;
        };
    }

    private static ProblemAnswer answer(RegisterEntryProblem problem) {
        return switch (problem) {
            case RegisterEntryProblem.Unknown unknown -> ProblemAnswer.of(404, "Not registered", unknown);
            case RegisterEntryProblem.Unchanged same -> ProblemAnswer.of(409, "Nothing to change", same);
            case RegisterEntryProblem.Contradiction wrong -> ProblemAnswer.of(400, "The register refuses this", wrong);
            case RegisterEntryProblem.Retired retired -> ProblemAnswer.of(410, "Retired", retired);
            case RegisterEntryProblem.ImportIsOver over -> ProblemAnswer.of(409, "Two people decide now", over);
            case RegisterEntryProblem.Stale stale -> ProblemAnswer.of(409, "Changed since", stale);
            case RegisterEntryProblem.AlreadyDecided decided -> ProblemAnswer.of(409, "Already decided", decided);
            case RegisterEntryProblem.SamePerson same -> ProblemAnswer.of(403, "Another person decides", same);
            case RegisterEntryProblem.NotTheProposer other -> ProblemAnswer.of(403, "Not your proposal", other);
        };
    }
}
