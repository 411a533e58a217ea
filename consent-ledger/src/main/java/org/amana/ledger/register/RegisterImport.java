package org.amana.ledger.register;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.log.Sequencer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes parties and intended uses from a document, for the beginning of a register. All of it is checked before anything
 * is appended; what stands already as it is, or as two people decided, makes no new version.
 *
 * <pre>
 * {"parties":[{"id":"harbour-bakery",…}],"intended_uses":[{"id":"keep-diploma-on-file","party":"harbour-bakery",…}]}
 * </pre>
 */
final class RegisterImport {
    /** Longest document. */
    static final int MAX_BYTES = 4 * 1024 * 1024;
    private final Register register;
    private final RegisterVersions versions;
    private final Sequencer sequencer;
    private final EntryCheck check;
    private final ImportRule rule;
    private final Clock clock;

    /** How many versions were added, and how many entries stood already. */
    record Result(int added, int unchanged) {}

    RegisterImport(Register register, RegisterVersions versions, Sequencer sequencer, ImportRule rule,
            Clock clock) {
        this.register = register;
        this.versions = versions;
        this.sequencer = sequencer;
        this.check = new EntryCheck(register);
        this.rule = rule;
        this.clock = clock;
    }

    /**
     * Imports a document.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem},
     *         {@link org.amana.core.register.RegisterProblem.MalformedEntry}, {@link RegisterEntryProblem.Contradiction},
     *         {@link RegisterEntryProblem.ImportIsOver},
     *         {@link org.amana.ledger.log.LogProblem}
     */
    Result run(byte[] document) {
        if (isOver()) {
            throw new ProblemException(new RegisterEntryProblem.ImportIsOver());
        }
        ObjectNode json = StrictJson.parseObject(document, MAX_BYTES);
        var parties = new ArrayList<Party>();
        json.path("parties").forEach(party -> parties.add(Party.parse(party)));
        var uses = new ArrayList<IntendedUse>();
        json.path("intended_uses").forEach(use -> uses.add(IntendedUse.parse(use)));
        requireConsistent(parties, uses);
        int added = 0;
        for (Party party : parties) {
            added += append(candidate(EntryKind.PARTY, party.id(), party.toJson()));
        }
        for (IntendedUse use : uses) {
            added += append(candidate(EntryKind.INTENDED_USE, use.id(), use.toJson()));
        }
        if (rule == ImportRule.FIRST && !(parties.isEmpty() && uses.isEmpty())) {
            append(new RegisterSubmission.Opening(clock.instant(), versions));
        }
        return new Result(added, parties.size() + uses.size() - added);
    }

    /** True when two people decide on every change from now on. */
    boolean isOver() {
        return rule == ImportRule.FIRST && register.isOpened();
    }

    private void requireConsistent(List<Party> parties, List<IntendedUse> uses) {
        Map<String, Party> arriving = new HashMap<>();
        for (Party party : parties) {
            EntryCheck.holds(arriving.put(party.id(), party) == null, "a party is in the document twice");
            check.require(party);
            parties.forEach(other -> EntryCheck.distinct(party, other));
        }
        Set<String> useIds = new HashSet<>();
        for (IntendedUse use : uses) {
            EntryCheck.holds(useIds.add(use.id()), "an intended use is in the document twice");
            check.require(use, arriving);
        }
    }

    private RegisterSubmission candidate(EntryKind kind, String id, ObjectNode document) {
        return new RegisterSubmission.Candidate(new EntryKey(kind, id), document, versions);
    }

    private int append(RegisterSubmission submission) {
        try {
            sequencer.append(submission);
            return 1;
        } catch (ProblemException e) {
            if (e.problem() instanceof RegisterEntryProblem.Unchanged) {
                return 0;
            }
            throw e;
        }
    }

    /** The answer of the import endpoint. */
    static JsonNode toJson(Result result) {
        return StrictJson.object().put("added", result.added()).put("unchanged", result.unchanged());
    }
}
