package org.amana.core.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.TlogProof;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of a {@link LedgerExport}: a receipt, and what the person's wallet knew beside it.
 *
 * <pre>
 * {"kind":"GIVEN","at":"2026-11-22T10:00:00Z","receipt":{…},"notice":"Harbour Bakery asks …",
 *  "party":{"en":"Harbour Bakery"},"party_identifier":"LEIXG-…","purpose":{"en":"Keep your diploma on file"}}
 * </pre>
 *
 * @param kind             of the event; {@code FORGOTTEN} for a receipt of an erasure
 * @param at               time of the event; when the wallet heard of it, for an erasure
 * @param notice           the text the person saw, empty where the wallet did not have it; the event has its hash
 * @param party            name of the other side by language, as the wallet knew it; nothing proves it
 * @param purpose          by language; the event has the hash of one of them
 */
public record ExportedEntry(String kind, Instant at, ObjectNode receipt, String notice, Map<String, String> party,
                            String partyIdentifier, Map<String, String> purpose) {
    /** Kind of the receipt of an erasure. */
    public static final String FORGOTTEN = "FORGOTTEN";
    private static final int MAX_NOTICE = 20_000;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_LANGUAGES = 64;

    public ExportedEntry {
        party = Map.copyOf(party);
        purpose = Map.copyOf(purpose);
        receipt = receipt.deepCopy();
    }

    static ExportedEntry parse(JsonNode node) {
        if (!(node.path("receipt") instanceof ObjectNode receipt)) {
            throw ConsentProblem.malformedExport("an entry has a receipt");
        }
        var entry = new ExportedEntry(text(node, "kind", 32), EventJson.instant(text(node, "at", 64)), receipt,
                text(node, "notice", MAX_NOTICE), texts(node.path("party")), text(node, "party_identifier", MAX_TEXT),
                texts(node.path("purpose")));
        if (ErasureReceipt.isOne(receipt) != entry.kind().equals(FORGOTTEN)) {
            throw ConsentProblem.malformedExport("the kind of an entry is that of its receipt");
        }
        entry.proof(); // a file with one part that cannot be read is refused whole
        return entry;
    }

    private static String text(JsonNode node, String member, int longest) {
        JsonNode value = node.path(member);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isString() || value.stringValue().length() > longest) {
            throw ConsentProblem.malformedExport("member " + member + " is a text of at most " + longest
                    + " characters");
        }
        return value.stringValue();
    }

    private static Map<String, String> texts(JsonNode node) {
        if ((!node.isMissingNode() && !node.isObject()) || node.size() > MAX_LANGUAGES) {
            throw ConsentProblem.malformedExport("a text by language is an object of at most " + MAX_LANGUAGES);
        }
        Map<String, String> texts = new TreeMap<>();
        for (String language : node.propertyNames()) {
            if (!language.matches("[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")) {
                throw ConsentProblem.malformedExport("a text by language is named by a language tag");
            }
            texts.put(language, text(node, language, MAX_TEXT));
        }
        return texts;
    }

    ObjectNode toJson() {
        ObjectNode object = StrictJson.object().put("kind", kind).put("at", at.toString());
        object.set("receipt", receipt);
        object.put("notice", notice);
        put(object.putObject("party"), party);
        object.put("party_identifier", partyIdentifier);
        put(object.putObject("purpose"), purpose);
        return object;
    }

    private static void put(ObjectNode object, Map<String, String> texts) {
        new TreeMap<>(texts).forEach(object::put);
    }

    private boolean isForgotten() {
        return ErasureReceipt.isOne(receipt);
    }

    /** The proof in the receipt, believed by nobody yet. */
    public TlogProof proof() {
        return isForgotten() ? ErasureReceipt.parse(receipt).proof() : ConsentReceipt.parse(receipt).proof();
    }

    /** The log that the receipt says it is of. */
    public String claimedOrigin() {
        return UnverifiedNote.parse(proof().checkpoint()).claimedOrigin();
    }

    private Optional<SignedEvent> signed() {
        if (isForgotten()) {
            return Optional.empty();
        }
        byte[] event = ConsentReceipt.parse(receipt).opening().event();
        try {
            return Optional.of(UnverifiedEvent.parse(event).verify());
        } catch (ProblemException e) {
            return Optional.empty(); // the receipt's own check says why
        }
    }

    /** Everything that does not hold against a log one relies on. */
    List<Finding> verify(LogIdentity log) {
        if (isForgotten()) {
            return ErasureReceipt.parse(receipt).verify(log).stream().toList();
        }
        if (ConsentReceipt.parse(receipt).verify(log) instanceof ReceiptVerdict.Rejected(var findings)) {
            return findings;
        }
        var findings = new ArrayList<Finding>();
        signed().ifPresent(event -> {
            if (!event.kind().name().equals(kind) || !event.time().equals(at)) {
                findings.add(new Finding("entry_differs", "kind or time are not those of the signed event"));
            }
            if (!notice.isEmpty() && !isTextOf(event)) {
                findings.add(new Finding("notice_mismatch", "the notice is not the text whose hash was signed"));
            }
        });
        return findings;
    }

    private boolean isTextOf(SignedEvent event) {
        return event instanceof SignedConsentEvent own
                && Notice.of(notice, own.event().notice().language()).equals(own.event().notice());
    }
}
