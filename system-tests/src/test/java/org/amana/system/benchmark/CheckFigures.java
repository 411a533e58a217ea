package org.amana.system.benchmark;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.amana.core.http.HttpQuestion;
import org.amana.ledger.consent.MeasuredChecks;

/**
 * Whether a consent is in force: asked over HTTP, beside an endpoint that reads one row with JdbcTemplate behind the
 * same tokens (by turns, by the clock; client, service and database on the same processors), and decided in memory.
 */
final class CheckFigures {

    private static final int CONSENTS = 500;
    private static final int CLIENTS = 8;
    private static final int REQUESTS = 4_000;
    private static final int WARM_UP_TURNS = 6;
    private static final int DECISIONS = 1_000_000;

    private CheckFigures() {}

    /** Prints one line for each figure; true when every gate is reached. */
    static boolean print(int turns) throws Exception {
        try (MeasuredChecks ledger = MeasuredChecks.start(CONSENTS)) {
            double[] checks = new double[turns];
            double[] reads = new double[turns];
            double[] ratios = new double[turns];
            for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
                double check = perSecond(ledger.checks(REQUESTS), "\"in_force\":true");
                double read = perSecond(ledger.reads(REQUESTS), "\"entry\":\"");
                if (turn >= 0) {
                    checks[turn] = check;
                    reads[turn] = read;
                    ratios[turn] = check / read;
                }
            }
            double ratio = LedgerFigures.median(ratios);
            System.out.printf(Locale.ROOT, "consent check over HTTP: %.0f/s, one row by JdbcTemplate %.0f/s; ratio %.3f"
                    + " (gate 0.7) %s%n", LedgerFigures.median(checks), LedgerFigures.median(reads), ratio,
                    word(ratio >= 0.7));
            return inMemory(ledger) && ratio >= 0.7;
        }
    }

    private static boolean inMemory(MeasuredChecks ledger) throws Exception {
        ledger.decisions(DECISIONS);
        long[] nanos = ledger.decisions(DECISIONS);
        Arrays.sort(nanos);
        double p99 = nanos[DECISIONS * 99 / 100] / 1e3;
        System.out.printf(Locale.ROOT, "consent check in memory: median %.2f us, p99 %.2f us (gate 50) %s%n",
                nanos[DECISIONS / 2] / 1e3, p99, word(p99 <= 50));
        return p99 <= 50;
    }

    /** Sends each request once, from several clients, and holds every answer to what it must say. */
    static double perSecond(List<HttpQuestion> questions, String expected)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        try (HttpClient http = HttpClient.newHttpClient();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long from = System.nanoTime();
            List<Future<?>> running = IntStream.range(0, CLIENTS).<Future<?>>mapToObj(_ -> clients.submit(() -> {
                for (int i = next.getAndIncrement(); i < questions.size(); i = next.getAndIncrement()) {
                    ask(http, questions.get(i), expected);
                }
                return null;
            })).toList();
            for (Future<?> one : running) {
                one.get();
            }
            return questions.size() * 1e9 / (System.nanoTime() - from);
        }
    }

    private static void ask(HttpClient http, HttpQuestion question, String expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
                .method(question.method(), HttpRequest.BodyPublishers.ofByteArray(question.body()));
        question.headers().forEach(request::header);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2 || !answer.body().contains(expected)) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private static String word(boolean reached) {
        return reached ? "reached" : "MISSED";
    }
}
