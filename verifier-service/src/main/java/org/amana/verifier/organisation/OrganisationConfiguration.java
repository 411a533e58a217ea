package org.amana.verifier.organisation;

import org.amana.support.staff.StaffAccounts;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys and accounts of the organisations; both are made at first start. */
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {
    /** Role of a member of staff who may ask. */
    static final String CHECKER = "CHECKER";

    @Bean
    ApplicationRunner organisationsAtFirstStart(OrganisationsProperties properties, Organisations organisations,
                                                AccessKeys keys, StaffAccounts accounts) {
        return arguments -> {
            organisations.all().forEach(keys::of);
            properties.organisations().forEach(entry -> {
                entry.staff().forEach(username -> accounts.ensure(entry.id(), username, CHECKER));
                entry.officers().forEach(username -> accounts.ensure(entry.id(), username, Organisation.OFFICER));
            });
        };
    }
}
