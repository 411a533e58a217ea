package org.amana.node;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.node.demo.DemoCourt;
import org.amana.node.demo.DemoMunicipality;
import org.amana.node.demo.DemoOrganisation;
import org.amana.support.launch.ServiceModule;

/** What a node tells each of its services, the database apart. */
record ServiceSettings(NodeOptions options, DataFolder data, Path register, Optional<NodeTls> tls) {
    /** Libraries of one service lie on the class path of all here; alone, the others do not have them. */
    private static final String ISSUER_ONLY = String.join(",", "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration");

    Map<String, Object> of(ServiceModule service) {
        var settings = new HashMap<String, Object>();
        settings.put("server.port", options.port(service));
        if (options.baseUrl().isLoopback()) {
            settings.put("server.address", "localhost");
        }
        if (tls.isEmpty()) {
            settings.put("amana.outbound.loopback-http", "true");
        } else {
            settings.put("amana.outbound.allowed-origins", Stream.of(ServiceModule.values())
                    .map(each -> options.address(each).toString())
                    .collect(Collectors.joining(",")));
            settings.putAll(tls.get().settings());
        }
        settings.put("amana.base-url", options.address(service));
        settings.put("amana.peers.ledger", options.address(ServiceModule.LEDGER));
        settings.put("amana.peers.wallet", options.address(ServiceModule.WALLET));
        settings.put("amana.data", data.resolve(service.module()));
        settings.put("amana.trust.dir", data.resolve("trust"));
        settings.put("amana.trust.development-ca", "true");
        settings.put("amana.trust.refresh", "3s");
        settings.put("amana.first-login", data.resolve("first-login.txt"));
        settings.put("amana.demo", options.demo());
        settings.put("amana.ledger.register-file", register);
        settings.put("amana.ledger.register-import", "always"); // its addresses follow the ports of each start
        settings.put("amana.issuer.status.publication-interval", "3s");
        if (service == ServiceModule.VERIFIER) {
            settings.putAll(options.demo() ? asking() : Map.of("amana.verifier.organisations", ""));
        }
        settings.put("spring.main.log-startup-info", "false");
        settings.put("logging.file.name", data.resolve("log").resolve("amana.log"));
        settings.put("logging.threshold.console", "OFF");
        settings.put("logging.include-application-name", "false");
        if (service != ServiceModule.ISSUER) {
            settings.put("spring.autoconfigure.exclude", ISSUER_ONLY);
        }
        settings.put("spring.datasource.hikari.maximum-pool-size", "12");
        return settings;
    }

    /** Who asks people in a demo. */
    private static Map<String, String> asking() {
        var settings = new LinkedHashMap<>(DemoOrganisation.settings());
        settings.putAll(DemoMunicipality.settings());
        settings.putAll(DemoCourt.settings());
        return settings;
    }
}
