package org.amana.verifier.desk;

import java.security.Principal;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsOutcome;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.rights.AnswerRight;
import org.amana.verifier.rights.AskedRight;
import org.amana.verifier.rights.RightsInbox;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What persons ask of the organisation by right, for other software.
 *
 * <pre>
 * GET  /{organisation}/desk/api/rights -> [{"right_id","wish":"ERASURE","record","asked_at","last_day","state","outcome"?,"answered_at"?,"told"}]
 * POST /{organisation}/desk/api/rights/{id}/answer {"outcome":"ERASED"} -> the same, of one
 * </pre>
 */
@RestController
@Duty.Of({Duty.CLERK, Duty.OFFICER})
@RequestMapping("/{organisation}/desk/api/rights")
class RightsApi {
    private static final int MAX_BODY_BYTES = 1_024;
    private final Desk desk;
    private final RightsInbox inbox;
    private final AnswerRight answer;

    RightsApi(Desk desk, RightsInbox inbox, AnswerRight answer) {
        this.desk = desk;
        this.inbox = inbox;
        this.answer = answer;
    }

    @GetMapping
    ResponseEntity<ArrayNode> rights(@PathVariable String organisation) {
        ArrayNode list = StrictJson.array();
        inbox.all(desk.organisation(organisation).id()).forEach(one -> list.add(json(one)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @PostMapping("/{id}/answer")
    ResponseEntity<ObjectNode> answer(@PathVariable String organisation, @PathVariable String id,
                                      @RequestBody byte[] body, Principal clerk) {
        Organisation asked = desk.organisation(organisation);
        answer.answer(asked, id, outcome(StrictJson.parseObject(body, MAX_BODY_BYTES)), clerk.getName());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(inbox.find(asked.id(), id)));
    }

    private static RightsOutcome outcome(ObjectNode body) {
        try {
            return RightsOutcome.parse(body.path("outcome").asString(""));
        } catch (ProblemException e) {
            throw new ProblemException(new DeskProblem.WrongField("outcome", e.problem().detail()), e);
        }
    }

    private ObjectNode json(AskedRight asked) {
        ObjectNode node = StrictJson.object()
                .put("right_id", asked.id())
                .put("wish", "ERASURE")
                .put("record", asked.record())
                .put("asked_at", asked.askedAt().toString())
                .put("last_day", asked.clock().lastDay().toString())
                .put("state", asked.clock().stateAt(desk.now()).name());
        asked.outcome().ifPresent(outcome -> node.put("outcome", outcome.name()));
        asked.answeredAt().ifPresent(at -> node.put("answered_at", at.toString()));
        return node.put("told", asked.told());
    }
}
