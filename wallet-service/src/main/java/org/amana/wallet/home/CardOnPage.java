package org.amana.wallet.home;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.amana.wallet.credential.Card;
import org.amana.wallet.credential.CardView;
import org.jspecify.annotations.Nullable;

/**
 * A card as the pages tell it.
 *
 * @param extended a renewal was lodged in time, so the right goes on whatever date is printed
 * @param expires last day on which the copies can be shown, which is not the end of the right
 * @param low few copies are left
 */
record CardOnPage(String id, String name, String issuer, String state, boolean extended, @Nullable LocalDate expires,
                  long copiesLeft, boolean low, List<String> kids, List<Row> rows) {
    private static final int FEW = 2;

    static CardOnPage of(CardView view, Card card) {
        return new CardOnPage(view.id(), view.name(), view.issuer().name(), view.state(), extended(card),
                view.expires() == null ? null : LocalDate.ofInstant(view.expires(), ZoneOffset.UTC), view.copiesLeft(),
                view.copiesLeft() <= FEW, view.kids(), Row.of(view.claims()));
    }

    /** A type may say so in any of its grouped claims. */
    private static boolean extended(Card card) {
        return card.claims().valueStream().anyMatch(claim -> claim.path("extended_until_decision").asBoolean(false));
    }

    @Override
    public String toString() {
        return "CardOnPage[" + state + "]";
    }
}
