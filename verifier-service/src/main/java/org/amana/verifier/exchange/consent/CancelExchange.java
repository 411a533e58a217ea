package org.amana.verifier.exchange.consent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.request.CheckId;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.springframework.stereotype.Service;

/** A question that is not needed any more is taken back: whatever is answered from then on counts for nothing. */
@Service
public class CancelExchange {
    private final Checks checks;
    private final Clock clock;

    CancelExchange(Checks checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * ASKED or ASKED_GUARDIAN to CANCELLED.
     *
     * @throws ProblemException {@link OrderProblem.NotCancellable}
     */
    public void cancel(ExchangeOrder order) {
        String asked = CoveringConsent.awaited(order).flatMap(GuardiansPart::checkId).orElse(order.checkId());
        boolean isMine = order.state().isAsked()
                && checks.close(new CheckId(asked), CheckState.WAITING, CheckState.CANCELLED,
                        Optional.empty(), Optional.empty(), List.of(), Optional.empty(), clock.instant());
        if (!isMine)
            throw new ProblemException(new OrderProblem.NotCancellable());
    }
}
