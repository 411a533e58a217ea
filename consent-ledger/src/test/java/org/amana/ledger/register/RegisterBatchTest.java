package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.PublicEntry;
import org.amana.ledger.register.Proposal.Outcome;
import org.amana.ledger.register.RegisterRows.Version;
import org.amana.ledger.staff.StaffId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Decisions that meet in one batch: each sees those before it, though nothing is stored yet. */
class RegisterBatchTest {
    private static final EntryKey USE = new EntryKey(EntryKind.INTENDED_USE, "keep-diploma-on-file");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final StaffId STAFF = new StaffId("staff-AAAAAAAAAAAAAAAA");
    private static final String FIRST = "A".repeat(22);
    private static final String SECOND = "B".repeat(22);
    private final RegisterVersions participant = new RegisterVersions();
    private final RegisterBatch batch = new RegisterBatch(
            new HashMap<>(Map.of(USE, new Version(1, "{\"n\":1}", false, false))),
            new HashMap<>(Map.of(new ProposalId(FIRST), proposal(FIRST), new ProposalId(SECOND), proposal(SECOND))),
            false);

    @Test
    void approval_whenApprovedBeforeInTheSameBatch_isRefused() {
        decide(FIRST, Outcome.APPROVED, "registrar-b");
        refused(() -> decide(FIRST, Outcome.APPROVED, "registrar-c"), RegisterEntryProblem.AlreadyDecided.class);
        refused(() -> decide(FIRST, Outcome.WITHDRAWN, "registrar-a"), RegisterEntryProblem.AlreadyDecided.class);
    }

    @Test
    void approval_whenAnotherProposalTookEffectInTheSameBatch_isRefused() {
        byte[] leaf = decide(FIRST, Outcome.APPROVED, "registrar-b");
        assertThat(PublicEntry.read(leaf).path("version").intValue()).isEqualTo(2);
        refused(() -> decide(SECOND, Outcome.APPROVED, "registrar-b"), RegisterEntryProblem.Stale.class);
        assertThat(decide(SECOND, Outcome.REJECTED, "registrar-b")).isNotEmpty();
    }

    @Test
    void approval_whenWithdrawnOrRejectedInTheSameBatch_isRefused() {
        decide(FIRST, Outcome.WITHDRAWN, "registrar-a");
        refused(() -> decide(FIRST, Outcome.APPROVED, "registrar-b"), RegisterEntryProblem.AlreadyDecided.class);
        decide(SECOND, Outcome.REJECTED, "registrar-b");
        refused(() -> decide(SECOND, Outcome.APPROVED, "registrar-c"), RegisterEntryProblem.AlreadyDecided.class);
    }

    @Test
    void decision_byTheWrongPerson_isRefusedAndLeavesTheProposalOpen() {
        refused(() -> decide(FIRST, Outcome.APPROVED, "registrar-a"), RegisterEntryProblem.SamePerson.class);
        refused(() -> decide(FIRST, Outcome.REJECTED, "registrar-a"), RegisterEntryProblem.SamePerson.class);
        refused(() -> decide(FIRST, Outcome.WITHDRAWN, "registrar-b"), RegisterEntryProblem.NotTheProposer.class);
        refused(() -> decide("C".repeat(22), Outcome.APPROVED, "registrar-b"), RegisterEntryProblem.Unknown.class);
        assertThat(decide(FIRST, Outcome.APPROVED, "registrar-b")).isNotEmpty();
    }

    @Test
    void import_whenApprovedInTheSameBatch_changesNothing() {
        decide(FIRST, Outcome.APPROVED, "registrar-b");
        refused(() -> batch.decide(new RegisterSubmission.Candidate(USE, StrictJson.object().put("n", 9), participant),
                5),
                RegisterEntryProblem.Unchanged.class);
    }

    @Test
    void approval_whenImportedInTheSameBatch_isRefused() {
        batch.decide(new RegisterSubmission.Candidate(USE, StrictJson.object().put("n", 9), participant), 5);
        refused(() -> decide(FIRST, Outcome.APPROVED, "registrar-b"), RegisterEntryProblem.Stale.class);
    }

    @Test
    void opening_isOnce() {
        batch.decide(new RegisterSubmission.Opening(NOW, participant), 5);
        refused(() -> batch.decide(new RegisterSubmission.Opening(NOW, participant), 6),
                RegisterEntryProblem.Unchanged.class);
    }

    private byte[] decide(String id, Outcome outcome, String by) {
        return batch.decide(
                new RegisterSubmission.Deciding(new ProposalId(id), outcome, by, STAFF, NOW, participant), 5);
    }

    private static Proposal proposal(String id) {
        return new Proposal(new ProposalId(id), USE, 1, false, "{\"n\":2}", "registrar-a", NOW, Optional.empty());
    }

    private static void refused(ThrowingCallable decision, Class<?> problem) {
        assertThatThrownBy(decision).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(problem));
    }
}
