package org.amana.ledger.log;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TileId;
import org.amana.core.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The published log (C2SP tlog-tiles, "APIs"), and proofs for those who do not want to fetch tiles. */
@RestController
class TlogController {
    private static final int MAX_BYTES = 1_024;
    private final PublishedLog published;

    TlogController(PublishedLog published) {
        this.published = published;
    }

    @GetMapping("/tlog/checkpoint")
    ResponseEntity<byte[]> checkpoint() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=1")
                .body(published.checkpoint().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/tlog/tile/**")
    ResponseEntity<byte[]> tile(HttpServletRequest request) {
        TileId id;
        try {
            id = TileId.parse(request.getRequestURI().substring("/tlog/".length()));
        } catch (ProblemException e) {
            throw new ProblemException(new LogProblem.NotFound(e.problem().detail()), e);
        }
        byte[] content = id.level() == TileId.ENTRIES ? published.entries(id) : published.tile(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                .body(content);
    }

    @PostMapping("/v1/proofs/inclusion")
    ResponseEntity<String> inclusion(@RequestBody byte[] body) {
        ObjectNode asked = StrictJson.parseObject(body, MAX_BYTES);
        long treeSize = asked.has("tree_size") ? number(asked, "tree_size") : published.treeSize();
        long index = number(asked, "index");
        ObjectNode answer = StrictJson.object().put("index", index).put("tree_size", treeSize);
        ArrayNode path = answer.putArray("path");
        published.inclusion(index, treeSize).path().forEach(hash -> path.add(hash.toBase64()));
        return Answers.json(HttpStatus.OK, answer);
    }

    @PostMapping("/v1/proofs/consistency")
    ResponseEntity<String> consistency(@RequestBody byte[] body) {
        ObjectNode asked = StrictJson.parseObject(body, MAX_BYTES);
        ConsistencyProof proof = published.consistency(number(asked, "old_size"), number(asked, "new_size"));
        ObjectNode answer = StrictJson.object().put("old_size", proof.oldSize()).put("new_size", proof.newSize());
        ArrayNode path = answer.putArray("path");
        proof.path().forEach(hash -> path.add(hash.toBase64()));
        return Answers.json(HttpStatus.OK, answer);
    }

    private static long number(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new ProblemException(new LogProblem.NotFound("member " + name + " is a whole number"));
        }
        return value.longValue();
    }
}
