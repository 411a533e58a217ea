package org.amana.issuer.authority;

import org.amana.support.staff.StaffAccounts;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the built-in accounts of each authority; their passwords go to the first-login file. */
@Component
class StaffAtFirstStart {
    private final IssuerProperties properties;
    private final StaffAccounts accounts;

    StaffAtFirstStart(IssuerProperties properties, StaffAccounts accounts) {
        this.properties = properties;
        this.accounts = accounts;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ensure() {
        properties.authorities()
                .forEach(authority -> authority.staff()
                        .forEach(username -> accounts.ensure(authority.id(), username, "CASEWORKER")));
    }
}
