package org.amana.verifier.exchange;

import java.time.Duration;
import java.util.Optional;
import org.amana.core.exchange.PermitProof;
import org.amana.core.exchange.Release;
import org.amana.verifier.exchange.order.ExchangeOrder;

/** What one fetch came to. */
sealed interface FetchOutcome {
    ExchangeOrder order();

    /** Data with the proof of their permit; whether the permit was used before is seen when they are stored. */
    record Released(ExchangeOrder order, Release release, PermitProof proof) implements FetchOutcome {
        /** Nothing of the data. */
        @Override
        public String toString() {
            return "release for " + order.id();
        }
    }

    /**
     * Source or ledger said no.
     *
     * @param reason code of a {@link org.amana.core.consent.DenyReason}, or another of the source's
     */
    record Denied(ExchangeOrder order, String reason) implements FetchOutcome {}

    /**
     * Nobody said no, and nothing came.
     *
     * @param atLeast what the source asks to wait
     */
    record Away(ExchangeOrder order, String reason, Duration atLeast) implements FetchOutcome {}

    /**
     * What came does not hold.
     *
     * @param detail what was expected, without anything of what came
     * @param permit that was spent for it, when it could be seen
     */
    record Broken(ExchangeOrder order, String reason, String detail, Optional<SpentPermit> permit)
            implements
                FetchOutcome {}

    /** A permit of a log in the trust list, under this order's consent. */
    record SpentPermit(String log, long index) {}
}
