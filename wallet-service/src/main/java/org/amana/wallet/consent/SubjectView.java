package org.amana.wallet.consent;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ErasureEvent;
import org.amana.core.consent.ErasureReceipt;
import org.amana.core.consent.OpenedEntry;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerClient;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The person's own entries, asked for with a relation's pairwise key. Only what comes with a receipt that holds is
 * believed: a recipient cannot be made to look as if it had erased.
 */
@Component
class SubjectView {

    private final KnownLogs logs;
    private final LedgerEntries entries;
    private final Clock clock;
    private final RandomGenerator random;

    SubjectView(KnownLogs logs, LedgerEntries entries, Clock clock, RandomGenerator random) {
        this.logs = logs;
        this.entries = entries;
        this.clock = clock;
        this.random = random;
    }

    /** Who confirmed the erasure of which record to this person, in the relation at that place of the vault. */
    Erasures erasures(Vault vault, String place) {
        Optional<Relation> relation = vault.find(VaultCollection.RELATIONS, place, Relation.class);
        if (relation.isEmpty()) {
            return new Erasures(Map.of(), true);
        }
        try {
            Map<String, ConsentReceipt> erased = new HashMap<>();
            for (ConsentReceipt receipt : receipts(vault, relation.get())) {
                erasure(receipt, relation.get().party())
                        .ifPresent(event -> erased.put(event.record().value(), receipt));
            }
            return new Erasures(erased, true);
        } catch (ProblemException e) {
            return new Erasures(Map.of(), false);
        }
    }

    /** The receipts that the ledger has for a relation, without those that do not hold; refusal as below. */
    private List<ConsentReceipt> receipts(Vault vault, Relation relation) {
        return held(vault, relation).receipts();
    }

    /**
     * What the ledger holds of a relation.
     *
     * @throws ProblemException {@link org.amana.support.ledger.LedgerProblem} while it does not answer
     */
    Held held(Vault vault, Relation relation) {
        ObjectNode answer = records(relation);
        Set<String> records = new HashSet<>();
        Set<String> doubtful = new HashSet<>();
        Set<Long> indexes = new HashSet<>();
        Map<String, Beside> beside = new HashMap<>();
        answer.path("records").forEach(record -> {
            records.add(record.path("record").asString(""));
            beside.put(record.path("record").asString(""),
                    Beside.read(record, json -> proven(vault, relation.ledger(), json)));
            if (record instanceof ObjectNode own) {
                own.remove("ward"); // what follows is about this person alone
            }
            if (record.path("in_doubt").asBoolean(false)) {
                doubtful.add(record.path("record").asString(""));
            }
            record.path("entries").forEach(entry -> indexes.add(entry.path("index").asLong(-1)));
        });
        return new Held(records, doubtful, indexes, beside, answer.findValues("receipt")
                .stream()
                .flatMap(json -> proven(vault, relation.ledger(), json).stream())
                .toList());
    }

    /**
     * Gives openings back that the ledger lost.
     *
     * @param openings 1 to {@value OpeningsRequest#MAX_OPENINGS}, by rising index
     * @throws ProblemException {@link org.amana.support.ledger.LedgerProblem}; then it took none
     */
    void giveBack(Relation relation, List<OpenedEntry> openings) {
        LedgerClient ledger = logs.client(relation.ledger());
        ledger.returnOpenings(OpeningsRequest.sign(openings, relation.pair(), ledger.ledger().toString(), freshId(),
                clock.instant()));
    }

    /** The relation without its event under way, at the place where the ledger says that the chain goes on. */
    Relation resumed(Relation relation) {
        try {
            JsonNode next = records(relation).path("next");
            long seq = next.path("seq").asLong(relation.seq() + 1) - 1;
            String previous = next.path("prev").asString("");
            return relation.at(seq, previous.isEmpty() ? null : Commitment.parse(previous).toBase64Url());
        } catch (ProblemException e) {
            return relation.at(relation.seq(), relation.previous());
        }
    }

    /** The ledger's proof that it forgot the relation, not checked yet. */
    ErasureReceipt erase(Relation relation) {
        LedgerClient ledger = logs.client(relation.ledger());
        return ledger.eraseSubject(signed(SubjectRequest.Wish.ERASURE, relation, ledger));
    }

    private ObjectNode records(Relation relation) {
        LedgerClient ledger = logs.client(relation.ledger());
        return ledger.subjectRecords(signed(SubjectRequest.Wish.RECORDS, relation, ledger));
    }

    private String signed(SubjectRequest.Wish wish, Relation relation, LedgerClient ledger) {
        return SubjectRequest.sign(wish, relation.pair(), ledger.ledger().toString(), freshId(), clock.instant());
    }

    private String freshId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return Base64Url.encode(id);
    }

    private Optional<ConsentReceipt> proven(Vault vault, @Nullable String address, JsonNode json) {
        try {
            ConsentReceipt receipt = ConsentReceipt.parse(json);
            entries.requireProven(vault, address, receipt);
            return Optional.of(receipt);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Optional<ErasureEvent> erasure(ConsentReceipt receipt, String party) {
        return UnverifiedEvent.parse(receipt.opening().event()).verify() instanceof ErasureEvent event
                && event.confirmation().party().equals(party)
                        ? Optional.of(event)
                        : Optional.empty();
    }

    /**
     * What the ledger holds of a relation.
     *
     * @param doubtful records that may have been withdrawn in an entry whose content it lost: they permit nothing
     * @param indexes  of the entries it can read
     * @param beside   how each record stands, by its id
     * @param receipts of those, without any that does not hold
     */
    record Held(Set<String> records, Set<String> doubtful, Set<Long> indexes, Map<String, Beside> beside,
                List<ConsentReceipt> receipts) {

        Held {
            records = Set.copyOf(records);
            doubtful = Set.copyOf(doubtful);
            indexes = Set.copyOf(indexes);
            beside = Map.copyOf(beside);
            receipts = List.copyOf(receipts);
        }

        Optional<Beside> find(String record) {
            return Optional.ofNullable(beside.get(record));
        }
    }

    /**
     * Confirmations by record.
     *
     * @param known false while the ledger does not answer
     */
    record Erasures(Map<String, ConsentReceipt> byRecord, boolean known) {}
}
