package org.amana.wallet.home;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amana.wallet.consent.ConsentView;

/** Consents of invented people, one for each thing the page can say of them. */
final class ConsentPagesFilled {
    private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");

    private ConsentPagesFilled() {}

    static List<ConsentView> all(Words say) {
        return List.of(delivered(say), consent(say, "given", "none"),
                consent(say, "in_doubt", "none"), consent(say, "ended", "none"),
                consent(say, "withdrawn", "asked"), consent(say, "withdrawn", "confirmed"),
                consent(say, "withdrawn", "overdue"), consent(say, "withdrawn", "unknown"),
                consent(say, "refused", "none"), guarded(say, "given", "waiting"),
                guarded(say, "given", "agreed"), guarded(say, "given", "refused"),
                guarded(say, "given", "withdrawn"), guarded(say, "given", "unknown"),
                guarded(say, "suspended", "ended"), forWard(say, "given"), forWard(say, "withdrawn"),
                forWard(say, "suspended"));
    }

    private static ConsentView guarded(Words say, String state, String guardian) {
        ConsentView plain = consent(say, state, "none");
        return new ConsentView("guarded-" + state + guardian, plain.recipient(), plain.purpose(), plain.legalBasis(),
                "P6M", plain.cards(), THEN, state, true, false, "none", null, "r",
                new ConsentView.Delivery(say.office(), "https://office.example", "ES", THEN, null),
                new ConsentView.Guardian(guardian, guardian.equals("agreed") ? THEN : null), null,
                state.equals("suspended"), state.equals("suspended") ? THEN : null);
    }

    private static ConsentView forWard(Words say, String ward) {
        ConsentView plain = guarded(say, "given", "agreed");
        return new ConsentView("ward-" + ward, plain.recipient(), plain.purpose(), plain.legalBasis(), "P6M",
                plain.cards(), THEN, plain.state(), true, false, "none", null, "r", plain.delivery(), null,
                new ConsentView.Ward(ward.equals("given") ? say.of("Yara <b>Haddad</b>", "يارا حداد") : null, ward,
                        Stream.of("permit", "delivered", "deny", "failed")
                                .map(kind -> new ConsentView.WardEntry(kind, THEN, 1234,
                                        kind.equals("deny") ? "suspended" : null))
                                .toList()),
                false, ward.equals("suspended") ? THEN : null);
    }

    static Map<String, String> often(Words say) {
        return Stream
                .concat(Stream.of("record-sent"),
                        Stream.of("guarded-givenwaiting", "guarded-givenagreed", "guarded-givenrefused",
                                "guarded-givenwithdrawn", "guarded-givenunknown", "guarded-suspendedended",
                                "ward-given", "ward-withdrawn", "ward-suspended"))
                .collect(Collectors.toMap(record -> record,
                        _ -> say.of("Every 3 months", "كل 3 أشهر")));
    }

    static ConsentView delivered(Words say) {
        ConsentView plain = consent(say, "given", "none");
        return new ConsentView("record-sent", plain.recipient(), plain.purpose(), plain.legalBasis(), "P6M",
                plain.cards(), THEN, "given", true, false, "none", null, "r",
                new ConsentView.Delivery(say.office(), "https://office.example", "ES", THEN, "P3M"));
    }

    private static ConsentView consent(Words say, String state, String erasure) {
        return new ConsentView("record-" + state + erasure,
                new ConsentView.Recipient("Harbour Bakery", "x", "ES", null),
                say.purpose(), List.of("eu-gdpr:A6-1-a"), "P6M",
                List.of(new ConsentView.Card("v", say.card(), List.of(say.of("Title", "العنوان")))), THEN, state,
                state.equals("given"), erasure.equals("confirmed") || state.equals("refused"), erasure,
                erasure.equals("confirmed") ? THEN : null, "r", null);
    }
}
