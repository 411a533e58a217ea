package org.amana.verifier.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.consent.ExchangeQuestion;
import org.amana.verifier.exchange.consent.OpenExchange;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeOrders;
import org.amana.verifier.exchange.order.OrderProblem;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.CheckFetches;
import org.amana.verifier.request.CheckId;
import org.amana.verifier.request.RequestProperties;
import org.springframework.stereotype.Service;

/**
 * Asks a person again who lets this organisation write to their wallet. The question is never shown as a code, so it can
 * wait for as long as it could be answered: nobody but that wallet can open the link.
 */
@Service
public class AskByInbox {
    private final OpenExchange open;
    private final ExchangeOrders orders;
    private final CheckFetches fetches;
    private final InboxAddresses addresses;
    private final InboxSendings sendings;
    private final RequestProperties properties;
    private final Clock clock;

    AskByInbox(OpenExchange open, ExchangeOrders orders, CheckFetches fetches, InboxAddresses addresses,
            InboxSendings sendings, RequestProperties properties, Clock clock) {
        this.open = open;
        this.orders = orders;
        this.fetches = fetches;
        this.addresses = addresses;
        this.sendings = sendings;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Opens an order whose question goes to the wallet of whoever agreed to an earlier one.
     *
     * @param earlier an order of the same organisation
     * @param clerk user name
     * @throws ProblemException {@link OrderProblem.NoInbox}; what {@link OpenExchange#open} throws
     */
    public ExchangeOrder ask(Organisation organisation, ExchangeOrder earlier, ExchangeQuestion question,
                             String clerk) {
        String record = address(earlier)
                .filter(one -> addresses.isKnown(organisation.id(), one))
                .orElseThrow(() -> new ProblemException(new OrderProblem.NoInbox()));
        ExchangeOrder order = open.open(organisation, question, clerk, opened -> {
            Instant now = clock.instant();
            Instant last = now.plus(properties.answerFor());
            fetches.prolong(new CheckId(opened.checkId()), last.isBefore(opened.until()) ? last : opened.until(), now);
            sendings.add(opened, record, now);
        });
        return orders.find(organisation.id(), order.id().value()).orElse(order);
    }

    /** Whether the person of that order can be asked so. */
    public boolean canAsk(ExchangeOrder order) {
        return address(order).filter(record -> addresses.isKnown(order.organisation(), record)).isPresent();
    }

    /** How far the question of that order came; empty where it is shown as a code. */
    public Optional<InboxSending> sending(ExchangeOrder order) {
        return sendings.of(order.id());
    }

    /** Record of the consent that the address came with: its own, or that of the order through which it was asked. */
    private Optional<String> address(ExchangeOrder order) {
        if (order.law().isPresent() || order.consent().isEmpty())
            return Optional.empty();
        String own = order.consent().get().record().value();
        return addresses.isKnown(order.organisation(), own)
                ? Optional.of(own)
                : sendings.of(order.id()).map(InboxSending::record);
    }
}
