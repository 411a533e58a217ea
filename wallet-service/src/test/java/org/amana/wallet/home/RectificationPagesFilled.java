package org.amana.wallet.home;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amana.core.rights.RectificationRequest;
import org.amana.wallet.credential.CardView;
import org.amana.wallet.rectification.RectificationView;
import org.amana.wallet.rights.RightView;
import org.amana.wallet.type.ShownClaim;
import org.jspecify.annotations.Nullable;

/** What the pages about wrong cards and about rights show of invented people. */
final class RectificationPagesFilled {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final String WORDS = "<b>My name</b> is written with a k.\nاسمي مختلف "
            + "a-very-long-word-that-nobody-breaks-".repeat(4);

    private RectificationPagesFilled() {}

    static Map<String, Object> form(String card, String office, boolean canAsk) {
        CardView view = new CardView("a", "v", card, new CardView.Issuer("https://office.example/labour", office, "ES"),
                canAsk ? "valid" : "revoked",
                List.of(new ShownClaim(List.of("family_name"), "Family name", "text", "Rahmani"),
                        new ShownClaim(List.of("work_permission", "until"), "Until", "date", "20 May 2027")),
                9, THEN, null, List.of("k1"));
        return Map.of("card", view, "canAsk", canAsk, "ticked", List.of("family_name"), "words", WORDS, "most",
                RectificationRequest.MAX_WORDS);
    }

    static Map<String, Object> rights(String card, String office, String purpose) {
        Stream<RectificationView> waiting = Stream.of("undelivered", "not_taken", "running", "soon", "overdue")
                .map(state -> one(card, office, state, null));
        Stream<RectificationView> answered = Stream
                .of("corrected", "partly", "refused")
                .map(outcome -> one(card, office, "answered", outcome));
        RightView erasure = new RightView("e", "erasure", "record",
                new RightView.Party("Harbour Bakery", "LEI-1", null),
                purpose, THEN, LocalDate.of(2026, 12, 22), -3, true, "overdue", null, null, true, null);
        return Map.of("rights", List.of(erasure), "rectifications", Stream.concat(waiting, answered).toList());
    }

    private static RectificationView one(String card, String office, String state, @Nullable String outcome) {
        boolean taken = !state.equals("undelivered") && !state.equals("not_taken");
        return new RectificationView("r-" + state, card, office, List.of("Family name", "Until"), WORDS, THEN,
                taken ? LocalDate.of(2026, 12, 22) : null, taken ? 5L : null, state, outcome,
                outcome == null ? List.of() : decisions(outcome), outcome == null ? null : THEN,
                state.equals("overdue") || (outcome != null && !outcome.equals("corrected")));
    }

    private static List<RectificationView.Decision> decisions(String outcome) {
        var refused = List.of(
                new RectificationView.Decision("Family name", "refused_accurate",
                        "Your passport says <b>Rahmani</b>.\nPlease bring another paper."),
                new RectificationView.Decision("Until", "refused_decision",
                        "قرار ٣ مايو: a-very-long-word-that-nobody-breaks-".repeat(3)),
                new RectificationView.Decision("Status", "refused_unfounded", "It was asked five times."));
        var right = new RectificationView.Decision("Family name", "corrected", null);
        return switch (outcome) {
            case "corrected" -> List.of(right);
            case "partly" -> List.of(right, refused.get(1));
            default -> refused;
        };
    }
}
