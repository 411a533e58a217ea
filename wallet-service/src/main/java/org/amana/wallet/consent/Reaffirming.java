package org.amana.wallet.consent;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.Notice;
import org.amana.core.consent.Representation;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.IdempotencyKey;
import org.amana.support.page.IsolatedText;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.type.TypeWords;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A person who came of age makes a consent their own that they gave with a guardian. */
@Component
public class Reaffirming {

    private final Consents consents;
    private final Relations relations;
    private final SubjectView subject;
    private final History history;
    private final TypeWords types;
    private final MessageSource messages;
    private final Clock clock;
    private final RandomGenerator random;

    Reaffirming(Consents consents, Relations relations, SubjectView subject, History history, TypeWords types,
            MessageSource messages, Clock clock, RandomGenerator random) {
        this.consents = consents;
        this.relations = relations;
        this.subject = subject;
        this.history = history;
        this.types = types;
        this.messages = messages;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Says that it is to go on, until the same end. A second time changes nothing.
     *
     * @throws ProblemException {@link ApiProblem.NotFound}, {@link ApiProblem.WrongStep} for a consent that does not wait
     *             for this word, {@link LedgerFailure}
     */
    public ConsentView reaffirm(Vault vault, String record, Locale language) {
        ConsentNote note = Consents.find(vault, record);
        ConsentEvent standing = consents.standing(vault, note);
        if (Representation.isWithGuardian(standing.terms().representation())) {
            append(vault, begun(vault, note), standing, language);
        } else if (note.renewalKey() == null) {
            throw notWaiting();
        }
        return consents.view(vault, record, language);
    }

    /** The same word again has the same key, whatever became of the first try. */
    private ConsentNote begun(Vault vault, ConsentNote note) {
        if (note.state() != ConsentNote.State.GIVEN || note.withdrawalKey() != null) {
            throw notWaiting();
        }
        if (note.renewalKey() != null) {
            return note;
        }
        Optional<Relation> relation = vault.find(VaultCollection.RELATIONS, note.relation(), Relation.class);
        boolean waits = relation.isPresent() && LedgerEntries.called(() -> subject.held(vault, relation.get()))
                .find(note.record())
                .filter(Beside::isSuspended)
                .isPresent();
        if (!waits) {
            throw notWaiting();
        }
        String key = IdempotencyKey.random(random).value();
        return vault.alone(() -> {
            ConsentNote found = Consents.find(vault, note.record());
            ConsentNote renewing = found.renewalKey() == null ? found.renewing(key) : found;
            vault.put(VaultCollection.CONSENTS, note.record(), renewing);
            return renewing;
        });
    }

    private void append(Vault vault, ConsentNote note, ConsentEvent standing, Locale language) {
        String key = Optional.ofNullable(note.renewalKey()).orElseThrow();
        String text = notice(note, standing, language);
        ConsentReceipt receipt = relations.append(vault, note.party(), note.ledger(), new IdempotencyKey(key), text,
                (_, position) -> standing.reaffirmed(position, clock.instant(),
                        Notice.of(text, language.toLanguageTag())));
        history.add(vault, HistoryKind.REAFFIRMED, note.recipient(), note.cards(), note.purpose(), null, false, key,
                receipt.proof().index());
    }

    private String notice(ConsentNote note, ConsentEvent standing, Locale language) {
        String what = types.list(note.cards()
                .stream()
                .flatMap(card -> types.labels(card.vct(), card.claims(), language).stream())
                .toList(), language);
        return String.join("\n", List.of(line("notice.reaffirm", language),
                line("notice.who", language, IsolatedText.of(note.recipient().name(language)),
                        IsolatedText.of(note.recipient().identifier())),
                line("notice.why", language, PartyNote.in(note.purpose().text(), language)),
                line("notice.reaffirm.what", language, what),
                standing.terms()
                        .validUntil()
                        .map(until -> line("notice.until", language, IsolatedText.moment(until, language)))
                        .orElse("")));
    }

    private String line(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }

    private static ProblemException notWaiting() {
        return new ProblemException(new ApiProblem.WrongStep("expected a consent that waits for somebody of age"));
    }
}
