package org.amana.ledger.log;

import org.amana.core.json.StrictJson;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** JSON answers of the ledger; what is about a person or a moment is never cached. */
public final class Answers {
    private Answers() {}

    public static ResponseEntity<String> json(HttpStatus status, JsonNode body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(StrictJson.write(body));
    }
}
