package org.amana.verifier.desk;

import java.security.Principal;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.verifier.exchange.law.AnswerObjection;
import org.amana.verifier.exchange.law.Objections;
import org.amana.verifier.exchange.law.PersonsObjection;
import org.amana.verifier.organisation.Organisation;
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
 * Objections to accesses by law, for other software.
 *
 * <pre>
 * GET  /{organisation}/desk/api/objections -> [{"record","state","objected_at","due_at","words"?,"answered_at"?}]
 * POST /{organisation}/desk/api/objections/{record} {"grounds"?:"…"} -> the same, one; without grounds it gives in
 * </pre>
 */
@RestController
@Duty.Of({Duty.CLERK, Duty.OFFICER})
@RequestMapping("/{organisation}/desk/api")
class ObjectionApi {
    private static final int MAX_BODY_BYTES = 16 * 1024;
    private final ExchangeDesk desk;
    private final Objections objections;
    private final AnswerObjection answers;

    ObjectionApi(ExchangeDesk desk, Objections objections, AnswerObjection answers) {
        this.desk = desk;
        this.objections = objections;
        this.answers = answers;
    }

    @GetMapping("/objections")
    ResponseEntity<ArrayNode> all(@PathVariable String organisation) {
        ArrayNode list = StrictJson.array();
        objections.all(desk.organisation(organisation).id()).forEach(one -> list.add(json(one)));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(list);
    }

    @PostMapping("/objections/{record}")
    ResponseEntity<ObjectNode> answer(@PathVariable String organisation, @PathVariable String record,
                                      @RequestBody byte[] body, Principal clerk) {
        Organisation asked = desk.organisation(organisation);
        ObjectNode wish = StrictJson.parseObject(body, MAX_BODY_BYTES);
        answers.answer(asked, find(asked, record),
                wish.has("grounds") ? Optional.of(wish.path("grounds").asString("")) : Optional.empty(),
                clerk.getName());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(json(find(asked, record)));
    }

    private PersonsObjection find(Organisation asked, String record) {
        return objections.find(asked.id(), record)
                .orElseThrow(() -> new ProblemException(new DeskProblem.NotFound("objection")));
    }

    private ObjectNode json(PersonsObjection one) {
        ObjectNode node = StrictJson.object()
                .put("record", one.record().value())
                .put("state", ObjectionView.state(one, desk.now()))
                .put("objected_at", one.objectedAt().toString())
                .put("due_at", one.dueAt().toString());
        one.words().ifPresent(words -> node.put("words", words));
        one.answeredAt().ifPresent(at -> node.put("answered_at", at.toString()));
        return node;
    }
}
