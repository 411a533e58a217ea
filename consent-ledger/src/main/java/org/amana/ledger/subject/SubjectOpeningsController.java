package org.amana.ledger.subject;

import java.util.List;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.json.StrictJson;
import org.amana.ledger.consent.Openings;
import org.amana.ledger.log.Answers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes back, from the person whose entries they are, openings that a restored ledger lost.
 *
 * <pre>
 * POST /v1/subject/openings, body: JWS of type amana-subject-openings+jwt by the pairwise key
 * -> {"relation":"…","openings":[{"index":8,"outcome":"taken"},{"index":9,"outcome":"known"}]}
 * </pre>
 */
@RestController
class SubjectOpeningsController {
    private final Openings openings;
    private final SubjectRequests requests;

    SubjectOpeningsController(Openings openings, SubjectRequests requests) {
        this.openings = openings;
        this.requests = requests;
    }

    @PostMapping("/v1/subject/openings")
    ResponseEntity<String> take(@RequestBody byte[] body) {
        OpeningsRequest request = requests.spendOpenings(body);
        List<Openings.Taken> taken = openings.take(request.request().relation(), request.openings());
        ObjectNode answer = StrictJson.object().put("relation", request.request().relation().thumbprint());
        ArrayNode list = answer.putArray("openings");
        taken.forEach(
                one -> list.addObject().put("index", one.index()).put("outcome", one.known() ? "known" : "taken"));
        return Answers.json(HttpStatus.OK, answer);
    }
}
