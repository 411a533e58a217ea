package org.amana.issuer;

import org.amana.support.launch.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the issuer service; the node starts it the same way beside the others. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IssuerApplication {
    public static void main(String[] args) {
        ServiceLauncher.of(IssuerApplication.class, "issuer-service").run(args);
    }
}
