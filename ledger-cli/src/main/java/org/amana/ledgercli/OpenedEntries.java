package org.amana.ledgercli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.consent.ConsentFold;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.Opening;
import org.amana.core.consent.Tombstone;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/** Holds openings against the entries of a log, and folds what they say to what stands. */
final class OpenedEntries {
    private final TreeMap<Long, Opening> openings = new TreeMap<>();
    private final Map<Long, Long> erasedBy = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final ConsentFold fold = new ConsentFold();
    private long treeSize;

    /** Adds one opening; the same one may come from several files. */
    void add(LogEntryOpening opened) {
        Opening known = openings.putIfAbsent(opened.index(), opened.opening());
        if (known != null && !known.commitment().equals(opened.opening().commitment())) {
            found(opened.index(), "commitment_mismatch", "two openings of it are not the same");
        }
    }

    /** Looks at one entry of the log; called for all of them in their order. */
    void read(byte[] entry, long index) {
        treeSize = index + 1;
        Opening opening = openings.get(index);
        if (opening != null && !Arrays.equals(opening.commitment().bytes(), entry)) {
            found(index, "commitment_mismatch", "event and salt do not open it");
        }
        if (entry.length > 0 && entry[0] == Tombstone.PUBLIC_ENTRY) {
            tombstone(entry).ifPresent(stone -> stone.leaves().forEach(leaf -> erasedBy.put(leaf, index)));
        }
    }

    private static Optional<Tombstone> tombstone(byte[] entry) {
        try {
            return Optional.of(Tombstone.parse(entry));
        } catch (ProblemException e) {
            return Optional.empty(); // another kind of public entry
        }
    }

    /** Folds what holds; call it once, when the whole log was read and is intact. */
    List<Finding> fold() {
        openings.forEach((index, opening) -> {
            if (index >= treeSize) {
                found(index, "not_in_log", "the log has only " + treeSize + " entries");
            } else if (erasedBy.containsKey(index)) {
                found(index, "kept_after_erasure",
                        "entry " + erasedBy.get(index) + " says that it was erased, so nobody may keep its opening");
            } else {
                fold(index, opening);
            }
        });
        return List.copyOf(findings);
    }

    private void fold(long index, Opening opening) {
        try {
            fold.add(UnverifiedEvent.parse(opening.event()).verify(), opening.commitment(), index)
                    .ifPresent(finding -> found(index, finding.reason(), finding.detail()));
        } catch (ProblemException e) {
            found(index, e.problem().code(), e.problem().detail());
        }
    }

    private void found(long index, String reason, String detail) {
        findings.add(new Finding(reason, "entry " + index + ": " + detail));
    }

    int count() {
        return openings.size();
    }

    /** What stands of each record by the entries that were opened. */
    List<ConsentState> states() {
        return fold.states();
    }
}
