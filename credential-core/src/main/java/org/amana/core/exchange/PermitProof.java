package org.amana.core.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.SignedCheckpoint;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.register.CredentialCategory;

/**
 * A permit that was found in the log of the source's ledger, for exactly this exchange. Only {@link #require} makes one;
 * whether its index was used before is the caller's to see.
 *
 * @param index of the PERMIT entry
 * @param order what was permitted
 * @param checkpoint the log's own statement that covers the entry; another part of the same log must agree with it
 */
public record PermitProof(String log, long index, PermitOrder order, SignedCheckpoint checkpoint) {
    /** A release may be under way so long; a permit older than this is not the one it was made under. */
    public static final Duration FRESH = Duration.ofMinutes(2);

    /** What a permit must be for. */
    public record Expected(String source, String requester, RecordId record, RequestHash requestHash, String purpose) {}

    /**
     * Finds the permit of a release, and holds the data against it.
     *
     * @param logs of the ledgers in the trust list
     * @throws org.amana.core.problem.ProblemException {@link ExchangeProblem.BadRelease}
     */
    public static PermitProof require(Release release, List<LogIdentity> logs, Expected expected, Instant now) {
        PermitProof proof = require(release.permit(), logs, expected, now);
        for (Release.Data one : release.data()) {
            if (!new PermittedFields(one.vct(), proof.order().categories()).cover(one.claims())) {
                throw ExchangeProblem.badRelease("more was sent than was permitted");
            }
        }
        return proof;
    }

    private static PermitProof require(ConsentReceipt receipt, List<LogIdentity> logs, Expected expected,
                                       Instant now) {
        for (LogIdentity log : logs) {
            if (receipt.verify(log) instanceof ReceiptVerdict.Verified(var event, var index, _)
                    && event instanceof ExchangeEvent permit && permit.kind() == EventKind.PERMIT
                    && permit.statement() instanceof PermitOrder order) {
                requireFor(order, expected);
                if (Duration.between(permit.time(), now).abs().compareTo(FRESH) > 0) {
                    throw ExchangeProblem.badRelease("the permit is an old one");
                }
                return new PermitProof(log.origin(), index, order,
                        log.openSigned(UnverifiedNote.parse(receipt.proof().checkpoint())));
            }
        }
        throw ExchangeProblem.badRelease("no ledger in the trust list has signed the permit");
    }

    private static void requireFor(PermitOrder order, Expected expected) {
        if (!order.source().equals(expected.source()) || !order.requester().equals(expected.requester())
                || !order.record().equals(expected.record()) || !order.requestHash().equals(expected.requestHash())
                || !order.purpose().equals(expected.purpose())) {
            throw ExchangeProblem.badRelease("the permit is for another exchange");
        }
    }

    /** Categories that may have been sent under it. */
    public List<CredentialCategory> categories() {
        return order.categories();
    }
}
