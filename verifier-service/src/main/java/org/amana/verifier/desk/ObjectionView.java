package org.amana.verifier.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.amana.core.rights.RightsClock;
import org.amana.verifier.exchange.law.PersonsObjection;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.jspecify.annotations.Nullable;

/**
 * An objection as its page shows it.
 *
 * @param state OPEN, SOON, OVERDUE, SENDING, UPHELD, REJECTED or FORGOTTEN
 * @param tone a class of the style sheet
 * @param due the last day on which an answer is in time
 * @param days left to that day, or since it, where it is overdue
 * @param open true while it can be answered
 * @param orders what was fetched under the access
 */
record ObjectionView(String record, String state, String tone, Instant at, LocalDate due, long days,
                     @Nullable String words, @Nullable Instant answeredAt, boolean open, List<String> orders) {
    static ObjectionView of(PersonsObjection objection, List<ExchangeOrder> all, Instant now) {
        String state = state(objection, now);
        return new ObjectionView(objection.record().value(), state, switch (state) {
            case "OVERDUE", "SENDING" -> "no";
            case "OPEN", "SOON", "FORGOTTEN" -> "notice";
            default -> "yes";
        }, objection.objectedAt(), objection.clock().lastDay(), Math.abs(objection.clock().daysLeft(now)),
                objection.words().orElse(null), objection.answeredAt().orElse(null), objection.answeredAt().isEmpty(),
                all.stream()
                        .filter(order -> order.consent()
                                .filter(one -> one.record().equals(objection.record()))
                                .isPresent())
                        .map(order -> order.id().value())
                        .toList());
    }

    static String state(PersonsObjection objection, Instant now) {
        if (objection.forgotten())
            return "FORGOTTEN";
        if (objection.answeredAt().isPresent())
            return objection.upheld().orElse(false) ? "UPHELD" : "REJECTED";
        if (objection.isOverdue(now))
            return "OVERDUE";
        if (objection.upheld().isPresent())
            return "SENDING";
        return objection.clock().stateAt(now) == RightsClock.State.SOON ? "SOON" : "OPEN";
    }
}
