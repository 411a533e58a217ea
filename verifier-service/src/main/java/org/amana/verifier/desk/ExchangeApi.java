package org.amana.verifier.desk;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.verifier.exchange.DeadLetters;
import org.amana.verifier.exchange.Delivery;
import org.amana.verifier.exchange.ExchangeOrder;
import org.amana.verifier.exchange.ExchangeQuestion;
import org.amana.verifier.exchange.ExchangeState;
import org.amana.verifier.exchange.ReceivedData;
import org.amana.verifier.organisation.Organisation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data of other authorities, for other software.
 *
 * <pre>
 * POST /{organisation}/desk/api/exchanges {"intended_use":"fetch-diploma","source":"https://…","until":"2027-05-22T00:00:00Z",
 *      "categories"?:[{"vct":"…","claims":[["qualification"]]}],"every"?:"P1M"}
 *      -> 201 {"exchange_id","state":"ASKED","request","wallet_link",…}
 *      with "known_by":"id of an exchange the person agreed to" instead of the source, for a use that rests on a law:
 *      nobody is asked -> 201 {"exchange_id","state":"READY","law_reference",…}
 * GET  /{organisation}/desk/api/exchanges -> […]
 * GET  /{organisation}/desk/api/exchanges/{id} -> {"state","reason"?,"message","deliveries":[…],"dead_letters":[…],…}
 * POST /{organisation}/desk/api/exchanges/{id}/retry -> the same
 * POST /{organisation}/desk/api/exchanges/{id}/cancel -> the same
 * GET  /{organisation}/desk/api/received/{id} -> {"source","data":[{"vct","claims"}]}
 * </pre>
 */
@RestController
@RequestMapping("/{organisation}/desk/api")
class ExchangeApi {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private final ExchangeDesk desk;
    private final ReceivedData received;
    private final DeadLetters letters;

    ExchangeApi(ExchangeDesk desk, ReceivedData received, DeadLetters letters) {
        this.desk = desk;
        this.received = received;
        this.letters = letters;
    }

    @PostMapping("/exchanges")
    ResponseEntity<ObjectNode> open(@PathVariable String organisation, @RequestBody byte[] body,
                                    Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        ObjectNode wish = StrictJson.parseObject(body, MAX_BODY_BYTES);
        ExchangeOrder order = wish.has("known_by")
                ? desk.open(asking, wish.path("known_by").asString(""), question(wish), clerk)
                : desk.open(asking, question(wish), clerk);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(json(asking, order));
    }

    @GetMapping("/exchanges")
    ResponseEntity<ArrayNode> all(@PathVariable String organisation) {
        ArrayNode list = StrictJson.array();
        desk.all(desk.organisation(organisation)).forEach(order -> list.add(summary(order)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @GetMapping("/exchanges/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable String organisation, @PathVariable String id) {
        Organisation asking = desk.organisation(organisation);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(asking, desk.find(asking, id)));
    }

    @PostMapping("/exchanges/{id}/retry")
    ResponseEntity<ObjectNode> retry(@PathVariable String organisation, @PathVariable String id) {
        Organisation asking = desk.organisation(organisation);
        desk.retry(asking, id);
        return one(organisation, id);
    }

    @PostMapping("/exchanges/{id}/cancel")
    ResponseEntity<ObjectNode> cancel(@PathVariable String organisation, @PathVariable String id) {
        desk.cancel(desk.organisation(organisation), id);
        return one(organisation, id);
    }

    @GetMapping("/received/{id}")
    ResponseEntity<ObjectNode> received(@PathVariable String organisation, @PathVariable String id,
                                        Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(desk.look(desk.delivery(asking, id), clerk));
    }

    private static ExchangeQuestion question(ObjectNode body) {
        JsonNode every = body.path("every");
        try {
            return new ExchangeQuestion(body.path("intended_use").asString(""), body.path("source").asString(""),
                    CredentialCategory.parseAll(body.path("categories")),
                    Instant.parse(body.path("until").asString("")),
                    every.isMissingNode() ? Optional.empty() : Optional.of(Period.parse(every.asString(""))));
        } catch (DateTimeException e) {
            throw new ProblemException(new DeskProblem.WrongField("until, every",
                    "a time such as 2027-05-22T00:00:00Z, and a period such as P1M"), e);
        } catch (ProblemException e) {
            throw new ProblemException(new DeskProblem.WrongField("categories", e.problem().detail()), e);
        }
    }

    private ObjectNode json(Organisation asking, ExchangeOrder order) {
        ObjectNode node = summary(order);
        if (order.state() == ExchangeState.ASKED)
            desk.link(asking, order)
                    .ifPresent(link -> node.put("request", link).put("wallet_link", desk.walletLink(link)));
        ArrayNode deliveries = node.putArray("deliveries");
        received.of(order).forEach(delivery -> deliveries.add(json(delivery)));
        ArrayNode dead = node.putArray("dead_letters");
        letters.of(order).forEach(letter -> {
            ObjectNode one = dead.addObject().put("at", letter.at().toString()).put("reason", letter.reason());
            letter.permitIndex().ifPresent(index -> one.put("permit", index));
            one.put("detail", letter.detail());
        });
        return node;
    }

    private ObjectNode summary(ExchangeOrder order) {
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
                });
        order.reason().ifPresent(reason -> node.put("reason", reason));
        order.consent().ifPresent(consent -> node.put("record", consent.record().value()));
        if (order.state() == ExchangeState.ASKED)
            node.put("expires_at", order.nextAttemptAt().toString());
        order.takenAt().ifPresent(at -> node.put("taken_at", at.toString()));
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
