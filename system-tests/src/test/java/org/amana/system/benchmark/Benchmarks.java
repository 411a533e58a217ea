package org.amana.system.benchmark;

import java.lang.management.ManagementFactory;

/**
 * Runs one kind of figure or all, each beside its yardstick, and prints ratios:
 *
 * <pre>
 * mvn verify -pl system-tests -am -Pbenchmarks -DskipTests -Dbenchmark=formats|flow|start|ledger|checks|permits|exchanges|all
 * </pre>
 */
public final class Benchmarks {

    private static final int WARM_UP_FLOWS = 3_600;
    private static final int FLOWS = 900;
    private static final int WARM_UP_RELEASES = 400;
    private static final int RELEASES = 300;
    private static final int TURN_SECONDS = 3;
    private static final int TURNS = 11;
    private static final int LARGE_LOG = 1_000_000;

    private Benchmarks() {}

    /**
     * Runs what the first argument names; exit code 1 when a gate of the formats, of the ledger or of its checks is missed.
     *
     * @param words one of the words above; for {@code flow} and {@code exchanges} also how many of warm-up and how many
     *              measured, for {@code ledger} seconds of a turn, turns and entries of the large log
     */
    public static void main(String[] words) throws Exception {
        // Maven hands over what stands behind -Dbenchmark= as one word
        String[] arguments = words.length == 0 ? new String[]{"all"} : String.join(" ", words).strip().split(" +");
        String figures = arguments[0];
        System.out.println("load of the machine at the beginning: "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        boolean reached = true;
        switch (figures) {
            case "formats" -> reached = FormatFigures.print();
            case "flow" -> FlowFigures.print(count(arguments, 1, WARM_UP_FLOWS), count(arguments, 2, FLOWS));
            case "start" -> StartFigures.print();
            case "ledger" ->
                reached = LedgerFigures.print(count(arguments, 1, TURN_SECONDS), count(arguments, 2, TURNS),
                        count(arguments, 3, LARGE_LOG));
            case "checks" -> reached = CheckFigures.print(count(arguments, 1, TURNS));
            case "permits" -> PermitFigures.print(count(arguments, 1, TURNS));
            case "exchanges" ->
                ExchangeFigures.print(count(arguments, 1, WARM_UP_RELEASES), count(arguments, 2, RELEASES));
            case "all" -> {
                reached = FormatFigures.print();
                FlowFigures.print(WARM_UP_FLOWS, FLOWS);
                StartFigures.print();
                reached &= LedgerFigures.print(TURN_SECONDS, TURNS, LARGE_LOG);
                reached &= CheckFigures.print(TURNS);
                PermitFigures.print(TURNS);
                ExchangeFigures.print(WARM_UP_RELEASES, RELEASES);
            }
            default -> throw new IllegalArgumentException(
                    "formats, flow, start, ledger, checks, permits, exchanges or all expected");
        }
        System.exit(reached ? 0 : 1);
    }

    private static int count(String[] arguments, int position, int usual) {
        return arguments.length > position ? Integer.parseInt(arguments[position]) : usual;
    }
}
