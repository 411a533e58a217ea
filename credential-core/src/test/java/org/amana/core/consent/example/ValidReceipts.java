package org.amana.core.consent.example;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.Opening;
import org.amana.core.json.StrictJson;
import org.amana.core.merkle.CompactTree;
import org.amana.core.merkle.TreeHash;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.RepeatableLog;
import org.amana.core.note.TlogProof;

/** Receipts of valid events, in small logs of one name. */
final class ValidReceipts {
    static final RepeatableLog LOG = RepeatableLog.of("ledger.example/tlog", 1);
    private static final TreeHash NEIGHBOUR = TreeHash.ofLeaf(new byte[]{2});

    private ValidReceipts() {}

    static List<Example> of(List<Example> events) {
        List<Example> receipts = new ArrayList<>();
        for (String name : List.of("given", "refused", "renewed", "withdrawn", "approved-under-a-law", "erased")) {
            receipts.add(example("receipt-" + name, second(event(events, name), LOG)));
        }
        receipts.add(example("receipt-given-as-the-only-entry", only(event(events, "given"))));
        return receipts;
    }

    static byte[] event(List<Example> events, String name) {
        return events.stream().filter(event -> event.name().equals(name)).findFirst().orElseThrow().content();
    }

    /** As the second entry of a log of two. */
    static ConsentReceipt second(byte[] event, RepeatableLog log) {
        Opening opening = Actor.opening(event);
        return ConsentReceipt.of(opening, new TlogProof(1, List.of(NEIGHBOUR),
                log.sign(checkpoint(opening, log, NEIGHBOUR), Actor.NOON.plusSeconds(1))));
    }

    private static ConsentReceipt only(byte[] event) {
        Opening opening = Actor.opening(event);
        return ConsentReceipt.of(opening, new TlogProof(0, List.of(),
                LOG.sign(checkpoint(opening, LOG), Actor.NOON.plusSeconds(1))));
    }

    static Checkpoint checkpoint(Opening opening, RepeatableLog log, TreeHash... before) {
        var tree = new CompactTree();
        for (TreeHash leaf : before) {
            tree.append(leaf);
        }
        tree.append(opening.commitment().leafHash());
        return new Checkpoint(log.identity().origin(), tree.size(), tree.root());
    }

    private static Example example(String name, ConsentReceipt receipt) {
        return Example.valid(name, StrictJson.write(receipt.toJson()).getBytes(StandardCharsets.UTF_8));
    }
}
