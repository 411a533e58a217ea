package org.amana.wallet.consent;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.UnverifiedEvent;
import org.jspecify.annotations.Nullable;

/** What the page of consents says of the two decisions about somebody under age. */
final class TellGuardian {
    private TellGuardian() {}

    /**
     * How the guardian stands to a consent of a person under age; null for all others.
     *
     * @param standing the consent, as it was given or renewed last
     * @param beside   empty while the ledger does not answer, or does not know the record
     */
    static ConsentView.@Nullable Guardian guardian(ConsentEvent standing, Optional<Beside> beside, Instant now) {
        if (!Representation.isWithGuardian(standing.terms().representation())) {
            return null;
        }
        Optional<Instant> until = beside.flatMap(Beside::until);
        String state = beside.filter(known -> !known.state().isEmpty())
                .map(known -> known.guardian().map(TellGuardian::word).orElse("waiting"))
                .orElse("unknown");
        return state.equals("agreed") && until.filter(end -> !now.isBefore(end)).isPresent()
                ? new ConsentView.Guardian("ended", until.get())
                : new ConsentView.Guardian(state, state.equals("agreed") ? until.orElse(null) : null);
    }

    private static String word(String state) {
        return switch (state) {
            case "GIVEN" -> "agreed";
            case "DEFERRED" -> "waiting";
            case "REFUSED" -> "refused";
            case "WITHDRAWN" -> "withdrawn";
            case Beside.SUSPENDED, "EXPIRED" -> "ended";
            default -> "unknown";
        };
    }

    /**
     * For whom a guardian consented; parameters as above.
     *
     * @param who as the guardian's card had it
     */
    static ConsentView.@Nullable Ward ward(ConsentEvent standing, @Nullable String who, Optional<Beside> beside) {
        return Representation.ward(standing.terms().representation())
                .map(request -> new ConsentView.Ward(who, beside.flatMap(Beside::ward)
                        .map(TellGuardian::wardWord)
                        .orElse("unknown"), entries(request, beside.map(Beside::wards).orElse(List.of()))))
                .orElse(null);
    }

    private static String wardWord(String state) {
        return switch (state) {
            case "GIVEN" -> "given";
            case "DEFERRED" -> "waiting";
            case "REFUSED" -> "refused";
            case "WITHDRAWN" -> "withdrawn";
            case Beside.SUSPENDED -> "suspended";
            default -> "unknown";
        };
    }

    private static List<ConsentView.WardEntry> entries(RequestHash request, List<ConsentReceipt> receipts) {
        return receipts.stream()
                .flatMap(receipt -> entry(request, receipt).stream())
                .sorted(Comparator.comparingLong(ConsentView.WardEntry::index).reversed())
                .toList();
    }

    /** Only what was done about the very request that the guardian agreed to. */
    private static Optional<ConsentView.WardEntry> entry(RequestHash request, ConsentReceipt receipt) {
        if (!(UnverifiedEvent.parse(receipt.opening().event()).verify() instanceof ExchangeEvent event)) {
            return Optional.empty();
        }
        Optional<RequestHash> about = switch (event.statement()) {
            case PermitOrder order -> Optional.of(order.requestHash());
            case ExchangeOutcome outcome -> Optional.of(outcome.requestHash());
            default -> Optional.empty();
        };
        return about.filter(request::equals)
                .map(_ -> new ConsentView.WardEntry(event.kind().name().toLowerCase(Locale.ROOT), event.time(),
                        receipt.proof().index(), event.denied().map(DenyReason::code).orElse(null)));
    }
}
