package org.amana.wallet.presentation;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.inbox.InboxQuestion;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.VpProblem;
import org.amana.wallet.history.History;
import org.amana.wallet.history.HistoryKind;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.inbox.InboxMessages;
import org.amana.wallet.inbox.InboxMessages.Waiting;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Component;

/**
 * Opens what offices wrote to this wallet while it was locked. What is inside is a link, and is treated as one that was
 * scanned; beyond that, only the office that the address was given to may be asking, and only about an exchange. Anything
 * else is put away with a short note.
 */
@Component
public class ReadInbox {
    private final InboxMessages messages;
    private final ReadRequest read;
    private final ForgetRequests forget;
    private final History history;
    private final Clock clock;

    ReadInbox(InboxMessages messages, ReadRequest read, ForgetRequests forget, History history, Clock clock) {
        this.messages = messages;
        this.read = read;
        this.forget = forget;
        this.history = history;
        this.clock = clock;
    }

    /** Reads what is due; from then on it waits among the other questions. */
    public void read(Vault vault, Locale language) {
        List<PartyNote> unusable = messages.due(vault)
                .stream()
                .filter(message -> !isUsed(vault, message, language))
                .map(Waiting::office)
                .distinct()
                .toList();
        // one note for each office, however much came
        unusable.forEach(office -> history.add(vault, HistoryKind.PUT_AWAY, office, List.of(), null, null, false, null,
                null));
    }

    /** False for what is put away. */
    private boolean isUsed(Vault vault, Waiting message, Locale language) {
        Optional<InboxQuestion> question = message.question();
        try {
            if (question.isPresent()) {
                read.read(vault, question.get().request(), examined -> requireFrom(message.office(), examined),
                        language);
            }
        } catch (ProblemException e) {
            if (isPassing(e)) {
                return true; // it stays where it is and is tried again
            }
            boolean isOver = question.filter(one -> !one.until().isAfter(clock.instant())).isPresent();
            if (isOver) {
                forget.unopened(vault, Sha256.base64UrlOf(question.get().request()), message.office(),
                        question.get().until());
            }
            messages.done(vault, message);
            return isOver;
        }
        messages.done(vault, message);
        return question.isPresent();
    }

    private static void requireFrom(PartyNote office, ExaminedRequest examined) {
        if (!examined.party().identifier().equals(office.identifier()) || examined.exchange().isEmpty()) {
            throw new ProblemException(new CodeProblem.AnotherAsks());
        }
    }

    /** Only what was looked at and refused is done with. */
    private static boolean isPassing(ProblemException refused) {
        if (refused.getCause() instanceof ProblemException cause
                && cause.problem() instanceof VpProblem.RequestNotFetched unfetched) {
            return unfetched.isPassing();
        }
        return !(refused.problem() instanceof PresentationProblem.RequestRefused
                || refused.problem() instanceof ExchangeRefusal || refused.problem() instanceof CodeProblem);
    }
}
