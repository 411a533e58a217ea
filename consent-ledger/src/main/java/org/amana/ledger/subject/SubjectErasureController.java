package org.amana.ledger.subject;

import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.ledger.consent.Consents;
import org.amana.ledger.log.Answers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Erases what the ledger keeps about one relation (GDPR Art. 17). The receipt is given once: afterwards the ledger no
 * longer knows that there was anything.
 *
 * <pre>
 * POST /v1/subject/erasure, body: JWS of type amana-subject-erasure+jwt by the pairwise key
 * -> {"index":13,"receipt":{"type":"https://amana.example/consent/erasure-receipt/v1",…}}
 * </pre>
 */
@RestController
class SubjectErasureController {
    private final Consents consents;
    private final SubjectRequests requests;

    SubjectErasureController(Consents consents, SubjectRequests requests) {
        this.consents = consents;
        this.requests = requests;
    }

    @PostMapping("/v1/subject/erasure")
    ResponseEntity<String> erase(@RequestBody byte[] body) {
        SubjectRequest request = requests.spend(SubjectRequest.Wish.ERASURE, body);
        ErasureReceipt receipt = consents.forget(request.relation());
        ObjectNode answer = StrictJson.object().put("index", receipt.proof().index());
        answer.set("receipt", receipt.toJson());
        return Answers.json(HttpStatus.OK, answer);
    }
}
