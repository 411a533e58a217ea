package org.amana.ledger.register;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.log.Sequencer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes parties and intended uses from a document. All of it is checked before anything is
 * appended; what stands already as it is makes no new version.
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

    /** How many versions were added, and how many entries stood already. */
    record Result(int added, int unchanged) {}

    RegisterImport(Register register, RegisterVersions versions, Sequencer sequencer) {
        this.register = register;
        this.versions = versions;
        this.sequencer = sequencer;
    }

    /**
     * Imports a document.
     *
     * @throws ProblemException {@link org.amana.core.json.JsonProblem},
     *         {@link org.amana.core.register.RegisterProblem.MalformedEntry}, {@link RegisterEntryProblem.Contradiction},
     *         {@link org.amana.ledger.log.LogProblem}
     */
    Result run(byte[] document) {
        ObjectNode json = StrictJson.parseObject(document, MAX_BYTES);
        var parties = new ArrayList<Party>();
        json.path("parties").forEach(party -> parties.add(Party.parse(party)));
        var uses = new ArrayList<IntendedUse>();
        json.path("intended_uses").forEach(use -> uses.add(IntendedUse.parse(use)));
        requireConsistent(parties, uses);
        int added = 0;
        for (Party party : parties) {
            added += append(EntryKind.PARTY, party.id(), party.toJson());
        }
        for (IntendedUse use : uses) {
            added += append(EntryKind.INTENDED_USE, use.id(), use.toJson());
        }
        return new Result(added, parties.size() + uses.size() - added);
    }

    private void requireConsistent(List<Party> parties, List<IntendedUse> uses) {
        Set<String> ids = new HashSet<>();
        for (Party party : parties) {
            if (!ids.add(party.id())) {
                throw contradiction("a party is in the document twice");
            }
            party.anchors().forEach(anchor -> Anchors.requireReadable(anchor));
        }
        Set<String> useIds = new HashSet<>();
        for (IntendedUse use : uses) {
            if (!useIds.add(use.id())) {
                throw contradiction("an intended use is in the document twice");
            }
            if (!ids.contains(use.party()) && register.findParty(use.party()).isEmpty()) {
                throw contradiction("the intended use " + use.id() + " belongs to a party that is not registered");
            }
            register.findIntendedUse(use.id())
                    .filter(before -> !before.party().equals(use.party()))
                    .ifPresent(before -> {
                        throw contradiction("the intended use " + use.id() + " belongs to another party");
                    });
        }
    }

    private int append(EntryKind kind, String id, ObjectNode document) {
        try {
            sequencer.append(versions.candidate(kind, id, document));
            return 1;
        } catch (ProblemException e) {
            if (e.problem() instanceof RegisterEntryProblem.Unchanged) {
                return 0;
            }
            throw e;
        }
    }

    private static ProblemException contradiction(String detail) {
        return new ProblemException(new RegisterEntryProblem.Contradiction(detail));
    }

    /** The answer of the import endpoint. */
    static JsonNode toJson(Result result) {
        return StrictJson.object().put("added", result.added()).put("unchanged", result.unchanged());
    }
}
