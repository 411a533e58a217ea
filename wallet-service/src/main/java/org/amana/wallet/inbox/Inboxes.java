package org.amana.wallet.inbox;

import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.TrustedRequester;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.trust.TrustListSource;
import org.amana.wallet.consent.ConsentRelations;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Which offices may write to this wallet. An address is made for the recipient of one consent, brought to it signed with
 * the key of that consent until it has it, and closed with the consent or with one tap.
 */
@Component
public class Inboxes {
    private static final int MAX_ANSWER_BYTES = 16 * 1024;
    private static final int TOO_MANY = 429;

    private final InboxStore store;
    private final ConsentRelations relations;
    private final TrustListSource trust;
    private final HttpPeer peer;
    private final Clock clock;
    private final RandomGenerator random;
    private final URI baseUrl;

    Inboxes(InboxStore store, ConsentRelations relations, TrustListSource trust, HttpPeer peer, Clock clock,
            RandomGenerator random, AmanaProperties amana) {
        this.store = store;
        this.relations = relations;
        this.trust = trust;
        this.peer = peer;
        this.clock = clock;
        this.random = random;
        this.baseUrl = amana.baseUrl();
    }

    /**
     * The office of that consent may write from now on; a second time changes nothing.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} where the consent does not stand or
     *             lets nobody fetch, {@link InboxProblem}
     */
    public InboxView open(Vault vault, String record, Locale language) {
        byte[] chance = new byte[InboxAddress.SECRET_BYTES];
        random.nextBytes(chance);
        String secret = Base64Url.encode(chance);
        EphemeralKey pair = EphemeralKey.generate();
        var given = relations.mayWrite(vault, record,
                new InboxAddress(URI.create(baseUrl + "/inbox/" + secret), pair.publicJwk()));
        requireOffice(given.grant().party());
        InboxNote note = vault.alone(() -> find(vault, given.grant().party()).orElseGet(() -> {
            InboxNote fresh = new InboxNote(given.grant().party(), secret, pair.toJwk(), record, given.recipient(),
                    given.grant().compact(), clock.instant(), InboxNote.State.OFFERED, List.of());
            if (!store.open(vault.holder(), fresh.hash())) {
                throw new ProblemException(new InboxProblem.TooMany());
            }
            return save(vault, fresh);
        }));
        return view(bring(vault, note), language);
    }

    /** That office may write no more: its address is forgotten with all that waits there. */
    public void close(Vault vault, String id) {
        vault.alone(() -> find(vault, id).ifPresent(note -> {
            store.close(vault.holder(), note.hash());
            vault.remove(VaultCollection.INBOXES, id);
        }));
    }

    /** Offices that may write, by name. */
    public List<InboxView> list(Vault vault, Locale language) {
        return standing(vault).stream()
                .map(note -> view(note, language))
                .sorted(Comparator.comparing(InboxView::office))
                .toList();
    }

    /**
     * Whether that office takes addresses and has none.
     *
     * @param identifier the one in its certificates
     */
    public boolean isMissing(Vault vault, String identifier) {
        return standing(vault).stream().noneMatch(note -> note.office().identifier().equals(identifier))
                && trust.current().asking().stream().anyMatch(one -> one.identifier().equals(identifier));
    }

    /** Consents whose recipient could be given an address and has none. */
    public List<String> couldWrite(Vault vault) {
        List<String> have = standing(vault).stream().map(InboxNote::id).toList();
        List<String> takers = trust.current().asking().stream().map(TrustedRequester::id).toList();
        return relations.fetchers(vault)
                .stream()
                .filter(one -> takers.contains(one.party()) && !have.contains(one.party()))
                .map(ConsentRelations.Fetcher::record)
                .toList();
    }

    /** Closes what goes with a consent that was taken back, and brings what an office does not have yet. */
    List<InboxNote> upToDate(Vault vault) {
        return standing(vault).stream().map(note -> bring(vault, note)).toList();
    }

    private List<InboxNote> standing(Vault vault) {
        List<String> records = relations.fetchers(vault).stream().map(ConsentRelations.Fetcher::record).toList();
        List<InboxNote> all = vault.all(VaultCollection.INBOXES, InboxNote.class);
        all.stream().filter(note -> !records.contains(note.record())).forEach(note -> close(vault, note.id()));
        return all.stream().filter(note -> records.contains(note.record())).toList();
    }

    private InboxNote bring(Vault vault, InboxNote note) {
        if (note.state() != InboxNote.State.OFFERED) {
            return note;
        }
        try {
            Optional<TrustedRequester> office = trust.current().requester(note.id());
            if (office.isEmpty()) {
                return note;
            }
            var answer = peer.exchange(HttpQuestion
                    .postJson(office.get().inboxUrl(), StrictJson.object().put("grant", note.grant()))
                    .withMaxAnswerBytes(MAX_ANSWER_BYTES));
            if (answer.isSuccess()) {
                return change(vault, note, InboxNote.State.KNOWN);
            }
            if (answer.status() >= 400 && answer.status() < 500 && answer.status() != TOO_MANY) {
                store.close(vault.holder(), note.hash());
                return change(vault, note, InboxNote.State.REFUSED);
            }
        } catch (ProblemException e) {
            // away: it is brought again at the next look
        }
        return note;
    }

    private void requireOffice(String party) {
        if (trust.current().requester(party).isEmpty()) {
            throw new ProblemException(new InboxProblem.NotTaken());
        }
    }

    private static InboxNote change(Vault vault, InboxNote note, InboxNote.State next) {
        return vault.alone(() -> find(vault, note.id()).filter(now -> now.secret().equals(note.secret()))
                .map(now -> save(vault, now.now(next)))
                .orElse(note));
    }

    static Optional<InboxNote> find(Vault vault, String id) {
        return vault.find(VaultCollection.INBOXES, id, InboxNote.class);
    }

    static InboxNote save(Vault vault, InboxNote note) {
        vault.put(VaultCollection.INBOXES, note.id(), note);
        return note;
    }

    private static InboxView view(InboxNote note, Locale language) {
        return new InboxView(note.id(), note.office().name(language), note.since(),
                note.state().name().toLowerCase(Locale.ROOT));
    }
}
