package org.amana.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.amana.node.demo.DemoPeople;
import org.amana.node.tour.Tour;
import org.amana.node.tour.TourSite;
import org.amana.support.launch.ServiceModule;

/** A node for one tour: free ports, a folder that is thrown away afterwards. */
final class TourNode {
    private TourNode() {}

    /** True when every step holds. */
    static boolean run(NodeOptions asked) {
        Path folder = newFolder();
        NodeOptions options = new NodeOptions(true, folder.resolve("data"), Ports.findFree(new SecureRandom()), true,
                asked.baseUrl(), asked.settings());
        System.out.println("The tour starts a node of its own on ports " + options.basePort() + " to "
                + (options.basePort() + 4) + ".");
        Clock clock = options.clock();
        Node node = Node.start(options, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            node.close();
            delete(folder);
        }, "stop"));
        try (Tour tour = new Tour(site(options), node.trust(), clock, TourNode::say)) {
            DemoPeople.importInto(options.address(ServiceModule.ISSUER), options.data(), clock, node.trust());
            int passed = tour.run();
            System.out.println("tour: " + passed + " steps passed");
            return true;
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            System.err.println(lastLines(options.data().resolve("log").resolve("amana.log")));
            return false;
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static TourSite site(NodeOptions options) {
        return new TourSite(options.address(ServiceModule.ISSUER), options.address(ServiceModule.WALLET),
                options.address(ServiceModule.VERIFIER), options.address(ServiceModule.LEDGER),
                options.data().resolve("first-login.txt"), options.data().resolve("trust"));
    }

    /** The folder goes when the tour ends, so what the log says last is shown here. */
    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("amana-tour");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }
}
