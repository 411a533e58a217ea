package org.amana.system.benchmark;

import java.lang.management.ManagementFactory;

/**
 * Runs one kind of figure or all, each beside its yardstick, and prints ratios:
 *
 * <pre>
 * mvn verify -pl system-tests -am -Pbenchmarks -DskipTests -Dbenchmark=formats|flow|start|all
 * </pre>
 */
public final class Benchmarks {

    private static final int WARM_UP_FLOWS = 3_600;
    private static final int FLOWS = 900;

    private Benchmarks() {}

    /**
     * Runs what the first argument names; exit code 1 when a gate of the formats is missed.
     *
     * @param arguments {@code formats}, {@code flow}, {@code start} or {@code all}; for {@code flow} also how many flows
     *                  of warm-up and how many measured
     */
    public static void main(String[] arguments) throws Exception {
        String figures = arguments.length == 0 ? "all" : arguments[0];
        System.out.println("load of the machine at the beginning: "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        boolean reached = true;
        switch (figures) {
            case "formats" -> reached = FormatFigures.print();
            case "flow" -> FlowFigures.print(count(arguments, 1, WARM_UP_FLOWS), count(arguments, 2, FLOWS));
            case "start" -> StartFigures.print();
            case "all" -> {
                reached = FormatFigures.print();
                FlowFigures.print(WARM_UP_FLOWS, FLOWS);
                StartFigures.print();
            }
            default -> throw new IllegalArgumentException("formats, flow, start or all expected");
        }
        System.exit(reached ? 0 : 1);
    }

    private static int count(String[] arguments, int position, int usual) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : usual;
    }
}
