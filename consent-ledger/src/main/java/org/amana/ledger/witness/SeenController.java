package org.amana.ledger.witness;

import java.util.Locale;
import org.amana.core.json.StrictJson;
import org.amana.core.note.NoteProblem;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Answers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes checkpoints of other logs that a service of this node was shown, such as with the permit of a release. Nothing
 * else of what came with them is asked for.
 *
 * <pre>
 * POST /v1/checkpoints {"origin":"ledger.example/tlog","checkpoint":"signed note"} -> 200 {"observation":"agrees"}
 * </pre>
 *
 * The observation is {@code agrees}, {@code comparing}, {@code forked} (the proof is at {@code /v1/forks}) or
 * {@code unknown_log}; 403 {@code not_signed_by_the_log} for what is no checkpoint of that log.
 */
@RestController
class SeenController {
    private static final int MAX_BYTES = 65_536;
    private final SeenCheckpoints seen;

    SeenController(SeenCheckpoints seen) {
        this.seen = seen;
    }

    @PostMapping("/v1/checkpoints")
    ResponseEntity<String> shown(@RequestBody byte[] body) {
        ObjectNode shown = StrictJson.parseObject(body, MAX_BYTES);
        if (!shown.path("origin").isString() || !shown.path("checkpoint").isString()) {
            throw new ProblemException(new WitnessRefusal.NotSigned("members origin and checkpoint are texts"));
        }
        try {
            Observation observation = seen.observe(shown.path("origin").asString(""),
                    shown.path("checkpoint").asString(""));
            return Answers.json(HttpStatus.OK,
                    StrictJson.object().put("observation", observation.name().toLowerCase(Locale.ROOT)));
        } catch (ProblemException e) {
            if (e.problem() instanceof NoteProblem note) {
                throw new ProblemException(new WitnessRefusal.NotSigned(note.detail()), e);
            }
            throw e;
        }
    }
}
