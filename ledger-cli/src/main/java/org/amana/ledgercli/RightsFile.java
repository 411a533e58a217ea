package org.amana.ledgercli;

import java.util.ArrayList;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.note.LogIdentity;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person asked of a party by right, and the answer: one receipt, or the file of a complaint with all of them. Each
 * must be in the log, and an answer must be to a request of the same file by the party that was asked.
 */
record RightsFile(List<RightsReceipt> receipts) {
    private static final String COMPLAINT = "https://amana.example/rights/complaint/v1";
    private static final int MOST_RECEIPTS = 16;

    static boolean isOne(ObjectNode document) {
        return RightsReceipt.isOne(document) || document.path("type").asString("").equals(COMPLAINT);
    }

    /**
     * Reads either form; the signatures hold.
     *
     * @throws ProblemException {@link org.amana.core.consent.ConsentProblem}
     */
    static RightsFile parse(ObjectNode document) {
        if (RightsReceipt.isOne(document)) {
            return new RightsFile(List.of(RightsReceipt.parse(document)));
        }
        return new RightsFile(document.path("receipts")
                .valueStream()
                .limit(MOST_RECEIPTS)
                .map(RightsReceipt::parse)
                .toList());
    }

    /** Says what is proved. */
    int report(LogIdentity log, Report report) {
        List<Finding> findings = new ArrayList<>();
        if (receipts.isEmpty()) {
            findings.add(new Finding("no_receipt", "the file holds no receipt"));
        }
        receipts.forEach(receipt -> receipt.verify(log).ifPresent(findings::add));
        receipts.forEach(receipt -> {
            if (receipt.statement() instanceof RightsAnswer answer && receipts.size() > 1 && !isAnswered(answer)) {
                findings.add(new Finding("another_request", "an answer is to a request that is not in the file"));
            }
        });
        if (!findings.isEmpty()) {
            return report.doesNotHold("This receipt does not hold.", findings);
        }
        ObjectNode facts = StrictJson.object().put("origin", log.origin());
        ArrayNode entries = facts.putArray("entries");
        StringBuilder sentence = new StringBuilder("This receipt holds.");
        for (RightsReceipt receipt : receipts) {
            sentence.append(' ').append(sentence(receipt));
            entries.addObject()
                    .put("kind", receipt.statement() instanceof RightsRequest ? "ERASURE_ASKED" : "ANSWERED")
                    .put("index", receipt.proof().index())
                    .put("time", receipt.statement().time().toString());
        }
        return report.holds(sentence.toString(), facts);
    }

    private boolean isAnswered(RightsAnswer answer) {
        return receipts.stream()
                .anyMatch(one -> one.statement() instanceof RightsRequest asked
                        && asked.digest().equals(answer.request()) && asked.party().equals(answer.party()));
    }

    private static String sentence(RightsReceipt receipt) {
        return switch (receipt.statement()) {
            case RightsRequest asked ->
                "Entry %d: at %s a person asked %s to erase what it holds; an answer was due by %s."
                        .formatted(receipt.proof().index(), asked.time(), asked.party(),
                                RightsClock.of(asked.time(), java.util.Optional.empty()).lastDay());
            case RightsAnswer answer -> "Entry %d: at %s %s answered %s.".formatted(receipt.proof().index(),
                    answer.time(), answer.party(), answer.outcome());
        };
    }
}
