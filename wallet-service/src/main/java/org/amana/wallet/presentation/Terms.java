package org.amana.wallet.presentation;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Notice;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.Jwks;
import org.amana.core.key.Sha256;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.wallet.consent.ConsentAsked;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.presentation.PendingRequest.Approval;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a decision into the words of the ledger and of the history: names, never values. */
@Component
class Terms {

    private final Clock clock;

    Terms(Clock clock) {
        this.clock = clock;
    }

    /** The APPROVED event: a one-time relation, so that two presentations cannot be matched. The same for every try. */
    ConsentEvent approved(PendingRequest pending, ExaminedRequest examined, Approval approval) {
        return new ConsentEvent(EventKind.APPROVED, new RecordId(approval.record()),
                Jwks.parsePublicEcKey(approval.actor()), ChainPosition.first(), approval.at(),
                terms(examined, categories(cards(pending, approval)), pending.language(), Optional.empty())
                        .represented(representation(examined, EventKind.APPROVED)),
                Notice.of(pending.notice(), pending.language()), RequestHash.of(pending.requestObject()));
    }

    /**
     * What is asked of the person's consent.
     *
     * @param kind  of the decision
     * @param cards what would go out, or for a refusal what was asked
     */
    ConsentAsked consent(PendingRequest pending, ExaminedRequest examined, EventKind kind, List<CardNote> cards) {
        IntendedUse use = examined.use().orElseThrow();
        ConsentTerms terms = terms(examined, categories(cards), pending.language(), until(examined, use))
                .represented(representation(examined, kind));
        PendingRequest.Deferral deferral = pending.deferral();
        return new ConsentAsked(use.party(), examined.party(), purpose(use), cards,
                examined.exchange().map(exchange -> terms.from(exchange.terms().source())).orElse(terms),
                RequestHash.of(pending.requestObject()), pending.notice(), pending.language(),
                examined.exchange().map(AskedExchange::delivery), examined.exchange().flatMap(AskedExchange::ledger),
                Optional.ofNullable(deferral).map(later -> new RecordId(later.record())), Optional.empty());
    }

    /** {@code guardian} or {@code ward} for the history; null for whoever decides for themselves. */
    static @Nullable String represented(ExaminedRequest examined) {
        return examined.exchange().map(AskedExchange::represented).orElse(null);
    }

    private static Optional<Representation> representation(ExaminedRequest examined, EventKind kind) {
        return examined.exchange().flatMap(exchange -> exchange.representation(kind));
    }

    private Optional<Instant> until(ExaminedRequest examined, IntendedUse use) {
        if (examined.exchange().isPresent()) {
            return examined.exchange().map(exchange -> exchange.terms().until());
        }
        return use.retention().isZero()
                ? Optional.empty()
                : Optional.of(clock.instant().atZone(ZoneOffset.UTC).plus(use.retention()).toInstant());
    }

    /** The same terms for the screen, so that a browser can compare what it signs. */
    static RequestScreen.Event event(PendingRequest pending, ExaminedRequest examined) {
        ConsentTerms terms = terms(examined, List.of(new CredentialCategory("unknown", List.of(List.of("vct")))),
                pending.language(), Optional.empty());
        String language = Locale.forLanguageTag(pending.language()).getLanguage();
        return new RequestScreen.Event(terms.controller(), terms.purpose(),
                examined.use().map(use -> use.purpose().in(language)).orElse(""), terms.legalBasis(),
                terms.withdrawal().isPresent(), RequestHash.of(pending.requestObject()).value(), pending.language());
    }

    /** What goes out with an approval. */
    static List<CardNote> cards(PendingRequest pending, Approval approval) {
        return pending.options()
                .get(approval.option())
                .cards()
                .stream()
                .map(card -> new CardNote(card.vct(), card.claims().stream().map(List::of).toList()))
                .toList();
    }

    /** What a consent to an approval covers: what goes out with it, or what another office is then to send. */
    static List<CardNote> agreed(PendingRequest pending, Approval approval) {
        return Optional.ofNullable(approval.send()).orElseGet(() -> cards(pending, approval));
    }

    /** What the query asks for, or what another office is to send. */
    static List<CardNote> asked(ExaminedRequest examined) {
        if (examined.exchange().isPresent()) {
            return examined.exchange().get().cards();
        }
        return examined.asked().stream().map(category -> new CardNote(category.vct(), category.claims())).toList();
    }

    static PurposeNote purpose(IntendedUse use) {
        return new PurposeNote(use.purpose().byLanguage(), use.legalBasis(), use.lawReference().orElse(null),
                use.retention().toString());
    }

    private static ConsentTerms terms(ExaminedRequest examined, List<CredentialCategory> categories, String language,
                                      Optional<Instant> until) {
        return examined.use()
                .map(use -> ConsentTerms.of(use, categories, Locale.forLanguageTag(language).getLanguage(), until))
                .orElseGet(() -> new ConsentTerms("unregistered", Sha256.base64UrlOf(""), List.of("unknown"),
                        Optional.empty(), examined.party().identifier(), Optional.empty(), categories, until,
                        Period.ZERO,
                        Optional.empty(), ""));
    }

    private static List<CredentialCategory> categories(List<CardNote> cards) {
        return cards.stream()
                .map(card -> new CredentialCategory(card.vct(),
                        card.claims().isEmpty() ? List.of(List.of("vct")) : card.claims()))
                .toList();
    }
}
