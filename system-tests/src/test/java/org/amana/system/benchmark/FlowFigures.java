package org.amana.system.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amana.system.benchmark.RawOperations.Round;
import org.amana.system.deployment.FourServices;

/**
 * Processor time of issuing a card and of showing one (OpenID4VCI, OpenID4VP), for each service alone: four processes,
 * each read from {@code /proc} around the calls. The yardstick runs before and after in this process.
 *
 * <pre>
 * FlowFigures [flows of warm-up, default 3600] [flows measured, default 900]
 * </pre>
 *
 * What is slow on purpose (password hashing at the desks and at sign-up) stays outside.
 */
final class FlowFigures {

    private static final int SHOWN = FlowDriver.COPIES - 1;
    private static final List<String> SERVICES = List.of("verifier-service", "wallet-service", "consent-ledger",
            "issuer-service");
    /** 2 verifications (credential, key binding), 1 signature, 1 key agreement, 3 durable commits. */
    private static final Round SHOWING = new Round(2, 1, 1, 3);
    /** 10 signatures, 10 proofs of possession, 1 durable commit. */
    private static final Round ISSUING = new Round(FlowDriver.COPIES, FlowDriver.COPIES, 0, 1);

    private final FourServices services;
    private final FlowDriver driver;
    private final Map<String, ProcessorTime> issuing = new LinkedHashMap<>();
    private final Map<String, ProcessorTime> showing = new LinkedHashMap<>();

    private FlowFigures(FourServices services) throws IOException, InterruptedException {
        this.services = services;
        this.driver = new FlowDriver(services);
    }

    /** Prints one line for each service and act. */
    static void print(int warmUpFlows, int measuredFlows) throws Exception {
        Path folder = Files.createTempDirectory("amana-figures");
        try (RawOperations raw = new RawOperations(); FourServices services = FourServices.start(folder)) {
            FlowFigures figures = new FlowFigures(services);
            figures.warmUp(warmUpFlows / SHOWN);
            double showingBefore = raw.millis(SHOWING);
            double issuingBefore = raw.millis(ISSUING);
            int cards = measuredFlows / SHOWN;
            figures.run(cards);
            line("OID4VP flow", figures.showing, cards * SHOWN, (showingBefore + raw.millis(SHOWING)) / 2);
            memory(folder, services, warmUpFlows + measuredFlows);
            line("issuing a card of 10 copies", figures.issuing, cards, (issuingBefore + raw.millis(ISSUING)) / 2);
        }
    }

    /** In ten parts, each with its figure, so that a reader sees whether the last ones still fall. */
    private void warmUp(int cards) throws IOException, InterruptedException {
        for (int part = 1; part <= 10; part++) {
            int count = Math.max(1, cards / 10);
            run(count);
            double all = showing.values().stream().mapToLong(ProcessorTime::totalNanos).sum() / 1e6;
            System.out.printf(Locale.ROOT, "warm-up, %d flows: %.2f ms each, all services%n", count * SHOWN,
                    all / count / SHOWN);
            issuing.clear();
            showing.clear();
        }
    }

    private void run(int cards) throws IOException, InterruptedException {
        for (int card = 0; card < cards; card++) {
            FlowDriver.OpenOffer offer = driver.offer();
            Map<String, ProcessorTime> start = now();
            String accepted = driver.accept(offer);
            add(issuing, start);
            List<String> requests = driver.ask(SHOWN);
            start = now();
            for (String request : requests) {
                driver.show(request);
            }
            add(showing, start);
            driver.delete(accepted);
        }
    }

    /** Resident memory of each service now, and of an empty application after as many requests as there were flows. */
    private static void memory(Path folder, FourServices services, int flows) throws IOException, InterruptedException {
        long yardstick;
        try (EmptyProcess empty = EmptyProcess.start(folder, List.of())) {
            empty.load(flows);
            yardstick = residentKilobytes(empty.handle());
        }
        for (String service : SERVICES) {
            long resident = residentKilobytes(services.handle(service));
            System.out.printf(Locale.ROOT,
                    "memory of %s after %d flows: %d MB, empty application %d MB, ratio %.2f%n", service, flows,
                    resident / 1024, yardstick / 1024, resident / (double) yardstick);
        }
    }

    private static long residentKilobytes(ProcessHandle process) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))
                .stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, ProcessorTime> now() throws IOException {
        Map<String, ProcessorTime> now = new LinkedHashMap<>();
        for (String service : SERVICES) {
            now.put(service, ProcessorTime.of(services.handle(service)));
        }
        return now;
    }

    private void add(Map<String, ProcessorTime> sums, Map<String, ProcessorTime> start) throws IOException {
        now().forEach((service, time) -> sums.merge(service, time.minus(start.getOrDefault(service, time)),
                ProcessorTime::plus));
    }

    private static void line(String act, Map<String, ProcessorTime> sums, int count, double yardstick) {
        sums.forEach((service, time) -> System.out.printf(Locale.ROOT,
                "%s, CPU of %s: %.2f ms (of it just-in-time compilers %.2f ms), yardstick %.3f ms, ratio %.1f (%d times)%n",
                act, service, time.totalNanos() / 1e6 / count, time.compilerNanos() / 1e6 / count, yardstick,
                time.totalNanos() / 1e6 / count / yardstick, count));
    }
}
