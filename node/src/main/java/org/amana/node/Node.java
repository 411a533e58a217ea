package org.amana.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.amana.core.trust.DevelopmentTls;
import org.amana.issuer.IssuerApplication;
import org.amana.ledger.LedgerApplication;
import org.amana.node.database.NodeDatabase;
import org.amana.node.demo.DemoRegister;
import org.amana.node.welcome.WelcomePage;
import org.amana.support.launch.ServiceLauncher;
import org.amana.support.launch.ServiceModule;
import org.amana.support.outbound.TlsTrust;
import org.amana.verifier.VerifierApplication;
import org.amana.wallet.WalletApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** A running node: database, four services, welcome page; stops in the opposite order. */
final class Node implements AutoCloseable {
    /** The ledger first: the others ask it for the trust list. */
    private static final List<ServiceModule> ORDER = List.of(ServiceModule.LEDGER, ServiceModule.ISSUER,
            ServiceModule.VERIFIER, ServiceModule.WALLET);
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final NodeOptions options;
    private final DataFolder data;
    private Optional<NodeTls> tls = Optional.empty();

    private Node(NodeOptions options, DataFolder data) {
        this.options = options;
        this.data = data;
    }

    /**
     * Starts everything and returns when all doors are open.
     *
     * @throws WrongStart when it cannot be started as asked
     */
    static Node start(NodeOptions options, Clock clock) {
        Ports.requireFree(options.basePort());
        requireKnownHost(options.baseUrl());
        DataFolder folder = DataFolder.take(options.data());
        Node node = new Node(options, folder);
        node.running.push(folder);
        try {
            folder.requireBaseUrl(options.baseUrl());
            if (options.baseUrl().isHttps()) {
                node.tls = Optional.of(new NodeTls(DevelopmentTls.openOrCreate(folder.resolve("tls"),
                        options.baseUrl().host(), clock)));
            }
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
        NodeDatabase database = NodeDatabase.start(options.data(), this::stopWithoutDatabase);
        running.push(database);
        Path register = DemoRegister.write(data.resolve("register.json"), options.demo(), options::address);
        var all = new ServiceSettings(options, data, register, tls);
        for (ServiceModule service : ORDER) {
            Map<String, Object> settings = all.of(service);
            settings.putAll(database.settings(service));
            running.push(launch(service, settings));
        }
        Optional<WelcomePage.Tls> welcome = tls.isPresent() ? Optional.of(tls.get().welcome()) : Optional.empty();
        running.push(WelcomePage.open(options.baseUrl().isLoopback(), options.basePort(), options::address,
                options.demo(), welcome));
    }

    /** The services call each other by the public address, as they would on four machines. */
    private static void requireKnownHost(BaseUrl url) {
        try {
            InetAddress.getByName(url.host());
        } catch (UnknownHostException e) {
            throw new WrongStart("This machine knows no address of " + url.host() + ", and its services call each "
                    + "other by that name. Give the name an address, in your network or in the hosts file, or choose "
                    + "another --amana.base-url.", e);
        }
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

    private static String describe(Exception e, DataFolder folder) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return "The node did not start: " + root.getClass().getSimpleName() + ": " + root.getMessage() + " Look into "
                + folder.resolve("log") + " for more.";
    }

    /** Whom the node's own calls to its services believe. */
    SSLContext trust() {
        return tls.map(NodeTls::client).orElseGet(TlsTrust::ofRuntime);
    }

    /** What a person compares before a phone is told to trust; none without TLS. */
    Optional<String> fingerprint() {
        return tls.map(each -> each.files().fingerprint());
    }

    /** Ends the process; the shut-down hook closes what still runs. */
    private void stopWithoutDatabase() {
        System.err.println("The database ended by itself and cannot be started again, so the node stops. Look into "
                + data.resolve("log").resolve("postgres.log") + " and start the node again.");
        System.exit(1);
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
