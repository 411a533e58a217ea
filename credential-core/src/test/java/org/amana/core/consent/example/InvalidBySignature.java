package org.amana.core.consent.example;

import static org.amana.core.consent.example.Example.Check.PROGRAM;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.consent.ErasureConfirmation;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.example.Example.Fault;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/** Events that look right and are not what their actor signed, or not written as they must be. */
final class InvalidBySignature {
    private static final Actor STRANGER = Actor.named("key of a stranger");
    private final Faults faults;

    private InvalidBySignature(Faults faults) {
        this.faults = faults;
    }

    static void addTo(Faults faults) {
        var signatures = new InvalidBySignature(faults);
        signatures.changedAfterwards();
        signatures.signedOtherwise();
        signatures.written();
        signatures.confirmed();
        signatures.exchanged();
    }

    private void changedAfterwards() {
        forged("changed-after-signing", event -> event.put("retention", "P60M"));
        forged("refusal-made-a-consent", "refused", event -> event.put("kind", "GIVEN"));
        forged("signature-of-another-event", event -> event.put("signature", Faults.object(faults.valid("refused"))
                .path("signature")
                .stringValue()));
    }

    private void signedOtherwise() {
        faults.raw("signed-by-a-stranger", bad("given"), event -> STRANGER.sign(Faults.object(event)));
        forged("signature-of-another-type", event -> event.put("signature", header("ES256", "JWT") + tail(event)));
        forged("signature-of-no-algorithm",
                event -> event.put("signature", header("none", "amana-event+jws") + ".." + "A".repeat(86)));
        faults.signed("relation-of-another-key", bad("given"),
                event -> event.put("relation", STRANGER.key().kid()));
        faults.signed("key-off-the-curve", new Fault("given", PROGRAM, "bad_key"),
                event -> ((ObjectNode) event.path("actor").path("jwk")).put("y", event.path("relation").stringValue()));
    }

    private void written() {
        faults.raw("not-canonical", malformed("given"), event -> text(event).replaceFirst("\":", "\": ")
                .getBytes(
                        StandardCharsets.UTF_8));
        faults.raw("member-twice", new Fault("given", PROGRAM, "malformed_json"),
                event -> text(event).replaceFirst("\"retention\"", "\"retention\":\"P1D\",\"retention\"")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void confirmed() {
        faults.changed("confirmation-changed", bad("erased"), event -> {
            String[] parts = event.path("confirmation").stringValue().split("\\.", -1);
            ObjectNode claims = StrictJson.parseObject(Base64Url.decode(parts[1]), 4_096).put("erased_at", 1);
            event.put("confirmation", parts[0] + "." + Base64Url.encode(StrictJson.canonical(claims)) + "." + parts[2]);
        });
        faults.changed("confirmation-by-a-key-without-certificate", bad("erased"),
                event -> event.put("confirmation", ErasureConfirmation.sign(STRANGER.key(), "harbour-bakery",
                        Actor.RECORD, Actor.REQUEST, Actor.NOON)));
    }

    private void exchanged() {
        faults.changed("permit-for-more-than-was-ordered", bad("permitted"), event -> {
            String[] parts = event.path("statement").stringValue().split("\\.", -1);
            ObjectNode claims = StrictJson.parseObject(Base64Url.decode(parts[1]), 4_096)
                    .put("requester", "other-firm");
            event.put("statement", parts[0] + "." + Base64Url.encode(StrictJson.canonical(claims)) + "." + parts[2]);
        });
        faults.changed("delivery-by-a-key-without-certificate", bad("delivered"),
                event -> event.put("statement", ExchangeOutcome.sign(STRANGER.key(), "harbour-bakery",
                        "AAAAAAAAAAAAAAAAAAAAA2", Actor.NOON, Actor.RECORD, Actor.REQUEST, 17, Optional.empty())));
        faults.changed("failure-passed-off-as-a-delivery", malformed("failed-at-the-source"),
                event -> event.put("kind", "DELIVERED"));
    }

    private void forged(String name, Consumer<ObjectNode> change) {
        forged(name, "given", change);
    }

    private void forged(String name, String base, Consumer<ObjectNode> change) {
        faults.changed(name, bad(base), change);
    }

    private static Fault bad(String base) {
        return new Fault(base, PROGRAM, "bad_actor_signature");
    }

    private static Fault malformed(String base) {
        return new Fault(base, PROGRAM, "malformed_event");
    }

    private static String header(String alg, String typ) {
        return Base64Url.encode(StrictJson.write(StrictJson.object().put("alg", alg).put("typ", typ))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String tail(ObjectNode event) {
        String signature = event.path("signature").stringValue();
        return signature.substring(signature.indexOf(".."));
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }
}
