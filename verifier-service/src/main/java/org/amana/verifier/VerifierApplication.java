package org.amana.verifier;

import org.amana.support.launch.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the verifier: organisations ask for exactly what they registered to ask for, and get a clear answer. */
@Modulithic
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@EnableScheduling
public class VerifierApplication {

    /**
     * Starts one service.
     *
     * @param args Spring properties as {@code --name=value}
     */
    public static void main(String[] args) {
        ServiceLauncher.of(VerifierApplication.class, "verifier-service").run(args);
    }
}
