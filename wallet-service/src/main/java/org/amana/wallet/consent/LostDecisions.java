package org.amana.wallet.consent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.OpenedEntry;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerProblem;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * A restored ledger may have lost what the person decided: it has leaves that it cannot read. The receipts in the vault
 * say what they are, so the wallet gives them back without being asked, in the order in which they were entered.
 */
@Component
class LostDecisions {

    /** Of the events in one request, so that it stays below {@link OpeningsRequest#MAX_BYTES}. */
    private static final int MOST_EVENT_BYTES = 30_000;
    private final SubjectView subject;
    private final Receipts receipts;
    private final KnownLogs logs;

    LostDecisions(SubjectView subject, Receipts receipts, KnownLogs logs) {
        this.subject = subject;
        this.receipts = receipts;
        this.logs = logs;
    }

    /**
     * How the ledger stands to a relation.
     *
     * @param returned count of decisions it had lost and took back now
     * @param doubtful records of consents by which nothing is permitted, since it cannot know whether they stand
     * @param beside   how each record stands, by its id
     * @param receipts what it gave, each of which holds
     */
    record Standing(int returned, Set<String> doubtful, Map<String, Beside> beside, List<ConsentReceipt> receipts) {}

    /** A decision whose receipt lies in the vault. */
    private record Own(OpenedEntry opened, SignedConsentEvent event) {
        int bytes() {
            return opened.opening().event().length;
        }
    }

    /**
     * Looks, and gives back what is missing there.
     *
     * @throws ProblemException {@link LedgerProblem} while it does not answer, {@link LedgerFailure}
     */
    Standing giveBack(Vault vault, Relation relation) {
        List<Own> own = own(vault, relation);
        SubjectView.Held held = subject.held(vault, relation);
        int returned = giveBack(relation, missing(own, held));
        if (returned > 0) {
            held = subject.held(vault, relation);
        }
        return new Standing(returned, doubtful(own, held), held.beside(), held.receipts());
    }

    /** How it stands; gives nothing back. Refusal as above. */
    Standing look(Vault vault, Relation relation) {
        SubjectView.Held held = subject.held(vault, relation);
        return new Standing(0, doubtful(own(vault, relation), held), held.beside(), held.receipts());
    }

    private static Set<String> doubtful(List<Own> own, SubjectView.Held held) {
        Set<String> doubtful = new HashSet<>(held.doubtful());
        own.stream()
                .filter(one -> one.event().kind().isConsent())
                .map(one -> one.event().record().value())
                .filter(record -> !held.records().contains(record))
                .forEach(doubtful::add);
        return doubtful;
    }

    private static List<Own> missing(List<Own> own, SubjectView.Held held) {
        return own.stream().filter(one -> !held.indexes().contains(one.opened().index())).toList();
    }

    private List<Own> own(Vault vault, Relation relation) {
        String log = logs.of(vault, relation.ledger()).origin();
        return receipts.all(vault)
                .stream()
                .filter(stored -> !stored.isForgotten() && stored.log().equals(log))
                .flatMap(stored -> own(stored, relation.id()).stream())
                .sorted(Comparator.comparingLong(one -> one.opened().index()))
                .toList();
    }

    private static Optional<Own> own(StoredReceipt stored, RelationId relation) {
        return stored.event() instanceof SignedConsentEvent event && event.kind().isReadable()
                && event.event().relation().equals(relation)
                        ? Optional.of(new Own(new OpenedEntry(stored.index(),
                                ConsentReceipt.parse(stored.receipt()).opening()), event))
                        : Optional.empty();
    }

    /** As many as it takes: after one that it refuses, none that follows it in the chain can fit. */
    private int giveBack(Relation relation, List<Own> missing) {
        int returned = 0;
        while (returned < missing.size()) {
            List<OpenedEntry> next = next(missing.subList(returned, missing.size()));
            if (isTaken(relation, next)) {
                returned += next.size();
            } else if (next.size() > 1) {
                return returned + oneByOne(relation, next);
            } else {
                return returned;
            }
        }
        return returned;
    }

    private int oneByOne(Relation relation, List<OpenedEntry> entries) {
        int returned = 0;
        while (returned < entries.size() && isTaken(relation, List.of(entries.get(returned)))) {
            returned++;
        }
        return returned;
    }

    private static List<OpenedEntry> next(List<Own> left) {
        List<OpenedEntry> next = new ArrayList<>();
        int bytes = 0;
        for (Own one : left) {
            bytes += one.bytes();
            if (!next.isEmpty() && (bytes > MOST_EVENT_BYTES || next.size() == OpeningsRequest.MAX_OPENINGS)) {
                break;
            }
            next.add(one.opened());
        }
        return next;
    }

    private boolean isTaken(Relation relation, List<OpenedEntry> entries) {
        try {
            subject.giveBack(relation, entries);
            return true;
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerProblem.Refused) {
                return false;
            }
            throw e;
        }
    }
}
