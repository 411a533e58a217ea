package org.amana.node.tour;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.ConsistencyProof;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.register.TrustList;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.AnchorFiles;
import tools.jackson.databind.JsonNode;

/** Reads back from the ledger and from status lists, believing nothing but the registrar's root of this installation. */
final class LedgerReader {
    private final JsonApi ledger;
    private final Path trustDir;
    private final Clock clock;
    private final ChainValidator chains = new ChainValidator();

    LedgerReader(JsonApi ledger, Path trustDir, Clock clock) {
        this.ledger = ledger;
        this.trustDir = trustDir;
        this.clock = clock;
    }

    /** The trust list, verified. */
    TrustList trustList() {
        return TrustList.verify(ledger.text("/v1/trust-list").strip(), chains, AnchorFiles.read(trustDir, "registrar"),
                clock.instant());
    }

    private LogIdentity log() {
        return trustList().ledgers().getFirst().log();
    }

    /** The log's newest signed statement. */
    Checkpoint checkpoint() {
        return log().open(UnverifiedNote.parse(ledger.text("/tlog/checkpoint")));
    }

    /** The entry a receipt speaks of, by the proof in it. */
    ReceiptVerdict.Verified entry(ConsentReceipt receipt) {
        return switch (receipt.verify(log())) {
            case ReceiptVerdict.Verified verified -> verified;
            case ReceiptVerdict.Rejected rejected -> throw new TourStopped("the receipt does not hold: "
                    + rejected.findings());
        };
    }

    /** True when the later tree only added to the earlier one. */
    boolean onlyGrew(Checkpoint earlier, Checkpoint later) {
        JsonNode answer = ledger.post("/v1/proofs/consistency",
                StrictJson.object().put("old_size", earlier.treeSize()).put("new_size", later.treeSize()));
        List<TreeHash> path = answer.path("path")
                .valueStream()
                .map(hash -> TreeHash.ofBase64(hash.asString("")))
                .toList();
        return new ConsistencyProof(earlier.treeSize(), later.treeSize(), path).verify(earlier.root(), later.root());
    }

    /** True when the issuer's published list says that of every copy. */
    boolean allCopies(List<StatusReference> copies, String vct, StatusValue expected) {
        URI uri = copies.getFirst().uri();
        VerifiedStatusList list = StatusListToken.verify(ledger.text(uri.toString()).strip(), uri, chains,
                trustList().issuersOf(vct), clock.instant());
        return copies.stream()
                .allMatch(copy -> copy.uri().equals(uri) && list.value(copy.index(), clock.instant()) == expected);
    }
}
