package org.amana.wallet.home;

import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.amana.core.consent.Views;
import org.amana.core.json.StrictJson;
import org.amana.wallet.presentation.ExchangeScreen;
import org.amana.wallet.presentation.RequestScreen;
import org.amana.wallet.presentation.UseWords;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a request screen into what its page says. */
@Component
class TellRequest {
    /** Said where they belong on the page, not again as a warning. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("unregistered", "over_asking");

    private final MessageSource messages;
    private final UseWords uses;

    TellRequest(MessageSource messages, UseWords uses) {
        this.messages = messages;
        this.uses = uses;
    }

    RequestOnPage tell(RequestScreen screen, Locale locale) {
        RequestScreen.Why why = screen.why();
        return new RequestOnPage(screen.requestId(), screen.who(),
                Page.country(screen.who().country(), locale),
                why == null ? text("request.purpose.unknown", locale) : why.purpose(), why != null && why.consent(),
                why == null ? "unknown" : nature(why.legalBasis()),
                why == null
                        ? text("request.keep.unknown", locale)
                        : uses.retention(Period.parse(why.retention()), locale),
                why == null ? List.of() : why.recipients(), why == null ? null : why.refusalConsequence(),
                why == null ? null : why.lawReference(), screen.overAsking(),
                screen.warnings()
                        .stream()
                        .filter(warning -> !SAID_ELSEWHERE.contains(warning.code()))
                        .map(RequestScreen.Warning::text)
                        .toList(),
                screen.explicit(), screen.canAnswer(), screen.options().stream().map(TellRequest::option).toList(),
                shown(screen), ExchangeOnPage.of(screen.exchange(), uses, locale),
                screen.answerUntil());
    }

    private static RequestOnPage.Option option(RequestScreen.Option option) {
        List<Row> rows = Row.of(option.what());
        return new RequestOnPage.Option(
                String.join(", ", option.cards().stream().map(RequestScreen.OptionCard::name).toList()), rows,
                option.notShown(), rows.stream().anyMatch(Row::picture), cards(option),
                option.own() == null
                        ? null
                        : new RequestOnPage.Own(option.own().issuer(), Row.of(option.own().what())));
    }

    /** GDPR Art. 6(1)(e) is the public task; consent is told apart before. */
    private static String nature(List<String> legalBasis) {
        if (legalBasis.stream().anyMatch(basis -> basis.endsWith("A6-1-e"))) {
            return "public";
        }
        return legalBasis.isEmpty() ? "unknown" : "law";
    }

    /** What the event and the key-binding JWTs must say (decision 0051). */
    private static String shown(RequestScreen screen) {
        ObjectNode shown = StrictJson.object().put("audience", screen.audience()).put("nonce", screen.nonce());
        RequestScreen.Event event = screen.event();
        ObjectNode compared = shown.putObject("event");
        compared.put("controller", event.controller())
                .put("purpose", event.purpose())
                .put("purposeText", event.purposeText())
                .put("withdrawable", event.withdrawable())
                .put("requestHash", event.requestHash())
                .put("notice", screen.notice())
                .put("language", event.language());
        ArrayNode basis = compared.putArray("legalBasis");
        event.legalBasis().forEach(basis::add);
        ExchangeScreen exchange = screen.exchange();
        if (exchange != null) {
            ExchangeOnPage.write(exchange, shown.putObject("exchange"));
            if (exchange.guardian() != null) {
                compared.putObject("guardian").put("views", Views.YES.code());
            }
            if (exchange.ward() != null) {
                compared.putObject("ward").put("request_hash", exchange.ward().requestHash());
            }
        }
        return StrictJson.write(shown);
    }

    private static String cards(RequestScreen.Option option) {
        ArrayNode cards = StrictJson.array();
        for (RequestScreen.OptionCard card : option.cards()) {
            ObjectNode one = cards.addObject().put("vct", card.type()).put("last", card.copiesLeft() <= 1);
            ArrayNode claims = one.putArray("claims");
            card.disclosed().forEach(claim -> claims.addObject().put("name", claim.name()).put("value", claim.value()));
        }
        return StrictJson.write(cards);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
