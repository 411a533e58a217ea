package org.amana.verifier.match;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerWords;
import org.amana.verifier.answer.Reason;
import org.amana.verifier.organisation.AccessKeys;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.receipt.CheckReceipt;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.springframework.stereotype.Service;

/**
 * The employer says whether this is the person. Yes releases answer and receipt; no releases nothing about the
 * permission, for it is somebody else's. Either way name and portrait are gone.
 */
@Service
public class MatchPerson {
    private final Checks checks;
    private final AccessKeys keys;
    private final AnswerWords words;
    private final Clock clock;

    MatchPerson(Checks checks, AccessKeys keys, AnswerWords words, Clock clock) {
        this.checks = checks;
        this.keys = keys;
        this.words = words;
        this.clock = clock;
    }

    /**
     * Ends the match.
     *
     * @return the answer the employer may see
     * @throws ProblemException {@link MatchProblem.NothingToMatch} when the check does not wait for a match (any more)
     */
    public Answer match(Organisation organisation, Check check, boolean samePerson) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (check.stateAt(now) != CheckState.MATCH)
            throw new ProblemException(new MatchProblem.NothingToMatch());
        Answer answer = samePerson
                ? check.answer().orElseThrow()
                : new Answer.No(List.of(new Reason.NotTheSamePerson()));
        Optional<String> receipt = samePerson
                ? Optional.of(receipt(organisation, check, answer, now))
                : Optional.empty();
        List<Finding> findings = samePerson
                ? List.of()
                : List.of(new Finding("person_not_matched", "the person at the desk is not the person on the card"));
        boolean mine = checks.close(check.id(), CheckState.MATCH,
                samePerson ? CheckState.ANSWERED : CheckState.REJECTED,
                Optional.empty(), Optional.of(answer), findings, receipt, now);
        if (!mine)
            throw new ProblemException(new MatchProblem.NothingToMatch());
        return answer;
    }

    private String receipt(Organisation organisation, Check check, Answer answer, Instant now) {
        return new CheckReceipt(organisation.partyId(), organisation.name(Locale.ENGLISH), organisation.country(),
                check.use().id(), check.use().legalBasis(), check.use().lawReference(), check.question().orElseThrow(),
                answer, words.sentence(answer, Locale.ENGLISH), now, check.requestHash().orElseThrow())
                .sign(keys.of(organisation));
    }
}
