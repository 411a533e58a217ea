package org.amana.verifier.desk;

import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Views;
import org.amana.core.json.StrictJson;
import org.amana.verifier.exchange.DeadLetters;
import org.amana.verifier.exchange.consent.Disagreements;
import org.amana.verifier.exchange.order.Delivery;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.amana.verifier.exchange.order.GuardiansPart;
import org.amana.verifier.exchange.order.ReceivedData;
import org.amana.verifier.organisation.Organisation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An exchange as the desk's API shows it. */
@Component
final class OrderJson {
    private final ExchangeDesk desk;
    private final ReceivedData received;
    private final DeadLetters letters;
    private final Disagreements disagreements;
    private final CodeDesk codes;

    OrderJson(ExchangeDesk desk, ReceivedData received, DeadLetters letters, Disagreements disagreements,
            CodeDesk codes) {
        this.desk = desk;
        this.received = received;
        this.letters = letters;
        this.disagreements = disagreements;
        this.codes = codes;
    }

    /** All of it. */
    ObjectNode of(Organisation asking, ExchangeOrder order) {
        ObjectNode node = withoutRequest(order);
        desk.asked(asking, order).ifPresent(check -> {
            String link = desk.link(check);
            node.put("request", link).put("wallet_link", desk.walletLink(link));
            codes.json(check).ifPresent(code -> node.set("code", code));
        });
        return node;
    }

    /** The same for who oversees: with the request one could answer in the place of a wallet. */
    ObjectNode withoutRequest(ExchangeOrder order) {
        ObjectNode node = summary(order);
        ArrayNode deliveries = node.putArray("deliveries");
        received.of(order).forEach(delivery -> deliveries.add(json(delivery)));
        ArrayNode dead = node.putArray("dead_letters");
        letters.of(order).forEach(letter -> {
            ObjectNode one = dead.addObject().put("at", letter.at().toString()).put("reason", letter.reason());
            letter.permitIndex().ifPresent(index -> one.put("permit", index));
            one.put("detail", letter.detail());
        });
        disagreements.settled(order).ifPresent(settled -> {
            ObjectNode one = node.putObject("settled").put("by", settled.by()).put("at", settled.at().toString());
            settled.note().ifPresent(note -> one.put("note", note));
            settled.again().ifPresent(again -> one.put("again", again.value()));
        });
        return node;
    }

    private static ObjectNode json(GuardiansPart part) {
        ObjectNode node = StrictJson.object();
        if (part.personsRelation().isPresent())
            node.put("views", Views.YES.code());
        part.consent().ifPresent(consent -> node.put("record", consent.record().value()));
        part.mandate().ifPresent(mandate -> {
            node.put("mandate_issuer", mandate.issuer());
            mandate.until().ifPresent(end -> node.put("mandate_until", end.toString()));
        });
        return node;
    }

    /** Without what came, and without the request. */
    ObjectNode summary(ExchangeOrder order) {
        ObjectNode node = StrictJson.object()
                .put("exchange_id", order.id().value())
                .put("state", order.state().name())
                .put("message", desk.words(order))
                .put("intended_use", order.intendedUse())
                .put("source", order.source());
        ArrayNode categories = node.putArray("categories");
        order.categories().forEach(category -> categories.add(category.toJson()));
        node.put("until", order.until().toString());
        order.every().ifPresent(every -> node.put("every", every.toString()));
        order.law()
                .map(LawfulAccess::verify)
                .ifPresent(access -> {
                    node.put("law_reference", access.lawReference());
                    access.legalBasis().forEach(node.putArray("legal_basis")::add);
                    access.emergency().ifPresent(one -> node.put("review_by", one.reviewBy().toString()));
                });
        order.reason().ifPresent(reason -> node.put("reason", reason));
        order.consent().ifPresent(consent -> node.put("record", consent.record().value()));
        if (order.state().isAsked())
            node.put("expires_at", order.nextAttemptAt().toString());
        desk.takenAt(order).ifPresent(at -> node.put("taken_at", at.toString()));
        desk.sending(order).ifPresent(sending -> {
            ObjectNode one = node.putObject("inbox")
                    .put("state", sending.state().name())
                    .put("attempts", sending.attempts());
            sending.sentAt().ifPresent(at -> one.put("sent_at", at.toString()));
        });
        if (desk.canWrite(order))
            node.put("can_write", true);
        order.guardian().ifPresent(part -> node.set("guardian", json(part)));
        order.againOf().ifPresent(before -> node.put("again_of", before.value()));
        if (order.state() == ExchangeState.READY || order.state() == ExchangeState.WAITING)
            node.put("next_attempt_at", order.nextAttemptAt().toString());
        return node.put("attempts", order.attempts())
                .put("opened_by", order.openedBy())
                .put("opened_at", order.openedAt().toString());
    }

    private static ObjectNode json(Delivery delivery) {
        ObjectNode node = StrictJson.object()
                .put("received_id", delivery.id())
                .put("state", delivery.state().name())
                .put("permit", delivery.permitIndex())
                .put("received_at", delivery.receivedAt().toString())
                .put("kept_until", delivery.keptUntil().toString());
        delivery.erasedAt().ifPresent(at -> node.put("erased_at", at.toString()));
        delivery.erasedFor().ifPresent(cause -> node.put("erased_for", cause.name()));
        return node;
    }
}
