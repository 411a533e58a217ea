package org.amana.node;

import java.time.Clock;
import org.amana.node.demo.DemoPeople;
import org.amana.support.launch.ServiceModule;

/** {@code java -jar amana-node.jar}: starts everything, prints a few plain lines, runs until it is stopped. */
public final class NodeApplication {
    private NodeApplication() {}

    public static void main(String[] args) {
        if (NodeCommands.isNamed(args)) {
            System.exit(NodeCommands.execute(args));
        }
        try {
            NodeOptions options = NodeOptions.parse(args);
            if (options.tour()) {
                System.exit(TourNode.run(options) ? 0 : 1);
            }
            run(options);
        } catch (WrongStart e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(NodeOptions options) {
        System.out.println("Amana is starting; data is kept in " + options.data());
        options.baseUrl().warning().ifPresent(System.out::println);
        Clock clock = options.clock();
        Node node = Node.start(options, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop"));
        if (options.demo()) {
            DemoPeople.importInto(options.address(ServiceModule.ISSUER), options.data(), clock, node.trust());
        }
        System.out.println("Welcome page:  " + options.welcome());
        node.fingerprint()
                .ifPresent(sha256 -> System.out
                        .println("Certificate:   phones and browsers must be told to trust it once; "
                                + "the welcome page says how." + System.lineSeparator()
                                + "               Its SHA-256 fingerprint is "
                                + sha256));
        System.out.println("Staff sign-in: first passwords are in " + options.data().resolve("first-login.txt"));
        System.out.println("Stop with Ctrl-C.");
    }
}
