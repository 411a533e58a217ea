package org.amana.ledger.audit;

import org.amana.support.staff.StaffAccounts;
import org.amana.support.web.OpenPaths;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {
    @Bean
    LogPage logPage(JdbcClient jdbc) {
        return new LogPage(jdbc);
    }

    @Bean
    ConsentSearch consentSearch(JdbcClient jdbc) {
        return new ConsentSearch(jdbc);
    }

    @Bean
    ApplicationRunner auditStaff(StaffAccounts accounts) {
        return arguments -> accounts.ensure(AuditController.TENANT, "dpo", AuditController.OFFICER);
    }

    @Bean
    OpenPaths auditPaths() {
        return OpenPaths.of("/audit");
    }
}
