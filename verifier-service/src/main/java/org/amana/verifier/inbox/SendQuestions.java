package org.amana.verifier.inbox;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.problem.ProblemException;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.exchange.consent.CancelExchange;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeProperties;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestAddresses;
import org.amana.verifier.request.RequestObjects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Brings questions to wallets, again with back-off while one is away, until the question ends. Sealed anew at each try: the
 * wallet knows the same link again. An address that is not there any more is forgotten, and its question taken back.
 */
@Service
public class SendQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(SendQuestions.class);
    private static final int MAX_ANSWER_BYTES = 4_096;
    private final InboxSendings sendings;
    private final InboxAddresses addresses;
    private final ExchangeOrders orders;
    private final Checks checks;
    private final RequestObjects objects;
    private final CancelExchange cancel;
    private final ExchangeProperties properties;
    private final HttpPeer peer;
    private final Clock clock;
    private final URI baseUrl;

    SendQuestions(InboxSendings sendings, InboxAddresses addresses, ExchangeOrders orders, Checks checks,
            RequestObjects objects, CancelExchange cancel, ExchangeProperties properties, HttpPeer peer, Clock clock,
            AmanaProperties amana) {
        this.sendings = sendings;
        this.addresses = addresses;
        this.orders = orders;
        this.checks = checks;
        this.objects = objects;
        this.cancel = cancel;
        this.properties = properties;
        this.peer = peer;
        this.clock = clock;
        this.baseUrl = amana.baseUrl();
    }

    /** Sends what is due. */
    @Scheduled(fixedDelayString = "${amana.verifier.exchange.run-every:PT5S}")
    public void sendDue() {
        Instant now = clock.instant();
        sendings.take(now, now.plus(properties.lease())).forEach(this::send);
    }

    /** Forgets addresses that may be kept no longer. */
    @Scheduled(fixedDelayString = "${amana.verifier.retention.sweep-every:PT10S}")
    public void sweep() {
        addresses.eraseDue(clock.instant());
    }

    private void send(InboxSendings.Due due) {
        Instant now = clock.instant();
        Optional<ExchangeOrder> order = orders.find(due.organisation(), due.orderId())
                .filter(one -> one.state() == ExchangeState.ASKED && one.nextAttemptAt().isAfter(now));
        Optional<Check> check = order.flatMap(one -> checks.find(due.organisation(), one.checkId()));
        if (order.isEmpty() || check.isEmpty()) {
            sendings.end(due, InboxSending.State.NEVER, now);
            return;
        }
        Optional<InboxGrant> grant = addresses.find(due.organisation(), due.record());
        if (grant.isEmpty()) {
            closed(due, order.get(), now);
            return;
        }
        try {
            int status = post(grant.get().address(), check.get(), order.get());
            if (status >= 200 && status < 300) {
                sendings.end(due, InboxSending.State.SENT, now);
            } else if (status == 404 || status == 410) {
                closed(due, order.get(), now);
            } else {
                later(due, now, "status " + status);
            }
        } catch (ProblemException e) {
            if (e.problem() instanceof PeerProblem.Refused) {
                // no public address of a wallet: it will never be called
                closed(due, order.get(), now);
            } else {
                later(due, now, e.problem().code());
            }
        }
    }

    private int post(InboxAddress address, Check check, ExchangeOrder order) {
        String link = RequestAddresses.link(baseUrl, check, objects.of(check.id()).getFirst());
        HttpAnswer answer = peer.exchange(HttpQuestion
                .post(address.url(), InboxQuestion.MEDIA_TYPE,
                        new InboxQuestion(link, order.nextAttemptAt()).seal(address)
                                .getBytes(StandardCharsets.US_ASCII))
                .withMaxAnswerBytes(MAX_ANSWER_BYTES));
        return answer.status();
    }

    private void later(InboxSendings.Due due, Instant now, String why) {
        LOG.info("a wallet has not taken a question, try {}: {}", due.attempts(), why);
        sendings.later(due, now.plus(properties.pause(due.attempts())));
    }

    private void closed(InboxSendings.Due due, ExchangeOrder order, Instant now) {
        sendings.end(due, InboxSending.State.CLOSED, now);
        addresses.remove(due.organisation(), due.record());
        try {
            cancel.cancel(order);
        } catch (ProblemException e) {
            // answered or over meanwhile
            if (!(e.problem() instanceof OrderProblem.NotCancellable))
                throw e;
        }
    }
}
