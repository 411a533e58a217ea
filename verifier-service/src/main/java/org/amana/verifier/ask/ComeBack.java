package org.amana.verifier.ask;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.Finding;
import org.amana.verifier.organisation.OrganisationId;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestProperties;
import org.amana.verifier.request.Token;
import org.springframework.stereotype.Service;

/**
 * The browser comes back from the wallet with a {@code response_code}. Only the browser that began the check may: an
 * attacker who lured somebody into answering their request would otherwise pick up the answer (OpenID4VP 1.0 section 14.2).
 */
@Service
public class ComeBack {

    /** What came of it. */
    enum Result {
        /** Answer and browser belong together. */
        DONE,
        /** Right code, other browser: the presentation is rejected. */
        WRONG_BROWSER,
        /** No such answer, or not that code. */
        UNKNOWN
    }

    private final Checks checks;
    private final RequestProperties properties;
    private final Clock clock;

    ComeBack(Checks checks, RequestProperties properties, Clock clock) {
        this.checks = checks;
        this.properties = properties;
        this.clock = clock;
    }

    Result comeBack(OrganisationId organisation, String requestId, String responseCode, Optional<String> session) {
        Instant now = clock.instant();
        Optional<Check> found = checks.findByRequest(organisation, requestId)
                .filter(check -> check.stateAt(now) == CheckState.RETURNING)
                .filter(check -> check.responseCode().filter(hash -> Token.matches(responseCode, hash)).isPresent());
        if (found.isEmpty())
            return Result.UNKNOWN;
        Check check = found.get();
        boolean sameBrowser = session.isPresent()
                && check.browserSession().filter(hash -> Token.matches(session.get(), hash)).isPresent();
        if (!sameBrowser) {
            checks.close(check.id(), CheckState.RETURNING, CheckState.REJECTED, Optional.empty(), Optional.empty(),
                    List.of(new Finding("session_mismatch",
                            "the answer came back to another browser than the one that began")),
                    Optional.empty(), now);
            return Result.WRONG_BROWSER;
        }
        return checks.comeBack(check.id(), now.plus(properties.matchTime()), now) ? Result.DONE : Result.UNKNOWN;
    }
}
