package org.amana.ledger.audit;

import java.time.LocalDateTime;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.register.Register;

/** Takes what an officer asks for; ids of register entries alone pass, so that nothing typed gets on the log. */
final class OfficerQuestions {
    private final Register register;

    OfficerQuestions(Register register) {
        this.register = register;
    }

    /**
     * The breach question of these parameters.
     *
     * @param recipient empty for all
     * @throws ProblemException {@link AuditProblem.BadTime}, {@link AuditProblem.NotRegistered}
     */
    BreachQuestion breach(LocalDateTime from, LocalDateTime until, String recipient) {
        TimeSpan time = TimeSpan.between(from, until);
        return new BreachQuestion(time, recipient(recipient).orElse(""));
    }

    /**
     * The id of a recipient; empty for all.
     *
     * @throws ProblemException {@link AuditProblem.NotRegistered}
     */
    Optional<String> recipient(String id) {
        if (!id.isEmpty() && register.findParty(id).isEmpty()) {
            throw new ProblemException(new AuditProblem.NotRegistered("No recipient of this id is registered."));
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /**
     * The id of a purpose; empty for all.
     *
     * @throws ProblemException {@link AuditProblem.NotRegistered}
     */
    Optional<String> purpose(String id) {
        if (!id.isEmpty() && register.registeredUse(id).isEmpty()) {
            throw new ProblemException(new AuditProblem.NotRegistered("No purpose of this id is registered."));
        }
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }
}
