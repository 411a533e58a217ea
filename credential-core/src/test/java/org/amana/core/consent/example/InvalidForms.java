package org.amana.core.consent.example;

import static org.amana.core.consent.example.Example.Check.SCHEMA;

import java.util.List;
import java.util.function.Consumer;
import org.amana.core.consent.example.Example.Fault;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events with a member of a wrong form, signed as they are. */
final class InvalidForms {
    private final Faults faults;

    private InvalidForms(Faults faults) {
        this.faults = faults;
    }

    static void addTo(Faults faults) {
        var forms = new InvalidForms(faults);
        forms.missing();
        forms.tooMuch();
        forms.head();
        forms.times();
        forms.hashes();
        forms.basis();
        forms.data();
        forms.erasure();
        forms.represented();
        forms.exchange();
    }

    private void missing() {
        for (String member : List.of("notice", "purpose", "controller", "retention", "request_hash",
                "refusal_consequence")) {
            schema("given-without-" + member.replace('_', '-'), "/" + member, "required",
                    event -> event.remove(member));
        }
        faults.changed("given-unsigned", new Fault("given", SCHEMA, "/signature required"),
                event -> event.remove("signature"));
    }

    private void tooMuch() {
        schema("given-with-a-name-of-the-person", "/given_name", "unevaluatedProperties",
                event -> event.put("given_name", "Selam"));
        schema("given-with-the-value-of-a-claim", "/categories/0/values", "unevaluatedProperties",
                event -> ((ObjectNode) event.path("categories").get(0)).putArray("values").add("B2"));
        schema("given-with-the-text-of-the-notice", "/notice/text", "unevaluatedProperties",
                event -> notice(event).put("text", "May we?"));
        schema("given-with-a-private-key", "/actor/jwk/d", "unevaluatedProperties",
                event -> jwk(event).put("d", "A".repeat(43)));
    }

    private void represented() {
        schema("views-unknown", "/guardian/views", "enum", "given-beside-a-guardian",
                event -> event.putObject("guardian").put("views", "perhaps"));
        schema("views-none", "/guardian/views", "required", "given-beside-a-guardian",
                event -> event.putObject("guardian"));
        schema("guardian-by-name", "/guardian/name", "unevaluatedProperties", "given-beside-a-guardian",
                event -> ((ObjectNode) event.path("guardian")).put("name", "Ines"));
        schema("ward-by-name", "/ward/name", "unevaluatedProperties", "given-by-a-guardian",
                event -> ((ObjectNode) event.path("ward")).put("name", "Selam"));
        schema("ward-without-a-request", "/ward/request_hash", "required", "given-by-a-guardian",
                event -> event.putObject("ward"));
    }

    private void head() {
        schema("kind-unknown", "/kind", "enum", event -> event.put("kind", "FORGOTTEN"));
        schema("kind-in-small-letters", "/kind", "enum", event -> event.put("kind", "given"));
        schema("profile-of-another-version", "/profile", "const",
                event -> event.put("profile", "https://amana.example/consent/event/v2"));
        schema("record-too-short", "/record", "pattern", event -> event.put("record", "AAAAAAAAAAAAAAA"));
        schema("sequence-from-zero", "/seq", "minimum", event -> event.put("seq", 0));
        schema("sequence-as-text", "/seq", "type", event -> event.put("seq", "1"));
    }

    private void times() {
        schema("time-with-an-offset", "/time", "pattern", event -> event.put("time", "2026-11-23T13:00:00+01:00"));
        schema("time-with-a-fraction", "/time", "pattern", event -> event.put("time", "2026-11-23T12:00:00.5Z"));
        schema("time-as-a-number", "/time", "type", event -> event.put("time", 1_795_435_200));
        schema("valid-until-a-day", "/valid_until", "pattern", event -> event.put("valid_until", "2027-05-23"));
        schema("retention-in-weeks", "/retention", "pattern", event -> event.put("retention", "P26W"));
        schema("retention-negative", "/retention", "pattern", event -> event.put("retention", "P-6M"));
    }

    private void hashes() {
        schema("request-hash-in-hexadecimal", "/request_hash", "pattern", event -> event.put("request_hash",
                "0".repeat(64)));
        schema("commitment-of-an-open-entry", "/prev", "pattern", "withdrawn",
                event -> event.put("prev", "Ag" + event.path("prev").stringValue().substring(2)));
        schema("key-of-another-curve", "/actor/jwk/crv", "const", event -> jwk(event).put("crv", "P-384"));
        schema("language-by-its-name", "/notice/language", "pattern", event -> notice(event).put("language", "Arabic"));
    }

    private void basis() {
        schema("basis-none", "/legal_basis", "minItems", event -> event.putArray("legal_basis"));
        schema("basis-in-words", "/legal_basis/0", "pattern", event -> basis(event, "consent"));
        schema("basis-twice", "/legal_basis", "uniqueItems", event -> basis(event, "eu-gdpr:A6-1-a",
                "eu-gdpr:A6-1-a"));
        schema("withdrawal-by-letter", "/withdrawal", "enum", event -> event.put("withdrawal", "letter"));
    }

    private void data() {
        schema("categories-none", "/categories", "minItems", event -> event.putArray("categories"));
        schema("claims-none", "/categories/0/claims", "minItems",
                event -> ((ObjectNode) event.path("categories").get(0)).putArray("claims"));
        schema("claim-without-a-name", "/categories/0/claims/0", "minItems",
                event -> ((ArrayNode) event.path("categories").get(0).path("claims").get(0)).removeAll());
        schema("credential-type-by-a-word", "/categories/0/vct", "pattern",
                event -> ((ObjectNode) event.path("categories").get(0)).put("vct", "diploma"));
    }

    private void erasure() {
        unsigned("erased-within-the-persons-chain", "/seq", "unevaluatedProperties", event -> event.put("seq", 3));
        unsigned("erased-without-confirmation", "/confirmation", "required", event -> event.remove("confirmation"));
    }

    private void exchange() {
        unsigned("denied-without-a-reason", "/reason", "required", "denied", event -> event.remove("reason"));
        unsigned("denied-in-words", "/reason", "enum", "denied", event -> event.put("reason", "no longer wanted"));
        unsigned("permitted-with-a-reason-against", "/reason", "false", "permitted",
                event -> event.put("reason", "withdrawn"));
        unsigned("permitted-without-an-order", "/statement", "required", "permitted",
                event -> event.remove("statement"));
        unsigned("delivered-within-the-persons-chain", "/seq", "unevaluatedProperties", "delivered",
                event -> event.put("seq", 2));
        schema("source-by-a-name", "/source", "pattern", "given-for-data-of-another-office",
                event -> event.put("source", "Recognition Office"));
    }

    private void schema(String name, String place, String keyword, Consumer<ObjectNode> change) {
        schema(name, place, keyword, "given", change);
    }

    private void schema(String name, String place, String keyword, String base, Consumer<ObjectNode> change) {
        faults.signed(name, new Fault(base, SCHEMA, place + " " + keyword), change);
    }

    private void unsigned(String name, String place, String keyword, Consumer<ObjectNode> change) {
        unsigned(name, place, keyword, "erased", change);
    }

    private void unsigned(String name, String place, String keyword, String base, Consumer<ObjectNode> change) {
        faults.changed(name, new Fault(base, SCHEMA, place + " " + keyword), change);
    }

    private static void basis(ObjectNode event, String... terms) {
        ArrayNode basis = event.putArray("legal_basis");
        for (String term : terms) {
            basis.add(term);
        }
    }

    private static ObjectNode notice(JsonNode event) {
        return (ObjectNode) event.path("notice");
    }

    private static ObjectNode jwk(JsonNode event) {
        return (ObjectNode) event.path("actor").path("jwk");
    }
}
