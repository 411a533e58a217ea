package org.amana.ledgercli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.TrustAnchors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code amana-ledger receipt FILE --key FILE}: does this receipt prove that the event is in the log? */
@Command(name = "receipt", mixinStandardHelpOptions = true, description = "Verifies one receipt: the event's signature, the commitment, the proof, the log's signature; or the file of a complaint.")
final class ReceiptCommand implements Callable<Integer> {
    @Mixin
    private final TrustedLog log = new TrustedLog();
    @Mixin
    private final TrustedAuthority authority = new TrustedAuthority();
    @Mixin
    private final Report report = new Report();

    @Parameters(paramLabel = "FILE", description = "The receipt, a JSON file.")
    @SuppressWarnings("NullAway.Init") // required: picocli refuses to run without it
    private Path file;

    @Override
    public Integer call() {
        byte[] content = LocalFile.read(file, CorrectionFile.MAX_BYTES);
        ReceiptVerdict verdict;
        try {
            ObjectNode document = StrictJson.parseObject(content, CorrectionFile.MAX_BYTES);
            if (CorrectionFile.isOne(document)) {
                TrustAnchors anchors = authority.anchors();
                return CorrectionFile.parse(document).report(anchors, report);
            }
        } catch (ProblemException e) {
            return report.doesNotHold("This is not a receipt:", List.of(Finding.of(e.problem())));
        }
        var identity = log.identity();
        try {
            ObjectNode document = StrictJson.parseObject(content, ConsentReceipt.MAX_BYTES);
            if (ErasureReceipt.isOne(document)) {
                return erasure(ErasureReceipt.parse(document), identity);
            }
            if (RightsFile.isOne(document)) {
                return RightsFile.parse(document).report(identity, report);
            }
            verdict = ConsentReceipt.parse(document).verify(identity);
        } catch (ProblemException e) {
            return report.doesNotHold("This is not a receipt:", List.of(Finding.of(e.problem())));
        }
        return switch (verdict) {
            case ReceiptVerdict.Verified verified -> holds(verified);
            case ReceiptVerdict.Rejected rejected -> report.doesNotHold("This receipt does not hold:",
                    rejected.findings());
        };
    }

    private int erasure(ErasureReceipt receipt, LogIdentity identity) {
        Optional<Finding> finding = receipt.verify(identity);
        if (finding.isPresent()) {
            return report.doesNotHold("This receipt does not hold:", List.of(finding.get()));
        }
        Checkpoint checkpoint = identity.open(UnverifiedNote.parse(receipt.proof().checkpoint()));
        return report.holds(
                "This receipt holds: entry %d of %s says that %d entries before it were erased and can never be opened again."
                        .formatted(receipt.proof().index(), checkpoint.origin(), receipt.tombstone().leaves().size()),
                StrictJson.object()
                        .put("kind", "tombstone")
                        .put("erased_entries", receipt.tombstone().leaves().size())
                        .put("index", receipt.proof().index())
                        .put("origin", checkpoint.origin())
                        .put("tree_size", checkpoint.treeSize()));
    }

    private int holds(ReceiptVerdict.Verified verified) {
        var event = verified.event();
        String sentence = "This receipt holds: %s of %s is entry %d of %s, which had %d entries when it was signed."
                .formatted(event.kind(), event.time(), verified.index(), verified.checkpoint().origin(),
                        verified.checkpoint().treeSize());
        ObjectNode facts = StrictJson.object()
                .put("kind", event.kind().name())
                .put("time", event.time().toString())
                .put("index", verified.index())
                .put("origin", verified.checkpoint().origin())
                .put("tree_size", verified.checkpoint().treeSize());
        if (event instanceof ExchangeEvent exchange) {
            ExchangeWords.putFacts(exchange, facts);
            sentence += " " + ExchangeWords.sentence(exchange);
        }
        return report.holds(sentence, facts);
    }
}
