package org.amana.verifier.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.OrderStops;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.request.CheckId;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.retention.Withdrawals;
import org.apache.camel.CamelExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Fetches what is due, each order on a thread of its own, so that a slow source holds up nobody else. */
@Service
public class ExchangeRounds implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeRounds.class);
    /** Orders on their way; each may hold an answer of the largest size. */
    private static final int AT_ONCE = 40;
    private final ExchangeOrders orders;
    private final OrderStops stops;
    private final Checks checks;
    private final ReceivedData received;
    private final Withdrawals withdrawals;
    private final ExchangeContext context;
    private final ConcludeExchange conclude;
    private final ExchangeProperties properties;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore ways = new Semaphore(AT_ONCE);

    ExchangeRounds(ExchangeOrders orders, OrderStops stops, Checks checks, ReceivedData received,
            Withdrawals withdrawals,
            ExchangeContext context,
            ConcludeExchange conclude, ExchangeProperties properties, Clock clock) {
        this.orders = orders;
        this.stops = stops;
        this.checks = checks;
        this.received = received;
        this.withdrawals = withdrawals;
        this.context = context;
        this.conclude = conclude;
        this.properties = properties;
        this.clock = clock;
    }

    /** Begins to fetch what is due; neither the clock nor other orders wait for a source that is slow. */
    @Scheduled(fixedDelayString = "${amana.verifier.exchange.run-every:PT5S}")
    public void tick() {
        threads.execute(this::begin);
    }

    /** One round, to its end. */
    public void run() {
        for (Future<?> fetch : begin()) {
            try {
                fetch.get();
            } catch (ExecutionException e) {
                // the lease ends by itself, and the order is taken again
                LOG.error("a fetch ended without conclusion: {}", cause(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes as many orders as may still be on their way beside those that are. */
    private List<Future<?>> begin() {
        int free = ways.drainPermits();
        int taken = 0;
        try {
            List<ExchangeOrder> due = orders.take(clock.instant(), properties.lease(), free);
            taken = due.size();
            return due.stream().<Future<?>>map(order -> threads.submit(() -> {
                try {
                    fetch(order);
                } finally {
                    ways.release();
                }
            })).toList();
        } finally {
            ways.release(free - taken);
        }
    }

    private void fetch(ExchangeOrder order) {
        try {
            context.fetch(order);
        } catch (CamelExecutionException e) {
            // the message may hold something of what came
            LOG.error("exchange {}: {}", order.id(), cause(e));
            conclude.fault(order);
        }
    }

    private static String cause(Exception e) {
        return (e.getCause() == null ? e : e.getCause()).getClass().getName();
    }

    /** Ends what has run out, erases what may not be kept, and has the ledger told where nothing is left. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.sweep-every:PT10S}")
    @Transactional
    public void sweep() {
        Instant now = clock.instant();
        stops.expire(now);
        int erased = received.eraseDue(now);
        if (erased > 0)
            LOG.info("retention ended: {} deliveries erased", erased);
        received.over()
                .forEach(over -> withdrawals.queueConfirmation(over.organisation(), over.record(), over.requestHash(),
                        over.log(), now));
    }

    /** Takes questions to guardians back that nobody needs any more; not with the orders, which answers lock later. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.sweep-every:PT10S}")
    public void endQuestions() {
        Instant now = clock.instant();
        stops.unneededQuestions(now)
                .forEach(check -> checks.close(new CheckId(check), CheckState.WAITING, CheckState.CANCELLED,
                        Optional.empty(), Optional.empty(), List.of(), Optional.empty(), now));
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
