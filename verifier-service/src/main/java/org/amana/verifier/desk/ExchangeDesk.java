package org.amana.verifier.desk;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.RetryExchange;
import org.amana.verifier.exchange.consent.CancelExchange;
import org.amana.verifier.exchange.consent.ExchangeQuestion;
import org.amana.verifier.exchange.consent.OpenExchange;
import org.amana.verifier.exchange.law.LawfulQuestion;
import org.amana.verifier.exchange.law.OpenLawfulExchange;
import org.amana.verifier.exchange.order.Delivery;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.inbox.AskByInbox;
import org.amana.verifier.inbox.InboxSending;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.Checks;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** What API and pages of the exchanges have in common. */
@Component
final class ExchangeDesk {
    private static final Locale LANGUAGE = Locale.ENGLISH;
    private final Desk desk;
    private final Checks checks;
    private final OpenExchange open;
    private final OpenLawfulExchange openLawful;
    private final RetryExchange retry;
    private final CancelExchange cancel;
    private final AskByInbox inbox;
    private final ExchangeOrders orders;
    private final ReceivedData received;
    private final MessageSource messages;
    private final Clock clock;

    ExchangeDesk(Desk desk, Checks checks, OpenExchange open, OpenLawfulExchange openLawful, RetryExchange retry,
            CancelExchange cancel, AskByInbox inbox, ExchangeOrders orders, ReceivedData received,
            MessageSource messages, Clock clock) {
        this.desk = desk;
        this.checks = checks;
        this.open = open;
        this.openLawful = openLawful;
        this.retry = retry;
        this.cancel = cancel;
        this.inbox = inbox;
        this.orders = orders;
        this.received = received;
        this.messages = messages;
        this.clock = clock;
    }

    Organisation organisation(String id) {
        return desk.organisation(id);
    }

    Instant now() {
        return clock.instant();
    }

    ExchangeOrder open(Organisation asking, ExchangeQuestion question, Principal clerk) {
        return open.open(asking, question, clerk.getName());
    }

    /**
     * Opens one that rests on a law.
     *
     * @param known id of an exchange that the person agreed to
     * @param reason of an emergency, in plain words
     */
    ExchangeOrder open(Organisation asking, String known, ExchangeQuestion question, Optional<String> reason,
                       Principal clerk) {
        return openLawful.open(asking, new LawfulQuestion(question.intendedUse(), find(asking, known),
                question.categories(), question.until(), question.every(), reason), clerk.getName());
    }

    /**
     * Opens one whose question goes to the wallet of whoever agreed to an earlier one.
     *
     * @param earlier id of an exchange that the person agreed to
     */
    ExchangeOrder askByInbox(Organisation asking, String earlier, ExchangeQuestion question, Principal clerk) {
        return inbox.ask(asking, find(asking, earlier), question, clerk.getName());
    }

    /** Whether the person of that exchange lets this organisation write to their wallet. */
    boolean canWrite(ExchangeOrder order) {
        return inbox.canAsk(order);
    }

    Optional<InboxSending> sending(ExchangeOrder order) {
        return inbox.sending(order);
    }

    List<ExchangeOrder> all(Organisation asking) {
        return orders.all(asking.id());
    }

    ExchangeOrder find(Organisation asking, String id) {
        return orders.find(asking.id(), id)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("exchange")));
    }

    void retry(Organisation asking, String id) {
        retry.retry(find(asking, id));
    }

    void cancel(Organisation asking, String id) {
        cancel.cancel(find(asking, id));
    }

    Delivery delivery(Organisation asking, String id) {
        return received.find(asking.id(), id)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("delivery")));
    }

    /** What was received; the look is stored. */
    ObjectNode look(Delivery delivery, Principal clerk) {
        return received.look(delivery, clerk.getName(), clock.instant())
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("delivery")));
    }

    /** The question to whoever is asked now, until a wallet has it. */
    Optional<Check> asked(Organisation asking, ExchangeOrder order) {
        boolean isWritten = order.state() == ExchangeState.ASKED && inbox.sending(order).isPresent();
        if (!order.state().isAsked() || isWritten || takenAt(order).isPresent())
            return Optional.empty();
        return (order.state() == ExchangeState.ASKED_GUARDIAN
                ? order.guardian().flatMap(GuardiansPart::checkId)
                : Optional.of(order.checkId())).flatMap(check -> checks.find(asking.id(), check));
    }

    /** The request behind it, as any wallet takes it. */
    String link(Check check) {
        return desk.link(check);
    }

    /**
     * When the wallet of whoever is asked now, or was last, took the question. A wallet takes what was written to it by
     * itself, when it is opened, which is nobody's business.
     */
    Optional<Instant> takenAt(ExchangeOrder order) {
        if (order.state() != ExchangeState.ASKED_GUARDIAN && inbox.sending(order).isPresent())
            return Optional.empty();
        return order.state() == ExchangeState.ASKED_GUARDIAN
                ? order.guardian().flatMap(GuardiansPart::takenAt)
                : order.takenAt();
    }

    String walletLink(String link) {
        return desk.walletLink(link);
    }

    /** Where it stands, and what to do next, in plain words. */
    String words(ExchangeOrder order) {
        return messages.getMessage(key(order), new Object[0], LANGUAGE);
    }

    /** Message key of that sentence. */
    String key(ExchangeOrder order) {
        Optional<InboxSending.State> written = inbox.sending(order)
                .map(InboxSending::state)
                .filter(state -> isToldBy(state, order.state()));
        if (written.isPresent())
            return "exchange.says.INBOX_" + written.get();
        if (order.state().isAsked() && takenAt(order).isPresent())
            return order.state() == ExchangeState.ASKED ? "exchange.says.TAKEN" : "exchange.says.GUARDIAN_TAKEN";
        if (order.state() == ExchangeState.READY && order.guardian().isPresent() && order.reason().isEmpty())
            return "exchange.says.BOTH";
        return order.reason()
                .map(reason -> "exchange.reason." + reason.replace('_', '-'))
                .filter(key -> !"".equals(messages.getMessage(key, new Object[0], "", LANGUAGE)))
                .orElse("exchange.says." + (order.law().isPresent() ? "law." : "") + order.state());
    }

    /** Where the sending says more than the state. */
    private static boolean isToldBy(InboxSending.State sending, ExchangeState state) {
        return switch (sending) {
            case SENDING, SENT -> state == ExchangeState.ASKED;
            case CLOSED -> state == ExchangeState.CANCELLED;
            case NEVER -> state == ExchangeState.EXPIRED;
        };
    }
}
