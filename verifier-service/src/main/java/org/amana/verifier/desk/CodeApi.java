package org.amana.verifier.desk;

import org.amana.core.json.StrictJson;
import org.amana.verifier.code.GivenCode;
import org.amana.verifier.organisation.Organisation;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Codes that are said aloud, for other software. The page and the API of a question show its code under {@code code}.
 *
 * <pre>
 * POST /{organisation}/desk/api/checks/{id}/code      -> 201 {"code":{"digits":"482193057260","until":"…"}}
 * POST /{organisation}/desk/api/exchanges/{id}/code   -> the same; 409 once a wallet has the question
 * </pre>
 */
@RestController
@Duty.Of(Duty.CLERK)
@RequestMapping("/{organisation}/desk/api")
class CodeApi {
    private final Desk desk;
    private final CodeDesk codes;

    CodeApi(Desk desk, CodeDesk codes) {
        this.desk = desk;
        this.codes = codes;
    }

    @PostMapping("/checks/{id}/code")
    ResponseEntity<ObjectNode> ofCheck(@PathVariable String organisation, @PathVariable String id) {
        return given(desk.organisation(organisation), CodeDesk.Kind.CHECKS, id);
    }

    @PostMapping("/exchanges/{id}/code")
    ResponseEntity<ObjectNode> ofExchange(@PathVariable String organisation, @PathVariable String id) {
        return given(desk.organisation(organisation), CodeDesk.Kind.EXCHANGES, id);
    }

    private ResponseEntity<ObjectNode> given(Organisation asking, CodeDesk.Kind kind, String id) {
        GivenCode code = codes.give(asking, kind, id);
        ObjectNode body = StrictJson.object();
        body.set("code", codes.json(code));
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore()).body(body);
    }
}
