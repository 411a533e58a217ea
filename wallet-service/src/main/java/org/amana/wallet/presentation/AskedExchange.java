package org.amana.wallet.presentation;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.Representation;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.wallet.consent.Delivery;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.TypeWords;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that a person may be asked about: {@link ExchangeRule} alone makes one.
 *
 * @param ledger address of the other node's ledger that keeps consents about the source; empty for this node's own
 * @param source as the trust list names it; its identifier is the issuer's
 */
record AskedExchange(ExchangeTerms terms, PartyNote source, Optional<String> ledger) {

    /** By type and claim names. */
    List<CardNote> cards() {
        return notes(terms.categories());
    }

    /**
     * The part of it that a person chose.
     *
     * @throws ProblemException {@link ApiProblem.UnreadableRequest} for nothing at all, or for more than is asked
     */
    List<CardNote> chosen(List<CredentialCategory> chosen) {
        boolean isPart = chosen.stream()
                .allMatch(one -> terms.categories().stream().anyMatch(asked -> asked.covers(one)));
        if (chosen.isEmpty() || !isPart) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected a part of what is asked"));
        }
        return notes(chosen);
    }

    ExchangeScreen screen(TypeWords types, Locale language) {
        return new ExchangeScreen(terms.credentialId(),
                new ExchangeScreen.AskedSource(source.identifier(), source.name(language), source.country()),
                terms.categories().stream().map(category -> data(category, types, language)).toList(), terms.until(),
                terms.every().map(Period::toString).orElse(null), isWithGuardian() ? "required" : null,
                terms.ward()
                        .map(ward -> new ExchangeScreen.AskedWard(ward.request().value(), ward.views().code()))
                        .orElse(null));
    }

    private static ExchangeScreen.AskedData data(CredentialCategory category, TypeWords types, Locale language) {
        String vct = category.vct();
        return new ExchangeScreen.AskedData(vct, types.name(vct, language), category.claims()
                .stream()
                .map(path -> new ExchangeScreen.AskedClaim(path, types.label(vct, path, language)))
                .toList());
    }

    /** True where a person under age is asked before their guardian. */
    boolean isWithGuardian() {
        return terms.isWithGuardian();
    }

    /** True where a guardian is asked. */
    boolean isForWard() {
        return terms.ward().isPresent();
    }

    /** What a decision of that kind says of who is represented; empty for whoever decides for themselves. */
    Optional<Representation> representation(EventKind kind) {
        return terms.represented().map(one -> switch (one) {
            case Represented.WithGuardian() -> new Representation.WithGuardian(switch (kind) {
                case REFUSED -> Views.NO;
                case DEFERRED -> Views.NOT_ABLE;
                default -> Views.YES;
            });
            case Represented.ForWard(var request, var _) -> new Representation.ForWard(request);
        });
    }

    /** The same word for the history and for pages: {@code guardian}, {@code ward}, or null. */
    @Nullable String represented() {
        return isForWard() ? "ward" : isWithGuardian() ? "guardian" : null;
    }

    Delivery delivery() {
        return new Delivery(source, terms.until(), terms.every().map(Period::toString).orElse(null));
    }

    private static List<CardNote> notes(List<CredentialCategory> categories) {
        return categories.stream().map(category -> new CardNote(category.vct(), category.claims())).toList();
    }
}
