package org.amana.system.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.amana.system.deployment.FourServices;
import org.amana.system.deployment.JavaCommand;

/**
 * Processor time of a start, for each service and for an empty application, with and without an AOT cache (JEP 514).
 * The services start on data that is there, as after a deployment; each start is repeated and the median taken.
 */
final class StartFigures {

    private static final int STARTS = 3;
    private static final int TRAINING_FLOWS = 9;
    private static final List<String> SERVICES = List.of("issuer-service", "wallet-service", "verifier-service",
            "consent-ledger");

    private final Path folder;

    private StartFigures(Path folder) {
        this.folder = folder;
    }

    /** Prints one line for each service, without and with a cache. */
    static void print() throws Exception {
        Path folder = Files.createTempDirectory("amana-figures");
        StartFigures figures = new StartFigures(folder);
        try (FourServices services = FourServices.start(folder)) {
            figures.lines("without AOT cache", services, module -> JavaCommand.of(FourServices.jar(module)),
                    List.of());
            figures.train(services);
            figures.lines("with AOT cache", services, figures::cached, figures.use("empty"));
        }
    }

    private void lines(String how, FourServices services, Function<String, JavaCommand> commands,
                       List<String> emptyOptions)
            throws IOException {
        Duration[] empty = new Duration[STARTS];
        List<Map<String, Duration>> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (EmptyProcess process = EmptyProcess.start(folder, emptyOptions)) {
                empty[i] = process.startTime();
            }
            services.restart(commands);
            starts.add(services.startTimes());
        }
        double yardstick = median(empty);
        for (String service : SERVICES) {
            double millis = median(starts.stream().map(start -> start.get(service)).toArray(Duration[]::new));
            System.out.printf(Locale.ROOT,
                    "start of %s %s: %.0f ms of CPU, empty application likewise %.0f ms, ratio %.2f%n", service, how,
                    millis, yardstick, millis / yardstick);
        }
    }

    /** Unpacks each jar, runs it through a few flows, and lets it write its cache when it stops. */
    private void train(FourServices services) throws IOException, InterruptedException {
        try (EmptyProcess empty = EmptyProcess.start(folder, List.of("-XX:AOTCacheOutput=" + cache("empty")))) {
            empty.load(TRAINING_FLOWS);
        }
        for (String service : SERVICES) {
            unpack(service);
        }
        services.restart(
                service -> new JavaCommand(List.of("-XX:AOTCacheOutput=" + cache(service)), unpacked(service)));
        FlowDriver driver = new FlowDriver(services);
        driver.accept(driver.offer());
        for (String request : driver.ask(TRAINING_FLOWS)) {
            driver.show(request);
        }
    }

    private void unpack(String service) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(JavaCommand.executable(), "-Djarmode=tools", "-jar",
                FourServices.jar(service).toString(), "extract", "--destination",
                folder.resolve("unpacked").resolve(service).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unpack.log").toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(service + " cannot be unpacked: "
                    + Files.readString(folder.resolve("unpack.log")));
        }
    }

    private Path unpacked(String service) {
        return folder.resolve("unpacked").resolve(service).resolve(FourServices.jar(service).getFileName());
    }

    private JavaCommand cached(String service) {
        return new JavaCommand(use(service), unpacked(service));
    }

    /** Mode {@code on}: a cache that does not fit ends the process instead of being passed over. */
    private List<String> use(String name) {
        return List.of("-XX:AOTCache=" + cache(name), "-XX:AOTMode=on");
    }

    private Path cache(String name) {
        return folder.resolve(name + ".aot");
    }

    private static double median(Duration[] durations) {
        return Arrays.stream(durations).sorted().toList().get(durations.length / 2).toNanos() / 1e6;
    }
}
