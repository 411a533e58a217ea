package org.amana.verifier.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.Emergency;
import org.amana.core.consent.LawfulAccess;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.jspecify.annotations.Nullable;

/**
 * An order as its pages show it.
 *
 * @param words message key of the sentence that says where it stands
 * @param tone a class of the style sheet
 * @param next next try, or end of the question
 * @param asked whoever is asked can still answer
 * @param taken their wallet has the question
 * @param over nothing more comes of it by itself
 * @param law the law it rests on; absent where the person was asked
 * @param reviewBy until then it is reviewed; of an emergency alone
 */
record OrderView(String id, String state, String words, String tone, String use, String source, List<String> claims,
                 LocalDate lastDay, @Nullable String every, String openedBy, Instant openedAt, int attempts,
                 Instant next,
                 boolean running, boolean asked, boolean taken, boolean over, boolean retriable, boolean overdue,
                 @Nullable String law, @Nullable Instant reviewBy) {

    /** @param zone in which the last day ends */
    static OrderView of(ExchangeOrder order, ZoneId zone, String words, String source, boolean retriable,
                        boolean overdue, boolean taken) {
        List<String> claims = order.categories()
                .stream()
                .flatMap(category -> category.claims()
                        .stream()
                        .map(path -> ClaimWords.type(category.vct()) + ": " + ClaimWords.claim(category.vct(), path)))
                .toList();
        Optional<LawfulAccess> law = order.law().map(LawfulAccess::verify);
        boolean isRunning = order.state().isRunning();
        return new OrderView(order.id().value(), order.state().name(), words, tone(order.state()), order.intendedUse(),
                source, claims, LocalDate.ofInstant(order.until().minusNanos(1), zone),
                order.every().map(Period::toString).orElse(null), order.openedBy(),
                order.openedAt(), order.attempts(), order.nextAttemptAt(), isRunning,
                order.state().isAsked(), taken, isOver(order.state()), retriable,
                overdue, law.map(LawfulAccess::lawReference).orElse(null),
                law.flatMap(LawfulAccess::emergency).map(Emergency::reviewBy).orElse(null));
    }

    private static boolean isOver(ExchangeState state) {
        return !state.isRunning() && !state.isAsked() && state != ExchangeState.CONFLICT
                && state != ExchangeState.SUSPENDED;
    }

    private static String tone(ExchangeState state) {
        return switch (state) {
            case DELIVERED, WAITING, ENDED -> "valid";
            case DENIED, FAILED, CONFLICT -> "revoked";
            case ASKED, ASKED_GUARDIAN, READY, FETCHING, SUSPENDED -> "suspended";
            case REFUSED, EXPIRED, CANCELLED, SETTLED, WITHDRAWN -> "";
        };
    }
}
