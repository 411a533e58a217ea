package org.amana.verifier.desk;

import java.time.Instant;
import java.util.List;
import org.amana.verifier.exchange.ExchangeOrder;
import org.amana.verifier.exchange.PersonsObjection;
import org.jspecify.annotations.Nullable;

/**
 * An objection as its page shows it.
 *
 * @param state OPEN, OVERDUE, SENDING, UPHELD or REJECTED
 * @param tone a class of the style sheet
 * @param open true while it can be answered
 * @param orders what was fetched under the access
 */
record ObjectionView(String record, String state, String tone, Instant at, Instant due, @Nullable String words,
                     @Nullable Instant answeredAt, boolean open, List<String> orders) {
    static ObjectionView of(PersonsObjection objection, List<ExchangeOrder> all, Instant now) {
        String state = state(objection, now);
        return new ObjectionView(objection.record().value(), state, switch (state) {
            case "OVERDUE", "SENDING" -> "revoked";
            case "OPEN" -> "suspended";
            default -> "";
        }, objection.objectedAt(), objection.dueAt(), objection.words().orElse(null),
                objection.answeredAt().orElse(null), objection.answeredAt().isEmpty(), all.stream()
                        .filter(order -> order.consent()
                                .filter(one -> one.record().equals(objection.record()))
                                .isPresent())
                        .map(order -> order.id().value())
                        .toList());
    }

    static String state(PersonsObjection objection, Instant now) {
        if (objection.answeredAt().isPresent())
            return objection.upheld().orElse(false) ? "UPHELD" : "REJECTED";
        if (objection.isOverdue(now))
            return "OVERDUE";
        return objection.upheld().isPresent() ? "SENDING" : "OPEN";
    }
}
