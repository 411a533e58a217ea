package org.amana.support.sample;

import org.amana.support.launch.ServiceLauncher;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.staff.StaffAccounts;
import org.amana.support.web.OpenPaths;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

/** The sample service: one open path, staff of two tenants. */
@SpringBootApplication
public class SampleApplication {
    public static void main(String[] args) {
        ServiceLauncher.of(SampleApplication.class, "consent-ledger").run(args);
    }

    @Bean
    OpenPaths open() {
        return OpenPaths.of("/en/**", "/ar/**", "/open/**");
    }

    @Bean
    ServiceEndpoints entries() {
        return ServiceEndpoints.of(HttpMethod.POST, "/v1/entries", ServiceRole.BLIND_WRITER);
    }

    @Bean
    ApplicationRunner staff(StaffAccounts accounts) {
        return args -> {
            accounts.ensure("north", "anna", "CLERK");
            accounts.ensure("south", "bilal", "CLERK");
        };
    }
}
