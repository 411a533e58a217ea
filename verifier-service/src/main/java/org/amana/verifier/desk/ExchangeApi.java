package org.amana.verifier.desk;

import java.security.Principal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.exchange.consent.Disagreements;
import org.amana.verifier.exchange.consent.ExchangeQuestion;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.organisation.Organisation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
 *      "categories"?:[{"vct":"…","claims":[["qualification"]]}],"every"?:"P1M","with_guardian"?:true}
 *      -> 201 {"exchange_id","state":"ASKED","request","wallet_link",…}
 *      with "known_by":"id of an exchange the person agreed to" instead of the source, for a use that rests on a law:
 *      nobody is asked -> 201 {"exchange_id","state":"READY","law_reference",…}
 *      and "reason":"why this cannot wait" beside it, for one that rests on vital interests: -> the same with "review_by"
 *      with "inbox_of":"id of an exchange whose person lets you write to them" (its "can_write" is true) the question goes
 *      to their wallet: no "request" -> the same with "inbox":{"state":"SENDING|SENT|CLOSED|NEVER","attempts","sent_at"?}
 * GET  /{organisation}/desk/api/exchanges -> […]
 * GET  /{organisation}/desk/api/exchanges/{id} -> {"state","reason"?,"message","deliveries":[…],"dead_letters":[…],…}
 * POST /{organisation}/desk/api/exchanges/{id}/retry -> the same
 * POST /{organisation}/desk/api/exchanges/{id}/cancel -> the same
 * POST /{organisation}/desk/api/exchanges/{id}/again -> 201, another that asks person and guardian again
 * POST /{organisation}/desk/api/exchanges/{id}/close {"note":"who spoke with whom"} -> the same
 * GET  /{organisation}/desk/api/received/{id} -> {"source","data":[{"vct","claims"}]}
 * </pre>
 */
@RestController
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk/api")
class ExchangeApi {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private final ExchangeDesk desk;
    private final Disagreements disagreements;
    private final OrderJson json;

    ExchangeApi(ExchangeDesk desk, Disagreements disagreements, OrderJson json) {
        this.desk = desk;
        this.disagreements = disagreements;
        this.json = json;
    }

    @PostMapping("/exchanges")
    ResponseEntity<ObjectNode> open(@PathVariable String organisation, @RequestBody byte[] body,
                                    Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        ObjectNode wish = StrictJson.parseObject(body, MAX_BODY_BYTES);
        ExchangeOrder order = wish.has("inbox_of")
                ? desk.askByInbox(asking, wish.path("inbox_of").asString(""), question(wish), clerk)
                : open(asking, wish, clerk);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(json.of(asking, order));
    }

    private ExchangeOrder open(Organisation asking, ObjectNode wish, Principal clerk) {
        return wish.has("known_by")
                ? desk.open(asking, wish.path("known_by").asString(""), question(wish),
                        wish.has("reason") ? Optional.of(wish.path("reason").asString("")) : Optional.empty(), clerk)
                : desk.open(asking, question(wish), clerk);
    }

    @GetMapping("/exchanges")
    ResponseEntity<ArrayNode> all(@PathVariable String organisation) {
        ArrayNode list = StrictJson.array();
        desk.all(desk.organisation(organisation)).forEach(order -> list.add(json.summary(order)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @Duty.Of({Duty.CLERK, Duty.OFFICER})
    @GetMapping("/exchanges/{id}")
    ResponseEntity<ObjectNode> one(@PathVariable String organisation, @PathVariable String id,
                                   @AuthenticationPrincipal StaffMember member) {
        Organisation asking = desk.organisation(organisation);
        ExchangeOrder order = desk.find(asking, id);
        return ok(Duty.CLERK.isOf(member) ? json.of(asking, order) : json.withoutRequest(order));
    }

    @PostMapping("/exchanges/{id}/retry")
    ResponseEntity<ObjectNode> retry(@PathVariable String organisation, @PathVariable String id) {
        Organisation asking = desk.organisation(organisation);
        desk.retry(asking, id);
        return ok(json.of(asking, desk.find(asking, id)));
    }

    @PostMapping("/exchanges/{id}/cancel")
    ResponseEntity<ObjectNode> cancel(@PathVariable String organisation, @PathVariable String id) {
        Organisation asking = desk.organisation(organisation);
        desk.cancel(asking, id);
        return ok(json.of(asking, desk.find(asking, id)));
    }

    @PostMapping("/exchanges/{id}/again")
    ResponseEntity<ObjectNode> again(@PathVariable String organisation, @PathVariable String id, Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        ExchangeOrder again = disagreements.again(asking, desk.find(asking, id), clerk.getName());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(json.of(asking, again));
    }

    @PostMapping("/exchanges/{id}/close")
    ResponseEntity<ObjectNode> close(@PathVariable String organisation, @PathVariable String id,
                                     @RequestBody byte[] body, Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        String note = StrictJson.parseObject(body, MAX_BODY_BYTES).path("note").asString("");
        disagreements.close(desk.find(asking, id), note, clerk.getName());
        return ok(json.of(asking, desk.find(asking, id)));
    }

    @GetMapping("/received/{id}")
    ResponseEntity<ObjectNode> received(@PathVariable String organisation, @PathVariable String id,
                                        Principal clerk) {
        Organisation asking = desk.organisation(organisation);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(desk.look(desk.delivery(asking, id), clerk));
    }

    private static ResponseEntity<ObjectNode> ok(ObjectNode body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    private static boolean withGuardian(ObjectNode body) {
        JsonNode withGuardian = body.path("with_guardian");
        if (!withGuardian.isMissingNode() && !withGuardian.isBoolean())
            throw new ProblemException(new DeskProblem.WrongField("with_guardian", "true or false"));
        return withGuardian.asBoolean(false);
    }

    private static ExchangeQuestion question(ObjectNode body) {
        JsonNode every = body.path("every");
        try {
            return new ExchangeQuestion(body.path("intended_use").asString(""), body.path("source").asString(""),
                    CredentialCategory.parseAll(body.path("categories")),
                    Instant.parse(body.path("until").asString("")),
                    every.isMissingNode() ? Optional.empty() : Optional.of(Period.parse(every.asString(""))),
                    withGuardian(body));
        } catch (DateTimeException e) {
            throw new ProblemException(new DeskProblem.WrongField("until, every",
                    "a time such as 2027-05-22T00:00:00Z, and a period such as P1M"), e);
        } catch (ProblemException e) {
            throw new ProblemException(new DeskProblem.WrongField("categories", e.problem().detail()), e);
        }
    }
}
