package org.amana.ledger.witness;

import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.core.note.TlogProof;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Answers;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes a receipt a witnessed one: whoever holds a receipt asks for the proof of its entry in the newest witnessed
 * tree and puts it in the place of the first. Event, salt and commitment never come here.
 *
 * <pre>
 * POST /v1/proofs/witnessed {"index":7} -> 200 {"index":7,"proof":"c2sp.org/tlog-proof@v1\n…"}
 * </pre>
 */
@RestController
class WitnessedController {
    private static final int MAX_BYTES = 1_024;
    private final WitnessedCheckpoints witnessed;

    WitnessedController(WitnessedCheckpoints witnessed) {
        this.witnessed = witnessed;
    }

    @GetMapping("/tlog/checkpoint/witnessed")
    ResponseEntity<byte[]> checkpoint() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1")
                .body(witnessed.newest().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/v1/proofs/witnessed")
    ResponseEntity<String> proof(@RequestBody byte[] body) {
        ObjectNode asked = StrictJson.parseObject(body, MAX_BYTES);
        JsonNode index = asked.path("index");
        if (!index.isIntegralNumber() || !index.canConvertToLong()) {
            throw new ProblemException(new WitnessRefusal.NotThere("member index is a whole number"));
        }
        TlogProof proof = witnessed.proof(index.longValue());
        return Answers.json(HttpStatus.OK,
                StrictJson.object().put("index", proof.index()).put("proof", proof.text()));
    }
}
