package org.amana.core.consent.example;

import static org.amana.core.consent.example.Example.Check.PROGRAM;
import static org.amana.core.consent.example.Example.Check.SCHEMA;
import static org.amana.core.consent.example.Example.Check.SHAPES;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.Opening;
import org.amana.core.consent.example.Example.Fault;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.RepeatableLog;
import org.amana.core.note.TlogProof;
import tools.jackson.databind.node.ObjectNode;

/** Receipts that are not of the form, or prove nothing. */
final class InvalidReceipts {
    private static final String BASE = "receipt-given";
    private final Faults faults;

    private InvalidReceipts(Faults faults) {
        this.faults = faults;
    }

    static void addTo(Faults faults) {
        var receipts = new InvalidReceipts(faults);
        receipts.formed();
        receipts.opened();
        receipts.logged();
    }

    private void formed() {
        schema("receipt-of-another-type", "/type const",
                receipt -> receipt.put("type", "https://amana.example/consent/receipt/v2"));
        schema("receipt-with-a-holder", "/holder unevaluatedProperties", receipt -> receipt.put("holder", "Selam"));
        schema("receipt-without-proof", "/proof required", receipt -> receipt.remove("proof"));
        schema("receipt-with-a-short-salt", "/salt pattern",
                receipt -> receipt.put("salt", Base64Url.encode(new byte[32])));
        schema("receipt-with-a-proof-of-another-form", "/proof pattern",
                receipt -> receipt.put("proof", proof(receipt).replace("tlog-proof@v1", "tlog-proof@v2")));
        schema("receipt-with-an-index-from-zero-zero", "/proof pattern",
                receipt -> receipt.put("proof", proof(receipt).replace("index 1", "index 01")));
    }

    private void opened() {
        faults.raw("receipt-of-an-event-against-the-shapes", new Fault(BASE, SHAPES, "consent-can-be-withdrawn"),
                receipt -> bytes(ValidReceipts.second(without(faults.valid("given"), "withdrawal"),
                        ValidReceipts.LOG)));
        faults.raw("receipt-of-an-event-nobody-signed", new Fault(BASE, PROGRAM, "bad_actor_signature"),
                receipt -> {
                    ObjectNode event = Faults.object(faults.valid("given")).put("retention", "P60M");
                    return bytes(ValidReceipts.second(StrictJson.canonical(event), ValidReceipts.LOG));
                });
        program("receipt-with-another-salt", "commitment_mismatch",
                receipt -> receipt.put("salt", Base64Url.encode(new byte[Opening.SALT_BYTES])));
        program("receipt-with-another-event", "commitment_mismatch",
                receipt -> receipt.put("event", Base64Url.encode(faults.valid("refused"))));
    }

    private void logged() {
        program("receipt-with-another-index", "bad_inclusion",
                receipt -> receipt.put("proof", proof(receipt).replace("index 1", "index 0")));
        program("receipt-with-another-neighbour", "bad_inclusion",
                receipt -> receipt.put("proof", proof(receipt).replace(
                        TreeHash.ofLeaf(new byte[]{2}).toBase64(), TreeHash.ofLeaf(new byte[]{3}).toBase64())));
        logged("receipt-of-another-log", "wrong_origin", RepeatableLog.of("other.example/tlog", 1));
        logged("receipt-of-a-log-that-took-the-name", "bad_note_signature",
                RepeatableLog.of("ledger.example/tlog", 2));
        faults.raw("receipt-with-one-signature-of-two", new Fault(BASE, PROGRAM, "missing_note_signature"),
                receipt -> {
                    Opening opening = Actor.opening(faults.valid("given"));
                    TreeHash neighbour = TreeHash.ofLeaf(new byte[]{2});
                    return bytes(ConsentReceipt.of(opening, new TlogProof(1, List.of(neighbour), ValidReceipts.LOG
                            .signOnce(ValidReceipts.checkpoint(opening, ValidReceipts.LOG, neighbour)))));
                });
    }

    private void logged(String name, String reason, RepeatableLog log) {
        faults.raw(name, new Fault(BASE, PROGRAM, reason),
                receipt -> bytes(ValidReceipts.second(faults.valid("given"), log)));
    }

    private static byte[] without(byte[] event, String member) {
        ObjectNode object = Faults.object(event);
        object.remove(member);
        return ValidEvents.PERSON.sign(object);
    }

    private void schema(String name, String reason, Consumer<ObjectNode> change) {
        faults.changed(name, new Fault(BASE, SCHEMA, reason), change);
    }

    private void program(String name, String reason, Consumer<ObjectNode> change) {
        faults.changed(name, new Fault(BASE, PROGRAM, reason), change);
    }

    private static String proof(ObjectNode receipt) {
        return receipt.path("proof").stringValue();
    }

    private static byte[] bytes(ConsentReceipt receipt) {
        return StrictJson.write(receipt.toJson()).getBytes(StandardCharsets.UTF_8);
    }
}
