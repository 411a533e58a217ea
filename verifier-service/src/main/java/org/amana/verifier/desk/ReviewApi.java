package org.amana.verifier.desk;

import org.amana.core.consent.AccessReview;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.support.staff.StaffMember;
import org.amana.verifier.exchange.law.EmergencyAccess;
import org.amana.verifier.exchange.law.EmergencyAccesses;
import org.amana.verifier.exchange.law.ReviewEmergency;
import org.springframework.http.CacheControl;
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
 * Accesses in an emergency and their reviews, for the software of the data protection officer; 403 for other staff, and
 * for who opened the access.
 *
 * <pre>
 * GET  /{organisation}/desk/api/reviews -> [{"record","state","exchange_id","reason","opened_by","opened_at","review_by",
 *      "words"?,"reviewed_at"?}]
 * POST /{organisation}/desk/api/reviews/{record} {"justified":true,"words":"…"} -> the same, one
 * POST /{organisation}/desk/api/reviews/{record}/lift {"words":"…"} -> the same; of one that was not justified
 * </pre>
 */
@RestController
@Duty.Of(Duty.OFFICER)
@RequestMapping("/{organisation}/desk/api")
class ReviewApi {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private final Desk desk;
    private final EmergencyAccesses accesses;
    private final ReviewEmergency reviews;

    ReviewApi(Desk desk, EmergencyAccesses accesses, ReviewEmergency reviews) {
        this.desk = desk;
        this.accesses = accesses;
        this.reviews = reviews;
    }

    @GetMapping("/reviews")
    ResponseEntity<ArrayNode> all(@PathVariable String organisation, @AuthenticationPrincipal StaffMember member) {
        Officer officer = Officer.of(member, desk.organisation(organisation));
        ArrayNode list = StrictJson.array();
        accesses.all(officer.organisation().id()).forEach(one -> list.add(json(one)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @PostMapping("/reviews/{record}")
    ResponseEntity<ObjectNode> review(@PathVariable String organisation, @PathVariable String record,
                                      @RequestBody byte[] body, @AuthenticationPrincipal StaffMember member) {
        Officer officer = Officer.of(member, desk.organisation(organisation));
        ObjectNode wish = StrictJson.parseObject(body, MAX_BODY_BYTES);
        JsonNode justified = wish.path("justified");
        if (!justified.isBoolean())
            throw new ProblemException(new DeskProblem.WrongField("justified", "true or false"));
        reviews.review(officer.organisation(), find(officer, record), justified.booleanValue(),
                wish.path("words").asString(""), officer.name());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(find(officer, record)));
    }

    @PostMapping("/reviews/{record}/lift")
    ResponseEntity<ObjectNode> lift(@PathVariable String organisation, @PathVariable String record,
                                    @RequestBody byte[] body, @AuthenticationPrincipal StaffMember member) {
        Officer officer = Officer.of(member, desk.organisation(organisation));
        reviews.lift(officer.organisation(), find(officer, record),
                StrictJson.parseObject(body, MAX_BODY_BYTES).path("words").asString(""), officer.name());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(find(officer, record)));
    }

    private EmergencyAccess find(Officer officer, String record) {
        return accesses.find(officer.organisation().id(), record)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("access")));
    }

    private ObjectNode json(EmergencyAccess one) {
        ObjectNode node = StrictJson.object()
                .put("record", one.record().value())
                .put("state", ReviewView.state(one, desk.now()))
                .put("exchange_id", one.order().value())
                .put("reason", one.reason().words())
                .put("opened_by", one.openedBy())
                .put("opened_at", one.openedAt().toString())
                .put("review_by", one.reviewBy().toString());
        one.review().map(AccessReview::words).ifPresent(words -> node.put("words", words));
        one.reviewedAt().ifPresent(at -> node.put("reviewed_at", at.toString()));
        return node;
    }
}
