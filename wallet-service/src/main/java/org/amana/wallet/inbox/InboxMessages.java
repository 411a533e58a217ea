package org.amana.wallet.inbox;

import java.util.List;
import java.util.Optional;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;

/** What was written to an open wallet. */
@Component
public class InboxMessages {
    private final InboxStore store;
    private final Inboxes inboxes;

    InboxMessages(InboxStore store, Inboxes inboxes) {
        this.store = store;
        this.inboxes = inboxes;
    }

    /**
     * A message that waits, and the office whose address it came to.
     *
     * @param question empty where it does not open, or is none
     */
    public record Waiting(PartyNote office, Optional<InboxQuestion> question, Place place) {
        @Override
        public String toString() {
            return "Waiting[…]";
        }
    }

    /** Where a message lies. */
    public static final class Place {
        private final InboxNote note;
        private final String sealed;

        private Place(InboxNote note, String sealed) {
            this.note = note;
            this.sealed = sealed;
        }
    }

    /** What is due; a link that was dealt with before is not told again. */
    public List<Waiting> due(Vault vault) {
        return inboxes.upToDate(vault)
                .stream()
                .flatMap(note -> store.take(note.hash()).stream().flatMap(sealed -> waiting(note, sealed).stream()))
                .toList();
    }

    /** Done with it, whatever came of it. */
    public void done(Vault vault, Waiting message) {
        Place place = message.place();
        message.question()
                .ifPresent(question -> vault.alone(() -> Inboxes.find(vault, place.note.id())
                        .ifPresent(note -> Inboxes.save(vault, note.saw(Sha256.base64UrlOf(question.request()))))));
        store.remove(place.note.hash(), place.sealed);
    }

    private Optional<Waiting> waiting(InboxNote note, String sealed) {
        Optional<InboxQuestion> question = open(note, sealed);
        if (question.filter(one -> note.seen().contains(Sha256.base64UrlOf(one.request()))).isPresent()) {
            store.remove(note.hash(), sealed);
            return Optional.empty();
        }
        return Optional.of(new Waiting(note.office(), question, new Place(note, sealed)));
    }

    private static Optional<InboxQuestion> open(InboxNote note, String sealed) {
        try {
            return Optional.of(InboxQuestion.open(sealed, note.pair()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
