package org.amana.support.web;

import java.util.Optional;
import org.amana.core.http.PeerProblem;
import org.amana.core.json.JsonProblem;
import org.amana.core.problem.Problem;

/** Answers to the problems that any service meets. */
final class SharedProblems implements ProblemMapping {
    @Override
    public Optional<ProblemAnswer> answer(Problem problem) {
        return switch (problem) {
            case PeerProblem peer -> Optional.of(peer(peer));
            case JsonProblem json when "json_too_large".equals(json.code()) -> Optional
                    .of(ProblemAnswer.of(413, "Too large", json));
            default -> Optional.empty();
        };
    }

    private static ProblemAnswer peer(PeerProblem problem) {
        return switch (problem) {
            case PeerProblem.TimedOut late -> ProblemAnswer.of(504, "Another service did not answer in time", late);
            case PeerProblem.Unreachable away -> ProblemAnswer.of(502, "Another service cannot be reached", away);
            case PeerProblem.Refused refused -> ProblemAnswer.of(422, "This address may not be called", refused);
            case PeerProblem.TooLarge large -> ProblemAnswer.of(502, "Another service answered too much", large);
            case PeerProblem.UnexpectedAnswer other -> ProblemAnswer.of(502, "Another service answered otherwise",
                    other);
        };
    }
}
