package org.amana.wallet.rights;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.Opening;
import org.amana.core.json.Base64Url;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.RightsAnswer;
import org.amana.core.rights.RightsClock;
import org.amana.support.ledger.RightsEntry;
import org.amana.wallet.consent.ConsentRelations;
import org.amana.wallet.consent.LedgerFailure;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests by right: entered into the ledger first, so that nobody can deny when they were made, then brought to the party
 * until it has them.
 */
@Component
public class Rights {

    private final ConsentRelations relations;
    private final PartyInbox inbox;
    private final History history;
    private final Clock clock;
    private final RandomGenerator random;

    Rights(ConsentRelations relations, PartyInbox inbox, History history, Clock clock, RandomGenerator random) {
        this.relations = relations;
        this.inbox = inbox;
        this.history = history;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Asks the recipient of a consent to delete what it holds. While it has not answered, a second tap is the same request.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep}, {@link LedgerFailure}
     */
    public RightView askToErase(Vault vault, String record, Locale language) {
        RightNote note = vault.alone(() -> open(vault, record).orElseGet(() -> sign(vault, record)));
        RightNote entered = note.receipt() == null ? enter(vault, note) : note;
        return view(deliver(vault, entered), language);
    }

    /** Newest first; brings what was not delivered yet, and looks for answers. */
    public List<RightView> list(Vault vault, Locale language) {
        return vault.all(VaultCollection.RIGHTS, RightNote.class)
                .stream()
                .filter(note -> note.receipt() != null)
                .map(note -> answered(vault, deliver(vault, note)))
                .sorted(Comparator.comparing((RightNote note) -> note.request().time()).reversed())
                .map(note -> view(note, language))
                .toList();
    }

    /** The same as the vault has it; asks nobody. */
    public List<RightView> known(Vault vault, Locale language) {
        return vault.all(VaultCollection.RIGHTS, RightNote.class)
                .stream()
                .filter(note -> note.receipt() != null)
                .map(note -> view(note, language))
                .toList();
    }

    /** The newest request about each consent, its id by the consent's record. */
    public Map<String, String> byRecord(Vault vault) {
        Map<String, String> newest = new HashMap<>();
        vault.all(VaultCollection.RIGHTS, RightNote.class)
                .stream()
                .filter(note -> note.receipt() != null)
                .sorted(Comparator.comparing((RightNote note) -> note.request().time()))
                .forEach(note -> newest.put(note.record(), note.id()));
        return newest;
    }

    RightNote find(Vault vault, String id) {
        return vault.find(VaultCollection.RIGHTS, id, RightNote.class)
                .filter(note -> note.receipt() != null)
                .orElseThrow(() -> new ProblemException(new ApiProblem.NotFound("no such request")));
    }

    private static Optional<RightNote> open(Vault vault, String record) {
        return vault.all(VaultCollection.RIGHTS, RightNote.class)
                .stream()
                .filter(note -> note.record().equals(record) && note.answer() == null)
                .findFirst();
    }

    private RightNote sign(Vault vault, String record) {
        ConsentRelations.Demand demand = relations.toErase(vault, record);
        Opening opening = demand.request().opening(random);
        return save(vault, new RightNote(demand.request().digest(), demand.recipient(), demand.purpose(),
                demand.cards(), record, demand.request().compact(), Base64Url.encode(opening.salt()), null, null,
                null, false, null, demand.ledger()));
    }

    private RightNote enter(Vault vault, RightNote note) {
        try {
            Opening opening = Opening.of(note.request().bytes(), Base64Url.decode(note.salt()));
            RightsEntry entry = relations.enter(vault, note.ledger(), note.request(), opening);
            RightNote entered = note.entered(entry.receipt().toJson(),
                    entry.deliverTo().map(Object::toString).orElse(null), entry.supervisor().orElse(null));
            return vault.alone(() -> {
                save(vault, entered);
                history.add(vault, HistoryKind.ASKED_TO_ERASE, note.recipient(), note.cards(), note.purpose(), null,
                        false, null, entry.receipt().proof().index());
                return entered;
            });
        } catch (ProblemException e) {
            if (e.problem() instanceof LedgerFailure.LedgerRefused) {
                // too old, or not possible: the next tap signs anew
                vault.remove(VaultCollection.RIGHTS, note.id());
            }
            throw e;
        }
    }

    private RightNote deliver(Vault vault, RightNote note) {
        ObjectNode receipt = note.receipt();
        return note.delivered() || receipt == null || !inbox.takes(note, receipt)
                ? note
                : save(vault, note.handedOver());
    }

    private RightNote answered(Vault vault, RightNote note) {
        if (!note.delivered() || note.answer() != null) {
            return note;
        }
        return inbox.answer(vault, note).map(receipt -> vault.alone(() -> {
            RightNote answered = note.answeredWith(receipt.toJson());
            if (find(vault, note.id()).answer() == null) {
                save(vault, answered);
                history.add(vault, HistoryKind.ANSWERED, note.recipient(), note.cards(), note.purpose(), null, false,
                        null, receipt.proof().index());
            }
            return answered;
        })).orElse(note);
    }

    private static RightNote save(Vault vault, RightNote note) {
        vault.put(VaultCollection.RIGHTS, note.id(), note);
        return note;
    }

    RightView view(RightNote note, Locale language) {
        Instant now = clock.instant();
        PartyNote party = note.recipient();
        Optional<RightsAnswer> answer = note.answered();
        return new RightView(note.id(), "erasure", note.record(),
                new RightView.Party(party.name(language), party.identifier(), party.erasureContact()),
                PartyNote.in(note.purpose().text(), language), note.request().time(), note.clock().lastDay(),
                note.clock().daysLeft(now), note.delivered(), word(note.clock().stateAt(now).name()),
                answer.map(one -> word(one.outcome().name())).orElse(null),
                answer.map(RightsAnswer::time).orElse(null), canComplain(note, answer, now),
                supervisor(note.supervisor(), language));
    }

    private static boolean canComplain(RightNote note, Optional<RightsAnswer> answer, Instant now) {
        return answer.map(one -> one.outcome().isRefusal())
                .orElseGet(() -> note.clock().stateAt(now) == RightsClock.State.OVERDUE);
    }

    private static RightView.@Nullable Supervisor supervisor(@Nullable ObjectNode authority, Locale language) {
        if (authority == null) {
            return null;
        }
        Map<String, String> names = new HashMap<>();
        authority.path("name").properties().forEach(name -> names.put(name.getKey(), name.getValue().asString("")));
        return new RightView.Supervisor(PartyNote.in(names, language), text(authority, "uri"),
                text(authority, "email"), text(authority, "phone"));
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).stringValue() : null;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
