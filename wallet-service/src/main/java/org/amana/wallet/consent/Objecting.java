package org.amana.wallet.consent;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.Objection;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.IntendedUse;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/** Objecting to an access that rests on a law (GDPR Art. 21): one tap, words if the person likes, the relation's key. */
@Component
public class Objecting {
    private final KnownLogs logs;
    private final LedgerEntries entries;
    private final Receipts receipts;
    private final Clock clock;
    private final RandomGenerator random;

    Objecting(KnownLogs logs, LedgerEntries entries, Receipts receipts, Clock clock,
            RandomGenerator random) {
        this.logs = logs;
        this.entries = entries;
        this.receipts = receipts;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Objects; a second time changes nothing.
     *
     * @param record of the access
     * @param words why; blank for no reason
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link LedgerFailure}
     */
    public void object(Vault vault, String record, String words) {
        LawfulAccess access = access(vault, record);
        if (said(vault, record, EventKind.OBJECTED)) {
            return;
        }
        RelationId relationId = relation(vault, record);
        Relation relation = vault.all(VaultCollection.RELATIONS, Relation.class)
                .stream()
                .filter(one -> one.id().equals(relationId))
                .findFirst()
                .orElseThrow(Objecting::notFound);
        byte[] id = new byte[16];
        random.nextBytes(id);
        String objection = Objection.sign(relation.pair(), access.record(), access.requestHash(),
                Optional.of(words.strip()).filter(text -> !text.isEmpty()), Base64Url.encode(id), clock.instant());
        Objection.verify(objection); // words that are too long are refused here, before anybody is told
        ConsentReceipt receipt = LedgerEntries
                .called(() -> logs.client(relation.ledger())
                        .object(IdempotencyKey.random(random), objection)
                        .receipt());
        if (!(UnverifiedEvent.parse(receipt.opening().event()).verify() instanceof ExchangeEvent event)
                || !event.statement().compact().equals(objection)) {
            throw new ProblemException(new LedgerFailure.LedgerUnproven("the receipt is for another event"));
        }
        entries.requireProven(vault, relation.ledger(), receipt);
        vault.alone(() -> receipts.keep(vault, receipt));
    }

    /**
     * What data were asked for under a law for, by record: as it is registered with the ledger that keeps the access, by the
     * one who named the law. None of a ledger that does not answer or is not trusted.
     */
    Map<RecordId, IntendedUse> uses(List<StoredReceipt> all) {
        var uses = new HashMap<RecordId, IntendedUse>();
        var asked = new HashMap<String, Optional<IntendedUse>>();
        for (StoredReceipt stored : all) {
            access(stored).ifPresent(access -> asked
                    .computeIfAbsent(stored.log() + "\n" + access.purpose(), _ -> use(stored.log(), access.purpose()))
                    .filter(use -> use.party().equals(access.requester()))
                    .ifPresent(use -> uses.put(access.record(), use)));
        }
        return uses;
    }

    private Optional<IntendedUse> use(String log, String purpose) {
        if (!purpose.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            return Optional.empty();
        }
        try {
            return logs.clientWith(log).intendedUse(purpose);
        } catch (ProblemException _) {
            return Optional.empty(); // the law is shown all the same; what for is not for this page to invent
        }
    }

    private LawfulAccess access(Vault vault, String record) {
        return receipts.all(vault)
                .stream()
                .flatMap(stored -> access(stored).stream())
                .filter(access -> access.record().value().equals(record))
                .findFirst()
                .orElseThrow(Objecting::notFound);
    }

    /** The relation that the access was named in: its key objects, at the ledger that keeps it. */
    private RelationId relation(Vault vault, String record) {
        return receipts.all(vault)
                .stream()
                .filter(stored -> access(stored).filter(access -> access.record().value().equals(record)).isPresent())
                .findFirst()
                .map(stored -> ((ExchangeEvent) stored.event()).relation())
                .orElseThrow(Objecting::notFound);
    }

    private boolean said(Vault vault, String record, EventKind kind) {
        return receipts.all(vault)
                .stream()
                .anyMatch(stored -> stored.kind().equals(kind.name())
                        && stored.event().record().value().equals(record));
    }

    static Optional<LawfulAccess> access(StoredReceipt stored) {
        return stored.kind().equals(EventKind.AUTHORISED_BY_LAW.name())
                && stored.event() instanceof ExchangeEvent event
                && event.statement() instanceof LawfulAccess access ? Optional.of(access) : Optional.empty();
    }

    private static ProblemException notFound() {
        return new ProblemException(new ApiProblem.NotFound("no such access"));
    }
}
