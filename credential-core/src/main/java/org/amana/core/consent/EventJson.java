package org.amana.core.consent;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.Jwks;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Members of a {@link ConsentEvent}, one after the other. */
final class EventJson {
    private EventJson() {}

    static ObjectNode write(ConsentEvent event) {
        ConsentTerms terms = event.terms();
        ObjectNode object = StrictJson.object().put("profile", ConsentEvent.PROFILE).put("kind", event.kind().name());
        object.put("record", event.record().value()).put("relation", event.relation().thumbprint());
        object.put("seq", event.position().seq());
        event.position().previous().ifPresent(commitment -> object.put("prev", commitment.toBase64Url()));
        object.put("time", event.time().toString());
        object.putObject("actor").set("jwk", Jwks.toMinimalJson(event.actor()));
        object.putObject("purpose").put("id", terms.purpose()).put("text_hash", terms.purposeHash());
        ArrayNode basis = object.putArray("legal_basis");
        terms.legalBasis().forEach(basis::add);
        terms.lawReference().ifPresent(law -> object.put("law_reference", law));
        object.put("controller", terms.controller());
        terms.source().ifPresent(source -> object.put("source", source));
        ArrayNode categories = object.putArray("categories");
        terms.categories().forEach(category -> categories.add(category.toJson()));
        terms.validUntil().ifPresent(until -> object.put("valid_until", until.toString()));
        object.put("retention", terms.retention().toString());
        terms.withdrawal().ifPresent(method -> object.put("withdrawal", method));
        object.put("refusal_consequence", terms.refusalConsequence());
        object.putObject("notice").put("hash", event.notice().hash()).put("language", event.notice().language());
        terms.representation().ifPresent(representation -> representation.write(object));
        return object.put("request_hash", event.requestHash().value());
    }

    static ConsentEvent read(ObjectNode object) {
        if (!text(object, "profile").equals(ConsentEvent.PROFILE)) {
            throw ConsentProblem.malformedEvent("the profile of an event is " + ConsentEvent.PROFILE);
        }
        ECKey actor = Jwks.parsePublicEcKey(object.path("actor").path("jwk"));
        JsonNode notice = object.path("notice");
        return new ConsentEvent(kind(object), new RecordId(text(object, "record")), actor,
                new ChainPosition(number(object, "seq"), optional(object, "prev").map(Commitment::parse)),
                instant(text(object, "time")), terms(object),
                new Notice(text(notice, "hash"), text(notice, "language")),
                new RequestHash(text(object, "request_hash")));
    }

    private static ConsentTerms terms(ObjectNode object) {
        JsonNode purpose = object.path("purpose");
        return new ConsentTerms(text(purpose, "id"), text(purpose, "text_hash"), strings(object, "legal_basis"),
                optional(object, "law_reference"), text(object, "controller"), optional(object, "source"),
                CredentialCategory.parseAll(object.path("categories")),
                optional(object, "valid_until").map(EventJson::instant), period(text(object, "retention")),
                optional(object, "withdrawal"), text(object, "refusal_consequence"), Representation.read(object));
    }

    static EventKind kind(JsonNode object) {
        String name = text(object, "kind");
        for (EventKind kind : EventKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw ConsentProblem.malformedEvent("the kind of the event is unknown");
    }

    static String text(JsonNode object, String name) {
        return optional(object, name)
                .orElseThrow(() -> ConsentProblem.malformedEvent("event member " + name + " is missing"));
    }

    private static Optional<String> optional(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw ConsentProblem.malformedEvent("event member " + name + " is a text");
        }
        return Optional.of(value.stringValue());
    }

    private static List<String> strings(JsonNode object, String name) {
        var values = new ArrayList<String>();
        for (JsonNode value : object.path(name)) {
            if (!value.isString()) {
                throw ConsentProblem.malformedEvent("event member " + name + " holds texts");
            }
            values.add(value.stringValue());
        }
        return values;
    }

    private static long number(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw ConsentProblem.malformedEvent("event member " + name + " is a whole number");
        }
        return value.longValue();
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(new ConsentProblem.MalformedEvent("a time reads 2026-11-22T10:00:00Z"), e);
        }
    }

    private static Period period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(new ConsentProblem.MalformedEvent("a retention reads P6M"), e);
        }
    }
}
