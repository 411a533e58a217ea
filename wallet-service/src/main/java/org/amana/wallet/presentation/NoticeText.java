package org.amana.wallet.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amana.core.register.IntendedUse;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.type.TypeWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The notice of a request as text: who, why, on which ground, what by name, for how long, what a refusal means. It holds
 * no values; its hash stands in the event, and the text itself is kept with the receipt.
 */
@Component
class NoticeText {

    private final MessageSource messages;
    private final TypeWords types;

    NoticeText(MessageSource messages, TypeWords types) {
        this.messages = messages;
        this.types = types;
    }

    String of(ExaminedRequest examined, Locale language) {
        List<String> lines = new ArrayList<>();
        lines.add(line("notice.who", language, examined.party().name(language), examined.party().identifier()));
        examined.use()
                .ifPresentOrElse(use -> addUse(lines, use, language),
                        () -> lines.add(line("notice.unregistered", language)));
        examined.asked()
                .forEach(category -> lines.add(line("notice.what", language, types.name(category.vct(), language),
                        labels(category.vct(), category.claims(), language))));
        return String.join("\n", lines);
    }

    /** The labels of some claims, e.g. of those beyond the registered use. */
    List<String> labels(List<CardNote> cards, Locale language) {
        return cards.stream()
                .flatMap(
                        card -> card.claims().stream().map(path -> types.label(card.vct(), path, language)))
                .toList();
    }

    private void addUse(List<String> lines, IntendedUse use, Locale language) {
        lines.add(line("notice.why", language, use.purpose().in(language.getLanguage())));
        lines.add(line("notice.basis", language, String.join(", ", use.legalBasis()),
                use.lawReference().orElse("")).strip());
        lines.add(line("notice.retention", language, use.retention().toString()));
        lines.add(line("notice.refusal", language, use.refusalConsequence().in(language.getLanguage())));
    }

    private String labels(String vct, List<List<String>> claims, Locale language) {
        return claims.stream().map(path -> types.label(vct, path, language)).collect(Collectors.joining(", "));
    }

    private String line(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
