package org.amana.ledger.rights;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.amana.core.consent.Opening;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.Party;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsRequest;
import org.amana.core.rights.RightsStatement;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.consent.RecipientRule;
import org.amana.ledger.log.Appended;
import org.amana.ledger.log.BlindEntries;
import org.amana.ledger.log.Idempotency;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.register.PartyKeys;
import org.amana.ledger.register.Register;
import org.amana.ledger.sealing.LookUpNames;
import org.amana.support.peer.ServiceCaller;

/**
 * Enters requests and answers: a commitment each, and a line of the clock. The single use is that of the signed statement:
 * the same one again gets the first answer.
 */
final class RightsEntries {
    private static final Duration SKEW = Duration.ofMinutes(10);
    private final Register register;
    private final PartyKeys keys;
    private final RecipientRule recipients;
    private final Consents consents;
    private final LookUpNames names;
    private final RightsRows rows;
    private final Log log;
    private final Clock clock;

    /** Where entries go. */
    record Log(Sequencer sequencer, BlindEntries blind) {}

    RightsEntries(Register register, PartyKeys keys, RecipientRule recipients, Consents consents, LookUpNames names,
            RightsRows rows, Log log, Clock clock) {
        this.register = register;
        this.keys = keys;
        this.recipients = recipients;
        this.consents = consents;
        this.names = names;
        this.rows = rows;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Enters a request of the person whose key signed the consent; refusals are {@link RightsProblem}.
     *
     * @param opening of the request
     */
    Appended ask(RightsRequest request, Opening opening) {
        boolean isOwn = consents.state(request.record())
                .filter(state -> state.relation().equals(request.relation())
                        && state.controller().equals(request.party())
                        && state.requestHash().equals(request.requestHash()))
                .isPresent();
        if (!isOwn) {
            throw new ProblemException(new RightsProblem.NotOwn());
        }
        String name = names.of(request);
        if (rows.find(name).isEmpty()) {
            requireNow(request);
        }
        Appended appended = append("rights-requests", name, request, opening);
        rows.asked(name, request.party(), request.time(), appended.index());
        return appended;
    }

    /**
     * Enters the one answer to a request; refusals are {@link RightsProblem}, {@link org.amana.core.trust.TrustProblem}.
     *
     * @param opening of the answer
     */
    Appended answer(RightsAnswer answer, Opening opening, ServiceCaller caller) {
        String request = names.ofRight(answer.request());
        RightsRows.Row asked = rows.find(request)
                .filter(row -> recipients.mayActFor(caller, row.controller()))
                .orElseThrow(() -> new ProblemException(new RightsProblem.UnknownRequest()));
        Party party = register.party(asked.controller());
        if (!answer.party().equals(party.id()) || !keys.isOf(party, answer.chain())) {
            throw new ProblemException(new RightsProblem.NotTheParty());
        }
        String name = names.of(answer);
        if (asked.answer().isEmpty()) {
            requireNotBefore(answer, asked.askedAt());
        }
        if (!rows.reserve(request, name)) {
            throw new ProblemException(new RightsProblem.AlreadyAnswered());
        }
        Appended appended = append("rights-answers", name, answer, opening);
        rows.answered(request, answer.outcome(), clock.instant(), appended.index());
        return appended;
    }

    private Appended append(String endpoint, String name, RightsStatement statement, Opening opening) {
        Idempotency once = Idempotency.of("jws", endpoint, name,
                (statement.compact() + opening.commitment().toBase64Url()).getBytes(StandardCharsets.US_ASCII));
        return log.sequencer().append(log.blind().submission(opening.commitment(), once));
    }

    private void requireNow(RightsRequest request) {
        if (Duration.between(request.time(), clock.instant()).abs().compareTo(SKEW) > 0) {
            throw new ProblemException(new RightsProblem.WrongTime());
        }
    }

    /** An answer may wait for a ledger that was away, but is neither before its request nor in the future. */
    private void requireNotBefore(RightsAnswer answer, Instant asked) {
        if (answer.time().isBefore(asked.minus(SKEW)) || answer.time().isAfter(clock.instant().plus(SKEW))) {
            throw new ProblemException(new RightsProblem.WrongTime());
        }
    }
}
