package org.amana.wallet.consent;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsRequest;
import org.amana.support.ledger.RightsEntry;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be asked of whoever got a consent, signed with the key that gave it. */
@Component
public class ConsentRelations {

    private final KnownLogs logs;
    private final LedgerEntries entries;
    private final Clock clock;
    private final RandomGenerator random;

    ConsentRelations(KnownLogs logs, LedgerEntries entries, Clock clock, RandomGenerator random) {
        this.logs = logs;
        this.entries = entries;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A signed request, and whom and what it is about.
     *
     * @param ledger address of the other node's ledger that keeps the consent; absent for this service's own
     */
    public record Demand(RightsRequest request, PartyNote recipient, PurposeNote purpose, List<CardNote> cards,
                         @Nullable String ledger) {
        public Demand {
            cards = List.copyOf(cards);
        }
    }

    /**
     * Signs a request that the recipient of a consent erase what it holds.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} where nothing was given
     */
    public Demand toErase(Vault vault, String record) {
        ConsentNote note = consent(vault, record);
        Relation relation = relation(vault, note);
        ConsentEvent given = event(note);
        return new Demand(RightsRequest.sign(relation.pair(), note.party(), given.record(), given.requestHash(),
                clock.instant(), random), note.recipient(), note.purpose(), note.cards(), note.ledger());
    }

    /** An address for the recipient of a consent, signed with the key that gave it. */
    public record Given(InboxGrant grant, PartyNote recipient) {}

    /** Whoever may fetch under a consent that stands, by its id in the register. */
    public record Fetcher(String record, String party) {}

    /**
     * Lets the recipient of a consent write to the person.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} where the consent does not stand or
     *             the person themselves showed what it is about
     */
    public Given mayWrite(Vault vault, String record, InboxAddress address) {
        ConsentNote note = consent(vault, record);
        if (!isFetched(note)) {
            throw new ProblemException(new ApiProblem.WrongStep("expected a consent under which something is fetched"));
        }
        ConsentEvent given = event(note);
        return new Given(InboxGrant.sign(relation(vault, note).pair(), note.party(), given.record(),
                given.requestHash(), clock.instant(), address), note.recipient());
    }

    /** Recipients of the person's own consents that let them fetch something, and were not taken back. */
    public List<Fetcher> fetchers(Vault vault) {
        return vault.all(VaultCollection.CONSENTS, ConsentNote.class)
                .stream()
                .filter(ConsentRelations::isFetched)
                .map(note -> new Fetcher(note.record(), note.party()))
                .toList();
    }

    /** Record of the consent with that receipt. */
    public Optional<String> recordOf(Vault vault, String receipt) {
        return vault.all(VaultCollection.CONSENTS, ConsentNote.class)
                .stream()
                .filter(note -> note.receipt().equals(receipt))
                .map(ConsentNote::record)
                .findFirst();
    }

    /** What a guardian decides for somebody else is not theirs to be asked about again. */
    private static boolean isFetched(ConsentNote note) {
        return note.state() == ConsentNote.State.GIVEN && note.delivery() != null
                && event(note).terms().representation().filter(Representation.ForWard.class::isInstance).isEmpty();
    }

    private static ConsentNote consent(Vault vault, String record) {
        return vault.find(VaultCollection.CONSENTS, record, ConsentNote.class)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such consent")));
    }

    private static Relation relation(Vault vault, ConsentNote note) {
        return vault.find(VaultCollection.RELATIONS, note.relation(), Relation.class)
                .filter(_ -> note.state() != ConsentNote.State.REFUSED)
                .orElseThrow(() -> new ProblemException(new ApiProblem.WrongStep("nothing was given to this party")));
    }

    private static ConsentEvent event(ConsentNote note) {
        return ((SignedConsentEvent) UnverifiedEvent.parse(Base64Url.decode(note.event())).verify()).event();
    }

    /**
     * Enters a request into the ledger that keeps the consent; the receipt was verified.
     *
     * @param address of the other node's ledger; null for this service's own
     * @throws ProblemException {@link LedgerFailure}
     */
    public RightsEntry enter(Vault vault, @Nullable String address, RightsRequest request, Opening opening) {
        return LedgerEntries.called(() -> {
            RightsEntry entry = logs.client(address).askRight(request, opening);
            if (!entry.receipt().statement().compact().equals(request.compact())) {
                throw new ProblemException(new LedgerFailure.LedgerUnproven("the receipt is for another request"));
            }
            requireProven(vault, address, entry.receipt());
            return entry;
        });
    }

    /**
     * Passes when what the receipt holds is in that ledger, addressed as above.
     *
     * @throws ProblemException {@link LedgerFailure}
     */
    public void requireProven(Vault vault, @Nullable String address, RightsReceipt receipt) {
        entries.requireProven(vault, address, receipt);
    }

    /** Keys of that ledger's log, one a line, as the offline verifier reads them. */
    public String log(Vault vault, @Nullable String address) {
        return LedgerEntries.called(() -> logs.of(vault, address).text());
    }
}
