package org.amana.ledgercli;

import java.util.stream.Collectors;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PermitRule;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.node.ObjectNode;

/** What an entry about an exchange says, in a sentence and in facts. */
final class ExchangeWords {
    private ExchangeWords() {}

    /** One line: what others wrote cannot steer a terminal. */
    static String sentence(ExchangeEvent event) {
        return said(event).replaceAll("\\p{C}", "?");
    }

    private static String said(ExchangeEvent event) {
        return switch (event.statement()) {
            case PermitOrder order -> event.denied()
                    .map(reason -> "It denies %s a release to %s for %s: %s.".formatted(order.source(),
                            order.requester(), order.purpose(), words(reason)))
                    .orElseGet(() -> "It permits %s one release to %s for %s, begun within %d seconds of that time: %s."
                            .formatted(order.source(), order.requester(), order.purpose(),
                                    PermitRule.LIFETIME.toSeconds(), data(order)));
            case ExchangeOutcome outcome -> outcome.reason()
                    .map(reason -> "In it %s says that what entry %d permitted came to nothing: %s.".formatted(
                            outcome.issuer(), outcome.permit(), reason))
                    .orElseGet(() -> "In it %s says that it received what entry %d permitted.".formatted(
                            outcome.issuer(), outcome.permit()));
        };
    }

    static void putFacts(ExchangeEvent event, ObjectNode facts) {
        facts.put("stated_by", event.statement().issuer());
        event.denied().ifPresent(reason -> facts.put("reason", reason.code()));
        switch (event.statement()) {
            case PermitOrder order -> facts.put("requester", order.requester()).put("purpose", order.purpose());
            case ExchangeOutcome outcome -> {
                facts.put("permit", outcome.permit());
                outcome.reason().ifPresent(reason -> facts.put("reason", reason));
            }
        }
    }

    private static String data(PermitOrder order) {
        return order.categories().stream().map(ExchangeWords::data).collect(Collectors.joining("; "));
    }

    private static String data(CredentialCategory category) {
        return category.claims().stream().map(path -> String.join("/", path)).collect(Collectors.joining(", ")) + " of "
                + category.vct();
    }

    private static String words(DenyReason reason) {
        return switch (reason) {
            case NOT_GIVEN -> "the person has not consented";
            case WITHDRAWN -> "the person took the consent back";
            case EXPIRED -> "the consent had ended";
            case ERASED -> "the requester had confirmed that it erased what it had";
            case IN_DOUBT -> "a withdrawal may have been lost with a backup, and the person has not renewed since";
            case OTHER_REQUESTER -> "the consent was given to another requester";
            case OTHER_PURPOSE -> "the consent is for another purpose";
            case OTHER_REQUEST -> "the consent answers another request";
            case OTHER_SOURCE -> "the consent lets another authority release, or none";
            case WIDER_THAN_CONSENT -> "more was asked for than was consented to";
            case NOT_REGISTERED -> "the register no longer let the requester ask for this";
            case TOO_EARLY -> "the next delivery of the series was not due yet";
        };
    }
}
