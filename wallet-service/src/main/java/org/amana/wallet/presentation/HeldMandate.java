package org.amana.wallet.presentation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.guardian.Majority;
import org.amana.wallet.credential.Card;
import org.amana.wallet.history.PartyNote;
import tools.jackson.databind.JsonNode;

/**
 * A guardian's card in this wallet, read for its own holder; the source checks it before anything is sent.
 *
 * @param ward name of the child, or else the number of the court's case, where the card has one
 */
record HeldMandate(GuardianMandate mandate, Optional<String> ward) {
    private static final int MAX_WARD = 200;

    /** Empty for any other card, and for one that cannot be read. */
    static Optional<HeldMandate> of(Card card) {
        JsonNode claims = card.claims();
        JsonNode mandate = claims.path("mandate");
        String until = mandate.path("until").asString("");
        if (!card.vct().equals(GuardianMandate.VCT) || !mandate.path("scope").isArray()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HeldMandate(new GuardianMandate(
                    mandate.path("scope").valueStream().map(code -> code.asString("")).toList(),
                    until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)),
                    claims.path("guardian_reference").asString("")), ward(claims)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> ward(JsonNode claims) {
        return Stream.of("child", "case")
                .map(name -> claims.path(name).asString("").strip())
                .filter(text -> !text.isEmpty() && text.length() <= MAX_WARD)
                .findFirst();
    }

    /** True while it lasts and lets the guardian decide who gets data, where the data are with that authority. */
    boolean isUsable(PartyNote source, Instant now) {
        return mandate.coversData() && ends(source).filter(end -> !now.isBefore(end)).isEmpty();
    }

    /** When it ends by itself, where a day begins as in the country of that authority. */
    Optional<Instant> ends(PartyNote source) {
        ZoneId zone = Optional.ofNullable(source.country())
                .flatMap(Majority::of)
                .map(Majority::zone)
                .orElse(ZoneOffset.UTC);
        return mandate.until().map(day -> day.atStartOfDay(zone).toInstant());
    }

    /** A reference is between the court, the guardian and the offices. */
    @Override
    public String toString() {
        return "HeldMandate[…]";
    }
}
