package org.amana.ledger.register;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.staff.StaffIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Changes of the register by two people: one proposes, another approves, and only then they take effect. */
final class RegisterProposals {
    /** Longest document. */
    static final int MAX_BYTES = 60_000;
    /** Most proposals of one list. */
    static final int LENGTH = 50;
    private final Register register;
    private final RegisterVersions versions;
    private final Sequencer sequencer;
    private final EntryCheck check;
    private final StaffIds ids;
    private final JdbcClient jdbc;
    private final RandomGenerator random;
    private final Clock clock;

    RegisterProposals(Register register, RegisterVersions versions, Sequencer sequencer, StaffIds ids, JdbcClient jdbc,
            RandomGenerator random, Clock clock) {
        this.register = register;
        this.versions = versions;
        this.sequencer = sequencer;
        this.check = new EntryCheck(register);
        this.ids = ids;
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Proposes a new or changed entry, or that a retired intended use takes consents again.
     *
     * @param document JSON of the party or intended use
     * @param baseVersion the version that was looked at, 0 for a new entry
     * @throws ProblemException {@link org.amana.core.json.JsonProblem},
     *         {@link org.amana.core.register.RegisterProblem.MalformedEntry}, {@link RegisterEntryProblem},
     *         {@link org.amana.ledger.log.LogProblem}
     */
    ProposalId change(Registrar by, EntryKind kind, String document, int baseVersion) {
        ObjectNode json = StrictJson.parseObject(document.getBytes(StandardCharsets.UTF_8), MAX_BYTES);
        ObjectNode entry = switch (kind) {
            case PARTY -> {
                Party party = Party.parse(json);
                check.require(party);
                yield party.toJson();
            }
            case INTENDED_USE -> {
                IntendedUse use = IntendedUse.parse(json);
                check.require(use, Map.of());
                yield use.toJson();
            }
        };
        return propose(by, new EntryKey(kind, entry.path("id").asString("")), entry, baseVersion, false);
    }

    /**
     * Proposes that an intended use takes no new consents.
     *
     * @throws ProblemException {@link RegisterEntryProblem}, {@link org.amana.ledger.log.LogProblem}
     */
    ProposalId retire(Registrar by, String use, int baseVersion) {
        RegisteredUse found = register.registeredUse(use)
                .orElseThrow(() -> Register.unknown("no intended use has this id"));
        return propose(by, new EntryKey(EntryKind.INTENDED_USE, use), found.use().toJson(), baseVersion, true);
    }

    private ProposalId propose(Registrar by, EntryKey entry, ObjectNode document, int baseVersion, boolean retires) {
        String canonical = new String(StrictJson.canonical(document), StandardCharsets.UTF_8);
        var proposal = new Proposal(ProposalId.random(random), entry, baseVersion, retires, canonical,
                by.member().username(), clock.instant(), Optional.empty());
        sequencer.append(new RegisterSubmission.Proposing(proposal, ids.of(by.member()), versions));
        return proposal.id();
    }

    /**
     * Decides on a proposal.
     *
     * @throws ProblemException {@link RegisterEntryProblem}, {@link org.amana.ledger.log.LogProblem}
     */
    void decide(Registrar by, ProposalId proposal, Proposal.Outcome outcome) {
        sequencer.append(new RegisterSubmission.Deciding(proposal, outcome, by.member().username(),
                ids.of(by.member()), clock.instant(), versions));
    }

    /** @throws ProblemException {@link RegisterEntryProblem.Unknown} */
    Proposal find(ProposalId id) {
        return jdbc.sql(RegisterRows.PROPOSAL + "where p.id = ?")
                .param(id.value())
                .query((row, number) -> RegisterRows.proposal(row))
                .optional()
                .orElseThrow(() -> Register.unknown("no proposal has this id"));
    }

    /** Proposals nobody has decided on, oldest first. */
    List<Proposal> open() {
        return list("where d.proposal is null order by p.index limit ?");
    }

    /** Proposals that were decided on, newest first. */
    List<Proposal> decided() {
        return list("where d.proposal is not null order by d.index desc limit ?");
    }

    private List<Proposal> list(String which) {
        return jdbc.sql(RegisterRows.PROPOSAL + which)
                .param(LENGTH)
                .query((row, number) -> RegisterRows.proposal(row))
                .list();
    }

    /** True when the entry was changed since the proposal was made: it can only be rejected or withdrawn. */
    boolean isSuperseded(Proposal proposal) {
        return proposal.decision().isEmpty() && register.version(proposal.entry()) != proposal.baseVersion();
    }

    /** The document that the proposal changes: the version it was made on; empty for a new entry. */
    Optional<ObjectNode> base(Proposal proposal) {
        return jdbc.sql("select document from register_version where kind = ? and id = ? and version = ?")
                .params(proposal.entry().kind().word(), proposal.entry().id(), proposal.baseVersion())
                .query((row, number) -> StrictJson.parseObject(row.getString(1), MAX_BYTES + MAX_BYTES))
                .optional();
    }
}
