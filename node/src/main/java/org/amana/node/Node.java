package org.amana.node;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.issuer.IssuerApplication;
import org.amana.ledger.LedgerApplication;
import org.amana.node.database.NodeDatabase;
import org.amana.node.demo.DemoOrganisation;
import org.amana.node.demo.DemoRegister;
import org.amana.node.welcome.WelcomePage;
import org.amana.support.launch.ServiceLauncher;
import org.amana.support.launch.ServiceModule;
import org.amana.verifier.VerifierApplication;
import org.amana.wallet.WalletApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** A running node: database, four services, welcome page; stops in the opposite order. */
final class Node implements AutoCloseable {
    /** The ledger first: the others ask it for the trust list. */
    private static final List<ServiceModule> ORDER = List.of(ServiceModule.LEDGER, ServiceModule.ISSUER,
            ServiceModule.VERIFIER, ServiceModule.WALLET);
    /** Libraries of one service lie on the class path of all here; alone, the others do not have them. */
    private static final String ISSUER_ONLY = String.join(",", "org.apache.camel.spring.boot.CamelAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration");
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final NodeOptions options;
    private final DataFolder data;

    private Node(NodeOptions options, DataFolder data) {
        this.options = options;
        this.data = data;
    }

    /**
     * Starts everything and returns when all doors are open.
     *
     * @throws WrongStart when it cannot be started as asked
     */
    static Node start(NodeOptions options) {
        Ports.requireFree(options.basePort());
        DataFolder folder = DataFolder.take(options.data());
        Node node = new Node(options, folder);
        node.running.push(folder);
        try {
            node.startAll();
            return node;
        } catch (IOException | SQLException | RuntimeException e) {
            node.close();
            throw e instanceof WrongStart known ? known : new WrongStart(describe(e, folder), e);
        }
    }

    private void startAll() throws IOException, SQLException {
        // until the first service sets the log up, nothing but our own lines belongs on the terminal
        LoggingSystem.get(Node.class.getClassLoader()).beforeInitialize();
        NodeDatabase database = NodeDatabase.start(options.data());
        running.push(database);
        Path register = DemoRegister.write(data.resolve("register.json"), options.demo(), options::address);
        for (ServiceModule service : ORDER) {
            Map<String, Object> settings = settings(service, register);
            settings.putAll(database.settings(service));
            running.push(launch(service, settings));
        }
        running.push(WelcomePage.open(options.isLoopback(), options.basePort(), options::address, options.demo()));
    }

    private ConfigurableApplicationContext launch(ServiceModule service, Map<String, Object> settings) {
        Class<?> application = switch (service) {
            case ISSUER -> IssuerApplication.class;
            case WALLET -> WalletApplication.class;
            case VERIFIER -> VerifierApplication.class;
            case LEDGER -> LedgerApplication.class;
        };
        return ServiceLauncher.of(application, service.module())
                .with(settings)
                .run(options.settings().toArray(String[]::new));
    }

    private Map<String, Object> settings(ServiceModule service, Path register) {
        var settings = new HashMap<String, Object>();
        settings.put("server.port", options.port(service));
        if (options.isLoopback()) {
            settings.put("server.address", "localhost");
            settings.put("amana.outbound.loopback-http", "true");
        } else {
            settings.put("amana.outbound.allowed-origins", Stream.of(ServiceModule.values())
                    .map(each -> options.address(each).toString())
                    .collect(Collectors.joining(",")));
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
        settings.put("amana.issuer.status.publication-interval", "3s");
        if (service == ServiceModule.VERIFIER) {
            settings.putAll(options.demo() ? DemoOrganisation.settings() : Map.of("amana.verifier.organisations", ""));
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

    private static String describe(Exception e, DataFolder folder) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The node did not start: " + root.getClass().getSimpleName() + ": " + root.getMessage() + " Look into "
                + folder.resolve("log") + " for more.";
    }

    NodeOptions options() {
        return options;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e.getMessage());
            }
        }
    }
}
