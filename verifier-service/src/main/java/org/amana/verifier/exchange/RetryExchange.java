package org.amana.verifier.exchange;

import java.time.Clock;
import java.util.Set;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderProblem;
import org.springframework.stereotype.Service;

/** Another try by hand, where one can help. */
@Service
public class RetryExchange {
    /** Nothing at the source can change these: the person would have to be asked again. */
    private static final Set<String> FOR_GOOD = Set.of("withdrawn", "guardian_withdrawn", "erased", "expired",
            "not_given", "not_justified");
    private final ExchangeOrders orders;
    private final Clock clock;

    RetryExchange(ExchangeOrders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** True when another try may come to something. */
    public boolean canRetry(ExchangeOrder order) {
        boolean isOver = order.state() == ExchangeState.DENIED || order.state() == ExchangeState.FAILED;
        return isOver && order.isAgreed() && order.reason().filter(FOR_GOOD::contains).isEmpty()
                && clock.instant().isBefore(order.until());
    }

    /**
     * DENIED or FAILED to READY.
     *
     * @throws ProblemException {@link OrderProblem.NotRetriable}
     */
    public void retry(ExchangeOrder order) {
        if (!canRetry(order) || !orders.retry(order, clock.instant()))
            throw new ProblemException(new OrderProblem.NotRetriable());
    }
}
