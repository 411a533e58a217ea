package org.amana.system.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every benchmark beside its yardstick and prints ratios:
 *
 * <pre>
 * mvn -q verify -pl system-tests -am -Pbenchmarks -DskipTests -DskipITs
 * </pre>
 */
public final class Benchmarks {

    /** A quantity, what it is held against, and the ratio it must reach (design: performance gates). */
    private record Gate(String name, String measured, String yardstick, double atLeast) {}

    private static final List<Gate> GATES = List.of(
            new Gate("SD-JWT VC issue (12 claims, 6 disclosable)", "SdJwtVcBenchmark.issue",
                    "SdJwtVcBenchmark.issueYardstick", 0.50),
            new Gate("SD-JWT VC presentation verify, cached chain", "SdJwtVcBenchmark.verify",
                    "SdJwtVcBenchmark.verifyYardstick", 0.75));

    private Benchmarks() {}

    /** Takes no arguments; exit code 1 when a gate is missed. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("org\\.amana\\.system\\.benchmark\\..*")
                .forks(1)
                .threads(1)
                .warmupIterations(6)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build()).run();
        boolean reached = true;
        for (Gate gate : GATES) {
            double measured = score(results, gate.measured());
            double yardstick = score(results, gate.yardstick());
            double ratio = measured / yardstick;
            reached &= ratio >= gate.atLeast();
            System.out.printf(Locale.ROOT, "%s: %.0f/s, yardstick %.0f/s, ratio %.2f (gate %.2f) %s%n", gate.name(),
                    measured,
                    yardstick, ratio, gate.atLeast(), ratio >= gate.atLeast() ? "reached" : "MISSED");
        }
        System.exit(reached ? 0 : 1);
    }

    private static double score(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }
}
