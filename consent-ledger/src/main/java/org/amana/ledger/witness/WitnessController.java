package org.amana.ledger.witness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.amana.core.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** This node as a witness (C2SP tlog-witness, "HTTP Interface"): both prefixes are {@code /witness}. */
@RestController
class WitnessController {
    private static final MediaType SIZE = MediaType.parseMediaType("text/x.tlog.size");
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private final Witness witness;
    private final Forks forks;

    WitnessController(Witness witness, Forks forks) {
        this.witness = witness;
        this.forks = forks;
    }

    /** @param body read as it is, whatever type the caller gives it: the specification names none */
    @PostMapping("/witness/add-checkpoint")
    ResponseEntity<byte[]> addCheckpoint(InputStream body) throws IOException {
        return switch (witness.addCheckpoint(body.readAllBytes())) {
            case WitnessAnswer.Cosigned cosigned -> text(HttpStatus.OK, TEXT, "no-store", cosigned.lines());
            case WitnessAnswer.Stale stale -> text(HttpStatus.CONFLICT, SIZE, "no-store", stale.treeSize() + "\n");
        };
    }

    @GetMapping("/witness/{originHash}/checkpoint")
    ResponseEntity<byte[]> checkpoint(@PathVariable String originHash) {
        return text(HttpStatus.OK, TEXT, "public, max-age=1", witness.checkpoint(originHash)
                .orElseThrow(() -> new ProblemException(
                        new WitnessRefusal.NotThere("no log with that origin hash was cosigned here"))));
    }

    /** A proof that a log showed two histories, for {@code amana-ledger fork}. */
    @GetMapping("/v1/forks/{originHash}")
    ResponseEntity<byte[]> fork(@PathVariable String originHash) {
        String proof = forks.proof(originHash)
                .orElseThrow(() -> new ProblemException(
                        new WitnessRefusal.NotThere("no log with that origin hash is known to have forked")));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"fork-proof.json\"")
                .body(proof.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> text(HttpStatus status, MediaType type, String caching, String body) {
        return ResponseEntity.status(status)
                .contentType(type)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }
}
