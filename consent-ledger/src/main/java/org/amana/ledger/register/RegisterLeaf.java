package org.amana.ledger.register;

import java.time.Instant;
import java.util.Locale;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.PublicEntry;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the register writes to the log.
 *
 * <pre>
 * {"document":{…},"id":"keep-diploma-on-file","type":"intended_use","version":1}
 * {"act":"change","at":"…","base_version":1,"document_hash":"…","id":"keep-diploma-on-file","kind":"intended_use",
 *  "proposal":"…","staff":"staff-…","type":"register_proposal"}
 * {"approved":{"at":"…","proposal":"…","staff":"staff-…"},"document":{…},"id":"…","type":"intended_use","version":2}
 * {"at":"…","outcome":"rejected","proposal":"…","staff":"staff-…","type":"register_decision"}
 * </pre>
 *
 * The text of a proposal stands there as its SHA-256 until it is approved: what was rejected is not published for good.
 */
final class RegisterLeaf {
    private RegisterLeaf() {}

    /** An imported version. */
    static byte[] imported(EntryKey entry, int version, ObjectNode document) {
        return bytes(version(entry, version, document));
    }

    /** A version that two people decided on. */
    static byte[] approved(Proposal proposal, RegisterSubmission.Deciding approval) {
        ObjectNode leaf = version(proposal.entry(), proposal.baseVersion() + 1, document(proposal));
        if (proposal.retires()) {
            leaf.put("retired", true);
        }
        leaf.putObject("approved")
                .put("proposal", proposal.id().value())
                .put("staff", approval.staff().value())
                .put("at", time(approval.at()));
        return bytes(leaf);
    }

    static byte[] proposed(RegisterSubmission.Proposing proposing) {
        Proposal proposal = proposing.proposal();
        // an approved version has to fit too
        imported(proposal.entry(), proposal.baseVersion() + 1, document(proposal).put("reserve", "x".repeat(256)));
        ObjectNode leaf = StrictJson.object().put("type", "register_proposal").put("proposal", proposal.id().value());
        leaf.put("kind", proposal.entry().kind().word()).put("id", proposal.entry().id());
        leaf.put("act", proposal.retires() ? "retire" : "change").put("base_version", proposal.baseVersion());
        leaf.put("document_hash",
                Base64Url.encode(Sha256.of(proposal.document().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        return bytes(leaf.put("staff", proposing.staff().value()).put("at", time(proposal.proposedAt())));
    }

    /** A rejection or the proposer's own withdrawal. */
    static byte[] declined(RegisterSubmission.Deciding decision) {
        ObjectNode leaf = StrictJson.object()
                .put("type", "register_decision")
                .put("proposal", decision.proposal().value())
                .put("outcome", decision.outcome().name().toLowerCase(Locale.ROOT));
        return bytes(leaf.put("staff", decision.staff().value()).put("at", time(decision.at())));
    }

    /** The first import is over; every later version names its proposal. */
    static byte[] opened(Instant at) {
        return bytes(StrictJson.object().put("type", "register_opened").put("at", time(at)));
    }

    static ObjectNode document(Proposal proposal) {
        return StrictJson.parseObject(proposal.document(), EntryBundle.MAX_ENTRY_BYTES);
    }

    private static ObjectNode version(EntryKey entry, int version, ObjectNode document) {
        ObjectNode leaf = StrictJson.object().put("type", entry.kind().word()).put("id", entry.id());
        leaf.put("version", version).set("document", document);
        return leaf;
    }

    private static String time(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static byte[] bytes(ObjectNode leaf) {
        byte[] entry = PublicEntry.of(leaf);
        if (entry.length > EntryBundle.MAX_ENTRY_BYTES) {
            throw new ProblemException(new RegisterEntryProblem.Contradiction(
                    "a register entry is at most " + EntryBundle.MAX_ENTRY_BYTES + " bytes"));
        }
        return entry;
    }
}
