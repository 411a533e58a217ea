package org.amana.ledger.register;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Participant;
import org.amana.ledger.log.Submission;
import org.amana.ledger.register.Proposal.Outcome;
import org.amana.ledger.register.RegisterRows.Version;
import org.jspecify.annotations.Nullable;

/** The rules of the register, over what stands and what this batch adds. */
final class RegisterBatch implements Participant.Batch {
    private final Map<EntryKey, Version> newest;
    private final Map<ProposalId, Proposal> proposals;
    private final List<Row> rows = new ArrayList<>();
    private boolean opened;

    /** A row that waits for the transaction of its entry. */
    private interface Row {
        void write(Connection tx) throws SQLException;
    }

    RegisterBatch(Map<EntryKey, Version> newest, Map<ProposalId, Proposal> proposals, boolean opened) {
        this.newest = newest;
        this.proposals = proposals;
        this.opened = opened;
    }

    @Override
    public byte[] decide(Submission submission, long index) {
        return switch (submission) {
            case RegisterSubmission.Candidate candidate -> take(candidate, index);
            case RegisterSubmission.Proposing proposing -> propose(proposing, index);
            case RegisterSubmission.Deciding deciding -> decide(deciding, index);
            case RegisterSubmission.Opening opening -> open(opening, index);
            default -> throw new IllegalArgumentException("not about the register");
        };
    }

    /** What two people decided on stays, whatever a file says. */
    private byte[] take(RegisterSubmission.Candidate candidate, long index) {
        Version before = newest.get(candidate.entry());
        String document = new String(StrictJson.canonical(candidate.document()), StandardCharsets.UTF_8);
        if (before != null && (before.approved() || before.document().equals(document))) {
            throw refused(new RegisterEntryProblem.Unchanged());
        }
        var version = new Version(number(before) + 1, document, false, false);
        byte[] leaf = RegisterLeaf.imported(candidate.entry(), version.number(), candidate.document());
        newest.put(candidate.entry(), version);
        rows.add(tx -> RegisterRows.insert(tx, candidate.entry(), version, Optional.empty(), index));
        return leaf;
    }

    private byte[] propose(RegisterSubmission.Proposing proposing, long index) {
        Proposal proposal = proposing.proposal();
        Version before = requireBase(proposal);
        if (before != null && before.retired() == proposal.retires()
                && (proposal.retires() || before.document().equals(proposal.document()))) {
            throw refused(new RegisterEntryProblem.Unchanged());
        }
        byte[] leaf = RegisterLeaf.proposed(proposing);
        rows.add(tx -> RegisterRows.insert(tx, proposal, index));
        return leaf;
    }

    private byte[] decide(RegisterSubmission.Deciding deciding, long index) {
        Proposal proposal = proposals.get(deciding.proposal());
        if (proposal == null) {
            throw Register.unknown("no proposal has this id");
        }
        if (proposal.decision().isPresent()) {
            throw refused(new RegisterEntryProblem.AlreadyDecided());
        }
        if (proposal.isBy(deciding.by()) != (deciding.outcome() == Outcome.WITHDRAWN)) {
            throw refused(proposal.isBy(deciding.by())
                    ? new RegisterEntryProblem.SamePerson()
                    : new RegisterEntryProblem.NotTheProposer());
        }
        byte[] leaf = deciding.outcome() == Outcome.APPROVED
                ? approve(proposal, deciding, index)
                : decline(proposal, deciding, index);
        var decision = new Proposal.Decision(deciding.outcome(), deciding.by(), deciding.at());
        proposals.put(proposal.id(), new Proposal(proposal.id(), proposal.entry(), proposal.baseVersion(),
                proposal.retires(), proposal.document(), proposal.proposedBy(), proposal.proposedAt(),
                Optional.of(decision)));
        return leaf;
    }

    private byte[] approve(Proposal proposal, RegisterSubmission.Deciding deciding, long index) {
        requireBase(proposal);
        byte[] leaf = RegisterLeaf.approved(proposal, deciding);
        var version = new Version(proposal.baseVersion() + 1, proposal.document(), proposal.retires(), true);
        newest.put(proposal.entry(), version);
        rows.add(tx -> {
            RegisterRows.insert(tx, proposal, deciding, index);
            RegisterRows.insert(tx, proposal.entry(), version, Optional.of(proposal.id()), index);
        });
        return leaf;
    }

    private byte[] decline(Proposal proposal, RegisterSubmission.Deciding deciding, long index) {
        rows.add(tx -> RegisterRows.insert(tx, proposal, deciding, index));
        return RegisterLeaf.declined(deciding);
    }

    private byte[] open(RegisterSubmission.Opening opening, long index) {
        if (opened) {
            throw refused(new RegisterEntryProblem.Unchanged());
        }
        opened = true;
        rows.add(tx -> RegisterRows.insertOpened(tx, index));
        return RegisterLeaf.opened(opening.at());
    }

    /** The version it changes; none for a new entry. */
    private @Nullable Version requireBase(Proposal proposal) {
        Version before = newest.get(proposal.entry());
        if (number(before) != proposal.baseVersion()) {
            throw refused(new RegisterEntryProblem.Stale());
        }
        return before;
    }

    private static int number(@Nullable Version version) {
        return version == null ? 0 : version.number();
    }

    @Override
    public void write(Connection tx) throws SQLException {
        for (Row row : rows) {
            row.write(tx);
        }
    }

    private static ProblemException refused(RegisterEntryProblem problem) {
        return new ProblemException(problem);
    }
}
