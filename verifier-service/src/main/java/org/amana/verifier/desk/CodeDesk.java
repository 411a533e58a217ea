package org.amana.verifier.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.code.CodeProblem;
import org.amana.verifier.code.CodeTries;
import org.amana.verifier.code.GiveCode;
import org.amana.verifier.code.GivenCode;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Codes for the questions of the desk, as its API and its pages show them. */
@Component
final class CodeDesk {
    private final Desk desk;
    private final ExchangeDesk exchanges;
    private final GiveCode codes;
    private final CodeTries tries;
    private final Clock clock;

    CodeDesk(Desk desk, ExchangeDesk exchanges, GiveCode codes, CodeTries tries, Clock clock) {
        this.desk = desk;
        this.exchanges = exchanges;
        this.codes = codes;
        this.tries = tries;
        this.clock = clock;
    }

    /** Of which list of the desk the question is. */
    enum Kind {
        CHECKS, EXCHANGES
    }

    /**
     * The question with that id that somebody can still be told.
     *
     * @throws ProblemException {@link DeskProblem.NotFound}; {@link CodeProblem.NothingToSay} when it is over, a wallet
     *         has it, or a browser began it
     */
    Check asked(Organisation asking, Kind kind, String id) {
        Optional<Check> asked = switch (kind) {
            case CHECKS -> Optional.of(desk.check(asking, id));
            case EXCHANGES -> exchanges.asked(asking, exchanges.find(asking, id));
        };
        return asked.filter(check -> check.browserSession().isEmpty())
                .filter(check -> check.stateAt(clock.instant()) == CheckState.WAITING)
                .orElseThrow(() -> new ProblemException(new CodeProblem.NothingToSay()));
    }

    /** A fresh code; see {@link GiveCode#give}. */
    GivenCode give(Organisation asking, Kind kind, String id) {
        return codes.give(asked(asking, kind, id));
    }

    /** For the page of an open question. */
    CodeView view(Organisation asking, Check check, String address) {
        Instant now = clock.instant();
        return CodeView.of(codes.find(check), check.browserSession().isEmpty(), tries.isPaused(asking.id()), address,
                now);
    }

    /** The code that works now, for the API. */
    Optional<ObjectNode> json(Check check) {
        return codes.find(check).map(this::json);
    }

    ObjectNode json(GivenCode code) {
        ObjectNode node = StrictJson.object();
        if (code.worksAt(clock.instant()))
            node.put("digits", code.code().digits());
        node.put("until", code.until().toString());
        code.usedAt().ifPresent(at -> node.put("used_at", at.toString()));
        return node;
    }
}
