package org.amana.core.consent.example;

import static org.amana.core.consent.example.Example.Check.SHAPES;

import java.util.List;
import java.util.function.Consumer;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.example.Example.Fault;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Events whose members are each of the right form and together say what cannot be, signed as they are. */
final class InvalidMeanings {
    private final Faults faults;

    private InvalidMeanings(Faults faults) {
        this.faults = faults;
    }

    static void addTo(Faults faults) {
        var meanings = new InvalidMeanings(faults);
        meanings.basis();
        meanings.place();
        meanings.rest();
        meanings.exchanged();
        meanings.represented();
    }

    private void basis() {
        Consumer<ObjectNode> duty = event -> basis(event, "eu-gdpr:A6-1-c");
        shapes("given-under-a-legal-duty", "given", "consent-rests-on-consent", duty);
        shapes("refused-under-a-legal-duty", "refused", "consent-rests-on-consent", duty);
        shapes("withdrawn-under-a-legal-duty", "withdrawn", "consent-rests-on-consent", duty);
        shapes("renewed-under-a-legal-duty", "renewed", "consent-rests-on-consent", duty);
        shapes("put-off-under-a-legal-duty", "put-off", "consent-rests-on-consent", duty);
        shapes("given-on-legitimate-interest", "given", "consent-rests-on-consent",
                event -> basis(event, "eu-gdpr:A6-1-f"));
        shapes("given-by-consent-and-legal-duty", "given", "consent-is-no-other-basis",
                event -> basis(event, "eu-gdpr:A6-1-a", "eu-gdpr:A6-1-c"));
        shapes("given-on-a-basis-nobody-knows", "given", "consent-rests-on-consent",
                event -> basis(event, "unknown"));
        shapes("approved-under-an-article-that-is-none", "approved-under-a-law", "basis-is-an-article",
                event -> basis(event, "eu-gdpr:A6-1-z"));
        shapes("approved-under-a-law-not-named", "approved-under-a-law", "law-is-named",
                event -> event.remove("law_reference"));
    }

    private void place() {
        shapes("withdrawn-with-nothing-before", "withdrawn", "change-has-a-predecessor", event -> {
            event.put("seq", 1);
            event.remove("prev");
        });
        shapes("renewed-with-nothing-before", "renewed", "change-has-a-predecessor", event -> {
            event.put("seq", 1);
            event.remove("prev");
        });
        shapes("second-without-the-first", "withdrawn", "chain-is-whole", event -> event.remove("prev"));
        shapes("first-after-another", "given", "chain-is-whole",
                event -> event.put("prev", commitment().toBase64Url()));
        shapes("approved-in-a-chain", "approved-under-a-law", "approval-stands-alone",
                event -> event.put("seq", 2).put("prev", commitment().toBase64Url()));
    }

    private void rest() {
        shapes("given-without-a-way-back", "given", "consent-can-be-withdrawn",
                event -> event.remove("withdrawal"));
        shapes("put-off-without-a-way-back", "put-off", "consent-can-be-withdrawn",
                event -> event.remove("withdrawal"));
        shapes("renewed-without-end", "renewed", "renewal-has-an-end", event -> event.remove("valid_until"));
        shapes("renewed-until-before-it-was-renewed", "renewed", "validity-ends-after-the-event",
                event -> event.put("valid_until", "2027-05-01T00:00:00Z"));
        shapes("given-until-before-it-was-given", "given", "validity-ends-after-the-event",
                event -> event.put("valid_until", "2026-11-23T11:59:59Z"));
        shapes("given-until-the-second-it-was-given", "given", "validity-ends-after-the-event",
                event -> event.put("valid_until", event.path("time").stringValue()));
        faults.changed("erased-with-the-word-for-another-record",
                new Fault("erased", SHAPES, "erasure-is-the-controllers-word"),
                event -> event.put("record", "CCCCCCCCCCCCCCCCCCCCCC"));
    }

    private void exchanged() {
        faults.changed("permitted-by-an-order-for-another-record",
                new Fault("permitted", SHAPES, "exchange-is-an-offices-word"),
                event -> event.put("record", "CCCCCCCCCCCCCCCCCCCCCC"));
        faults.changed("permitted-by-the-word-of-a-delivery",
                new Fault("permitted", SHAPES, "order-is-for-something"), event -> event.set("statement",
                        Faults.object(faults.valid("delivered")).path("statement")));
        faults.changed("delivered-by-the-word-of-an-order",
                new Fault("delivered", SHAPES, "outcome-names-its-permit"), event -> event.set("statement",
                        Faults.object(faults.valid("permitted")).path("statement")));
        for (String kind : List.of("authorised-by-law", "objected", "objection-upheld", "objection-rejected",
                "reviewed-as-justified")) {
            faults.changed(kind + "-with-the-word-for-another-record", new Fault(kind, SHAPES, "law-is-no-consent"),
                    event -> event.put("record", "DDDDDDDDDDDDDDDDDDDDDD"));
        }
        faults.changed("reviewed-by-the-word-that-names-the-law",
                new Fault("reviewed-as-justified", SHAPES, "review-is-a-verdict"),
                event -> event.set("statement",
                        Faults.object(faults.valid("authorised-in-an-emergency")).path("statement")));
    }

    private void represented() {
        shapes("given-for-a-young-person-who-said-no", "given-beside-a-guardian", "who-agrees-said-yes",
                event -> event.putObject("guardian").put("views", "no"));
        shapes("given-for-a-young-person-who-cannot-say", "given-beside-a-guardian", "who-agrees-said-yes",
                event -> event.putObject("guardian").put("views", "not_able"));
        shapes("withdrawn-for-a-young-person-who-said-no", "withdrawn-beside-a-guardian", "who-agrees-said-yes",
                event -> event.putObject("guardian").put("views", "no"));
        shapes("refused-for-a-young-person-who-said-yes", "refused-beside-a-guardian", "who-refuses-said-no",
                event -> event.putObject("guardian").put("views", "yes"));
        shapes("put-off-for-a-young-person-who-said-yes", "put-off-beside-a-guardian", "who-puts-off-has-not-said",
                event -> event.putObject("guardian").put("views", "yes"));
        shapes("given-by-a-guardian-who-has-one", "given-by-a-guardian", "guardian-or-ward",
                event -> event.putObject("guardian").put("views", "yes"));
    }

    private void shapes(String name, String base, String shape, Consumer<ObjectNode> change) {
        faults.signed(name, new Fault(base, SHAPES, shape), change);
    }

    private static void basis(ObjectNode event, String... terms) {
        ArrayNode basis = event.putArray("legal_basis");
        for (String term : terms) {
            basis.add(term);
        }
    }

    /** To an event that somebody else keeps. */
    private static Commitment commitment() {
        return Actor.opening(new byte[]{'{', '}'}).commitment();
    }
}
