package org.amana.ledger;

import org.amana.support.launch.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The consent ledger as a service of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LedgerApplication {
    public static void main(String[] args) {
        ServiceLauncher.of(LedgerApplication.class, "consent-ledger").run(args);
    }
}
