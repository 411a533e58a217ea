package org.amana.system.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.DeskApi;
import org.amana.system.deployment.OneNode;
import org.amana.system.fault.Desks;
import org.amana.system.fault.HeadlessWallet;
import tools.jackson.databind.JsonNode;

/**
 * What a release costs a requester who waits for it, on the clock, one after the other over a whole node: from the signed
 * request to the sealed answer, with the verification of all that is enclosed, permit, fetch, filter, signature and
 * encryption. The yardstick is the permit alone, which is one entry of the same ledger over HTTP, taken by the very same
 * requests. Both times are those of the services' own access logs.
 *
 * <p>And how soon a withdrawal bites: from the answer to the person until the requester's order says so.
 */
final class ExchangeFigures implements AutoCloseable {
    private static final String CASE = "R-0001";
    /** Single-use copies of a card. */
    private static final int COPIES = 10;
    private static final Pattern SERVED = Pattern.compile("(\\S+) (\\S+) (\\d+) (\\d+)");
    /** The requester looks for orders that are due so often; a release is over long before the next question. */
    private static final String LOOK = "PT0.05S";

    private final Path folder;
    private final OneNode node;
    private final Desks desks;
    private final DeskApi municipality;
    private final HeadlessWallet wallet;

    private ExchangeFigures(Path folder) {
        this.folder = folder;
        this.node = OneNode.start(folder, "--amana.verifier.exchange.run-every=" + LOOK,
                "--server.tomcat.accesslog.enabled=true", "--server.tomcat.accesslog.buffered=false",
                "--server.tomcat.accesslog.pattern=%m %U %s %D",
                "--server.tomcat.accesslog.directory=" + folder + "/${spring.application.name}");
        this.desks = new Desks(node);
        this.municipality = new DeskApi(node.verifier(), node.staff("harbour-municipality"));
        this.wallet = HeadlessWallet.create(node.wallet());
    }

    /** Prints two lines; there is no gate. */
    static void print(int warmUpReleases, int releases) throws IOException {
        try (ExchangeFigures figures = new ExchangeFigures(Files.createTempDirectory("amana-exchanges"))) {
            figures.run(warmUpReleases);
            int before = figures.served("issuer-service", "/recognition-office/release").length;
            List<Double> bites = figures.run(releases);
            double[] release = newest(figures.served("issuer-service", "/recognition-office/release"), before);
            double[] permit = newest(figures.served("consent-ledger", "/v1/permits"), before);
            System.out.printf(Locale.ROOT,
                    "a release over HTTP: median %.2f ms, p99 %.2f ms; its permit alone: median %.2f ms, p99 %.2f ms; ratio of the medians %.2f (%d times)%n",
                    LedgerFigures.median(release), p99(release), LedgerFigures.median(permit), p99(permit),
                    LedgerFigures.median(release) / LedgerFigures.median(permit), release.length);
            double[] seconds = bites.stream().mapToDouble(Double::doubleValue).toArray();
            System.out.printf(Locale.ROOT,
                    "from the answered withdrawal to the requester's stopped order: median %.2f s, worst %.2f s (%d times)%n",
                    LedgerFigures.median(seconds), Arrays.stream(seconds).max().orElseThrow(), seconds.length);
        }
    }

    /** So many releases, each by a consent of its own; how long the last withdrawal of each card took to bite, in seconds. */
    private List<Double> run(int releases) {
        List<Double> bites = new ArrayList<>();
        for (int done = 0; done < releases; done += COPIES) {
            Desks.Offer diploma = desks.diploma(CASE);
            wallet.accept(wallet.open(diploma.link()), diploma.txCode()).require(200);
            List<String> orders = new ArrayList<>();
            for (int copy = 0; copy < COPIES; copy++) {
                orders.add(ask());
            }
            orders.forEach(order -> await(order, "DELIVERED"));
            wallet.withdraw(municipality.get("exchanges/" + orders.getLast()).path("record").asString()).require(200);
            long withdrawn = System.nanoTime();
            await(orders.getLast(), "WITHDRAWN");
            bites.add((System.nanoTime() - withdrawn) / 1e9);
        }
        return bites;
    }

    private String ask() {
        JsonNode order = municipality.post("exchanges",
                "{\"intended_use\":\"fetch-diploma\",\"source\":\"%s/recognition-office\",\"until\":\"%s\"}".formatted(
                        node.issuer(), Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS)));
        wallet.approve(wallet.read(order.path("request").asString())).require(200);
        return order.path("exchange_id").asString();
    }

    private void await(String order, String state) {
        Await.until(order + " is " + state,
                () -> municipality.get("exchanges/" + order).path("state").asString().equals(state));
    }

    /** Milliseconds of every served request of that path, oldest first. */
    private double[] served(String service, String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(service))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
            return lines.stream()
                    .map(SERVED::matcher)
                    .filter(line -> line.matches() && line.group(2).equals(path))
                    .peek(line -> {
                        if (!line.group(3).startsWith("2")) {
                            throw new IllegalStateException(line.group());
                        }
                    })
                    .mapToDouble(line -> Long.parseLong(line.group(4)) / 1e3)
                    .toArray();
        }
    }

    private static double[] newest(double[] all, int before) {
        return Arrays.copyOfRange(all, before, all.length);
    }

    private static double p99(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
    }

    @Override
    public void close() {
        node.close();
    }
}
