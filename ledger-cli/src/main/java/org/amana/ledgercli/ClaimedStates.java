package org.amana.ledgercli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.RecordId;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/** What an operator claims to stand, record by record, to be held against what the entries say. */
final class ClaimedStates {
    private static final String REASON = "state_mismatch";
    private final Map<RecordId, ClaimedState> claimed = new LinkedHashMap<>();

    /** @throws ProblemException {@link MalformedLine} when a record is claimed twice */
    void add(ClaimedState state) {
        if (claimed.putIfAbsent(state.record(), state) != null) {
            throw new ProblemException(new MalformedLine("a record stands in one way"));
        }
    }

    /** Every difference, in both directions. */
    List<Finding> differences(List<ConsentState> folded) {
        var rest = new LinkedHashMap<>(claimed);
        var findings = new ArrayList<Finding>();
        for (ConsentState state : folded) {
            ClaimedState is = ClaimedState.of(state);
            ClaimedState said = rest.remove(state.record());
            if (said == null) {
                findings.add(new Finding(REASON, "record " + state.record().value() + " is " + is.inWords()
                        + ", and nothing is claimed of it"));
            } else if (!said.equals(is)) {
                findings.add(new Finding(REASON, "record " + state.record().value() + " is " + is.inWords()
                        + ", and is claimed to be " + said.inWords()));
            }
        }
        rest.values()
                .forEach(said -> findings.add(new Finding(REASON, "record " + said.record().value()
                        + " is claimed to be " + said.inWords() + ", and no opened entry says so")));
        return findings;
    }
}
