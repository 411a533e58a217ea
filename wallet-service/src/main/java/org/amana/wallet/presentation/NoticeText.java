package org.amana.wallet.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.amana.core.exchange.Represented;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.support.page.IsolatedText;
import org.amana.wallet.consent.Delivery;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.type.TypeWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The notice of a request as text: who, why, on which ground, what by name, for how long, what a refusal means. It holds
 * no values and no codes; its hash stands in the event, and the text itself is kept with the receipt.
 */
@Component
class NoticeText {

    private final MessageSource messages;
    private final TypeWords types;
    private final UseWords uses;

    NoticeText(MessageSource messages, TypeWords types, UseWords uses) {
        this.messages = messages;
        this.types = types;
        this.uses = uses;
    }

    String of(ExaminedRequest examined, Locale language) {
        List<String> lines = new ArrayList<>();
        lines.add(line("notice.who", language, IsolatedText.of(examined.party().name(language)),
                IsolatedText.of(examined.party().identifier())));
        examined.use()
                .ifPresentOrElse(use -> addUse(lines, use, language),
                        () -> lines.add(line("notice.unregistered", language)));
        examined.exchange()
                .ifPresentOrElse(exchange -> addExchange(lines, exchange, examined.asked(), language),
                        () -> addCategories(lines, "notice.what", examined.asked(), language));
        return String.join("\n", lines);
    }

    private void addExchange(List<String> lines, AskedExchange exchange, List<CredentialCategory> asked,
                             Locale language) {
        lines.add(line("notice.source", language, IsolatedText.of(exchange.source().name(language)),
                IsolatedText.of(exchange.source().identifier())));
        addCategories(lines, "notice.sends", exchange.terms().categories(), language);
        exchange.terms().represented().ifPresent(one -> lines.add(line(switch (one) {
            case Represented.WithGuardian() -> "notice.guardian";
            case Represented.ForWard _ -> "notice.ward";
        }, language)));
        Delivery delivery = exchange.delivery();
        lines.add(line("notice.often", language, uses.every(delivery.every(), language)));
        lines.add(line("notice.until", language, IsolatedText.moment(delivery.until(), language)));
        if (exchange.isForWard()) {
            addCategories(lines, "notice.what", asked, language);
        } else {
            lines.add(line("notice.now", language));
        }
    }

    private void addCategories(List<String> lines, String key, List<CredentialCategory> categories, Locale language) {
        categories.forEach(category -> lines.add(line(key, language, types.name(category.vct(), language),
                types.list(types.labels(category.vct(), category.claims(), language), language))));
    }

    /** The labels of some claims, e.g. of those beyond the registered use. */
    List<String> labels(List<CardNote> cards, Locale language) {
        return cards.stream().flatMap(card -> types.labels(card.vct(), card.claims(), language).stream()).toList();
    }

    private void addUse(List<String> lines, IntendedUse use, Locale language) {
        lines.add(line("notice.why", language, use.purpose().in(language.getLanguage())));
        lines.add(line("notice.basis", language, types.list(
                use.legalBasis().stream().map(term -> uses.legalBasis(term, language)).toList(), language)));
        use.lawReference().ifPresent(law -> lines.add(line("notice.law", language, IsolatedText.of(law))));
        lines.add(line("notice.retention", language, uses.retention(use.retention(), language)));
        lines.add(line("notice.refusal", language, use.refusalConsequence().in(language.getLanguage())));
    }

    private String line(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
