package org.amana.verifier.organisation;

import java.util.Set;
import org.amana.support.staff.StaffAccounts;
import org.amana.support.staff.StaffMember;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys and accounts of the organisations; both are made at first start. */
@Configuration(proxyBeanMethods = false)
class OrganisationConfiguration {
    @Bean
    ApplicationRunner organisationsAtFirstStart(OrganisationsProperties properties, Organisations organisations,
                                                AccessKeys keys, StaffAccounts accounts) {
        return arguments -> {
            organisations.all().forEach(keys::of);
            properties.organisations().forEach(entry -> {
                entry.staff().forEach(username -> ensure(accounts, entry.id(), username, Organisation.CLERK));
                entry.officers().forEach(username -> ensure(accounts, entry.id(), username, Organisation.OFFICER));
            });
        };
    }

    /** An account keeps the organisation and the duty it was made for: who changes theirs gets another. */
    private static void ensure(StaffAccounts accounts, String organisation, String username, String role) {
        accounts.ensure(organisation, username, role);
        StaffMember member = accounts.loadUserByUsername(username);
        if (!member.tenant().equals(organisation) || !member.roles().equals(Set.of(role)))
            throw new IllegalStateException("the account " + username + " was made for another duty or organisation;"
                    + " give this one another name");
    }
}
