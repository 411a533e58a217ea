package org.amana.ledger.audit;

import java.time.Clock;
import java.util.Optional;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.register.DataWords;
import org.amana.ledger.register.Register;
import org.amana.ledger.sealing.SubjectKeys;
import org.amana.ledger.staff.StaffIds;
import org.amana.support.staff.StaffAccounts;
import org.amana.support.web.OpenPaths;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    @Bean
    LogPage logPage(JdbcClient jdbc) {
        return new LogPage(jdbc);
    }

    @Bean
    Looks looks(Sequencer sequencer, StaffIds ids, Clock clock) {
        return new Looks(sequencer, ids, clock);
    }

    @Bean
    OfficerQuestions officerQuestions(Register register) {
        return new OfficerQuestions(register);
    }

    @Bean
    StoredEvents storedEvents(SubjectKeys keys) {
        return new StoredEvents(keys);
    }

    @Bean
    ConsentSearch consentSearch(JdbcClient jdbc, StoredEvents events) {
        return new ConsentSearch(jdbc, events);
    }

    @Bean
    BreachSearch breachSearch(JdbcClient jdbc, PlatformTransactionManager transactions, DataWords words,
                              StoredEvents events) {
        return new BreachSearch(jdbc, transactions, words, events);
    }

    @Bean
    Evidence evidence(JdbcClient jdbc, PlatformTransactionManager transactions, StoredEvents events) {
        return new Evidence(jdbc, transactions, events);
    }

    @Bean
    ProcessingRecords processingRecords(Register register, JdbcClient jdbc, DataWords words) {
        return new ProcessingRecords(register, jdbc, words);
    }

    @Bean
    ErasureClocks erasureClocks(JdbcClient jdbc, StoredEvents events, Clock clock) {
        return new ErasureClocks(jdbc, events, clock);
    }

    @Bean
    ApplicationRunner auditStaff(StaffAccounts accounts) {
        return arguments -> accounts.ensure(Officer.TENANT, "dpo", Officer.ROLE);
    }

    @Bean
    OpenPaths auditPaths() {
        return OpenPaths.of("/audit");
    }

    @Bean
    ProblemMapping auditProblems() {
        return problem -> problem instanceof AuditProblem refused
                ? Optional.of(ProblemAnswer.of(AuditProblem.STATUS, "The question has no answer", refused))
                : Optional.empty();
    }
}
