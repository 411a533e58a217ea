package org.amana.ledger.consent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.LifeProblem;
import org.amana.core.http.HttpPeer;
import org.amana.ledger.log.BackgroundThreads;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.register.NoticeKey;
import org.amana.ledger.register.Register;
import org.amana.ledger.register.StandingUses;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.support.kafka.NoticeTopics;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeProperties.class)
class ConsentConfiguration {
    @Bean
    NoticeOutbox noticeOutbox(JdbcClient jdbc, NoticeKey key, LogKey log, RandomGenerator random, Clock clock,
                              LookUpNames names, SubjectKeys keys, StandingUses parties,
                              ObjectProvider<NoticeTopics> topics) {
        return new NoticeOutbox(jdbc, key.key(), log.origin(), random, clock, names, keys, parties,
                topics.getIfAvailable(() -> NoticeTopics.NONE));
    }

    @Bean
    NoticeSender noticeSender(NoticeOutbox outbox, HttpPeer http, ObjectProvider<NoticeTopics> topics,
                              NoticeProperties properties, Clock clock) {
        return new NoticeSender(outbox, http, topics.getIfAvailable(() -> NoticeTopics.NONE), properties, clock);
    }

    @Bean
    BackgroundThreads noticeThreads(NoticeSender sender, Sequencer sequencer, NoticeProperties properties) {
        return BackgroundThreads.whileLeading(sequencer, "ledger-notices", properties.timeout(), List.of(sender::run));
    }

    @Bean
    RecipientRule recipientRule(Register register, PublishedLog published) {
        return new RecipientRule(register, published);
    }

    @Bean
    StoredEntries storedEntries(SubjectKeys keys, LookUpNames names) {
        return new StoredEntries(keys, names);
    }

    @Bean
    Standings standings(StoredEntries entries, LookUpNames names) {
        return new Standings(entries, names);
    }

    @Bean
    LostContent lostContent(PublishedLog published, LookUpNames names) {
        return new LostContent(published, names);
    }

    @Bean
    ConsentDecisions consentDecisions(Standings standings, StoredEntries entries, SubjectKeys keys, LookUpNames names,
                                      NoticeOutbox outbox, LostContent lost, ExchangeBatch.Sources exchanges) {
        return new ConsentDecisions(standings, new ReturnedContent(entries, lost), keys,
                new ConsentBatch.Tables(names, new ConsentRows(names),
                        new RelationRows(standings, names), outbox),
                exchanges);
    }

    @Bean
    ExchangeBatch.Sources exchangeSources(StoredEntries entries, LostContent lost, StandingUses uses,
                                          Standings standings,
                                          RandomGenerator random, Clock clock) {
        return new ExchangeBatch.Sources(entries, lost, uses, standings, random, clock);
    }

    @Bean
    Exchanges exchanges(DataSource dataSource, StoredEntries stored, Sequencer sequencer, ConsentDecisions decisions,
                        NoticeOutbox outbox) {
        return new Exchanges(new Reading(dataSource), stored, sequencer, decisions, outbox);
    }

    @Bean
    Openings openings(DataSource dataSource, Sequencer sequencer, ConsentDecisions decisions, LostContent lost,
                      Register register, NoticeOutbox outbox, Clock clock) {
        return new Openings(dataSource, sequencer, decisions, lost, new TermsCheck(register, clock), outbox);
    }

    @Bean
    Consents consents(DataSource dataSource, StoredEntries stored, Standings standings, Sequencer sequencer,
                      PublishedLog published, ConsentDecisions decisions, Register register, NoticeOutbox outbox,
                      RandomGenerator random, LostContent lost, Clock clock) {
        return new Consents(new Reading(dataSource), stored, standings, sequencer, published, decisions,
                new TermsCheck(register, clock), outbox, random, lost, clock);
    }

    @Bean
    Wards wards(DataSource dataSource, Standings standings, StoredEntries stored, LookUpNames names, Clock clock) {
        return new Wards(new Reading(dataSource), standings, stored, names, clock);
    }

    @Bean
    ServiceEndpoints consentEndpoints() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/consents", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.POST, "/v1/consents/*/renew", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.POST, "/v1/consents/*/refuse", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.POST, "/v1/consents/*/withdraw", ServiceRole.CONSENT_WRITER)
                .and(HttpMethod.GET, "/v1/consents", ServiceRole.RECIPIENT)
                .and(HttpMethod.GET, "/v1/consents/*", ServiceRole.RECIPIENT)
                .and(HttpMethod.GET, "/v1/consents/*/check", ServiceRole.RECIPIENT, ServiceRole.SOURCE);
    }

    @Bean
    ProblemMapping consentProblems() {
        return problem -> switch (problem) {
            case ConsentRefusal refusal -> Optional.of(answer(refusal));
            case LifeProblem life -> Optional.of(answer(life));
            case ConsentProblem wrong -> Optional.of(ProblemAnswer.of(400, "The event cannot be accepted", wrong));
            default -> Optional.empty();
        };
    }

    private static ProblemAnswer answer(ConsentRefusal refusal) {
        return switch (refusal) {
            case ConsentRefusal.WrongKind kind -> ProblemAnswer.of(400, "Another event expected", kind);
            case ConsentRefusal.NotAsRegistered terms -> ProblemAnswer.of(422, "Not what is registered", terms);
            case ConsentRefusal.NotConsent basis -> ProblemAnswer.of(422, "Not a matter of consent", basis);
            case ConsentRefusal.WrongTime time -> ProblemAnswer.of(422, "The clocks differ", time);
            case ConsentRefusal.WrongPosition position -> ProblemAnswer.of(409, "An event is missing", position)
                    .with("expected_seq", position.expectedSeq());
            case ConsentRefusal.AlreadyDecided decided -> ProblemAnswer.of(409, "Already decided", decided);
            case ConsentRefusal.WrongState state -> ProblemAnswer.of(409, "Not possible as it stands", state);
            case ConsentRefusal.NotARenewal renewal -> ProblemAnswer.of(422, "Not a renewal", renewal);
            case ConsentRefusal.UnknownRecord unknown -> ProblemAnswer.of(404, "Not found", unknown);
            case ConsentRefusal.OpensNothing other -> ProblemAnswer.of(422, "Not the opening", other);
            case ConsentRefusal.NotOwn other -> ProblemAnswer.of(403, "Another relation", other);
            case ConsentRefusal.NotLost there -> ProblemAnswer.of(409, "Nothing was lost", there);
            case ConsentRefusal.Forgotten gone -> ProblemAnswer.of(409, "Erased", gone);
            case ConsentRefusal.Contradicted broken ->
                ProblemAnswer.of(503, "The ledger contradicts itself", broken);
            case ConsentRefusal.OnHold hold -> ProblemAnswer.of(409, "It must be kept for now", hold);
            case ConsentRefusal.NotTheRecipient other -> ProblemAnswer.of(403, "Not the recipient", other);
        };
    }

    private static ProblemAnswer answer(LifeProblem problem) {
        return switch (problem) {
            case LifeProblem.AnotherMatter terms -> ProblemAnswer.of(422, "Not what is registered", terms);
            case LifeProblem.AlreadyDecided decided -> ProblemAnswer.of(409, "Already decided", decided);
            case LifeProblem.WrongState state -> ProblemAnswer.of(409, "Not possible as it stands", state);
            case LifeProblem.SamePerson same -> ProblemAnswer.of(409, "Another person reviews", same);
            case LifeProblem.UnknownRecord unknown -> ProblemAnswer.of(404, "Not found", unknown);
        };
    }
}
