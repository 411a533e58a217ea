package org.amana.core.consent;

import java.util.List;
import org.amana.core.problem.Finding;

/**
 * What an offline check of a {@link LedgerExport} came to.
 *
 * @param verified how many receipts hold
 * @param total    how many there are
 * @param findings everything that does not hold; empty when all does
 */
public record ExportVerdict(int verified, int total, List<Finding> findings) {
    public ExportVerdict {
        findings = List.copyOf(findings);
    }

    public boolean holds() {
        return findings.isEmpty();
    }
}
