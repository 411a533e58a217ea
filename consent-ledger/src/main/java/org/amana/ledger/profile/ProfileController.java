package org.amana.ledger.profile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.LogProblem;
import org.amana.schemas.ConsentProfile;
import org.amana.schemas.Schemas;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/**
 * How consent is recorded, for programs of others: schemas, context and shapes under the paths of their identifiers
 * ({@code https://amana.example/consent/event.schema.json} and so on). Whoever points that name at a ledger needs nothing
 * else. They are the same for everybody and change with a release alone.
 */
@RestController
class ProfileController {
    private static final Duration KEPT = Duration.ofDays(1);
    private final Map<String, Document> documents;

    /** A document as published; its tag is the hash of its bytes. */
    private record Document(MediaType type, String text, String tag) {
        static Document of(String type, String text) {
            String tag = Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
            return new Document(MediaType.parseMediaType(type), text, '"' + tag + '"');
        }
    }

    ProfileController() {
        ConsentProfile profile = Schemas.consentProfile();
        this.documents = Map.<String, Function<ConsentProfile, Document>>of(
                "event.schema.json", it -> Document.of("application/schema+json", it.eventSchema()),
                "receipt.schema.json", it -> Document.of("application/schema+json", it.receiptSchema()),
                "context.jsonld", it -> Document.of("application/ld+json", it.context()),
                "shapes.ttl", it -> Document.of("text/turtle;charset=UTF-8", it.shapes()),
                "rulebook.md", it -> Document.of("text/markdown;charset=UTF-8", it.rulebook()))
                .entrySet()
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().apply(profile)));
    }

    @GetMapping("/consent/{document}")
    ResponseEntity<byte[]> document(@PathVariable String document, WebRequest request) {
        Document found = documents.get(document);
        if (found == null) {
            throw new ProblemException(new LogProblem.NotFound("the profile has no document of this name"));
        }
        return answer(found, request);
    }

    /** Namespace of the terms that the vocabulary lacks: the context is where they are told. */
    @GetMapping("/consent/ns")
    ResponseEntity<byte[]> namespace(WebRequest request) {
        return document("context.jsonld", request);
    }

    /** What {@code profile} of an event and {@code type} of a receipt name: the words about both. */
    @GetMapping({"/consent/event/v1", "/consent/receipt/v1"})
    ResponseEntity<byte[]> profile(WebRequest request) {
        return document("rulebook.md", request);
    }

    private static ResponseEntity<byte[]> answer(Document found, WebRequest request) {
        if (request.checkNotModified(found.tag())) {
            return ResponseEntity.status(304).build();
        }
        return ResponseEntity.ok()
                .contentType(found.type())
                .eTag(found.tag())
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(found.text().getBytes(StandardCharsets.UTF_8));
    }
}
