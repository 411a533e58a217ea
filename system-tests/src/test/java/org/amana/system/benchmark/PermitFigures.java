package org.amana.system.benchmark;

import java.util.Locale;
import org.amana.ledger.permit.MeasuredPermits;

/**
 * Permits over HTTP beside consents over HTTP, which are entries of a person: by turns, by the clock; client, service and
 * database on the same processors.
 */
final class PermitFigures {

    private static final int CONSENTS = 200;
    private static final int REQUESTS = 1_000;
    private static final int WARM_UP_TURNS = 4;

    private PermitFigures() {}

    /** Prints one line; there is no gate. */
    static void print(int turns) throws Exception {
        try (MeasuredPermits ledger = MeasuredPermits.start(CONSENTS)) {
            double[] permits = new double[turns];
            double[] consents = new double[turns];
            double[] ratios = new double[turns];
            for (int turn = -WARM_UP_TURNS; turn < turns; turn++) {
                double permit = CheckFigures.perSecond(ledger.orders(REQUESTS), "\"kind\":\"PERMIT\"");
                double consent = CheckFigures.perSecond(ledger.consents(REQUESTS), "\"receipt\":");
                if (turn >= 0) {
                    permits[turn] = permit;
                    consents[turn] = consent;
                    ratios[turn] = permit / consent;
                }
            }
            System.out.printf(Locale.ROOT, "permits over HTTP: %.0f/s, consents over HTTP %.0f/s; ratio %.3f%n",
                    LedgerFigures.median(permits), LedgerFigures.median(consents), LedgerFigures.median(ratios));
        }
    }
}
