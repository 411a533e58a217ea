package org.amana.wallet.presentation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amana.wallet.history.CardNote;
import org.amana.wallet.history.History;
import org.amana.wallet.history.PartyNote;
import org.amana.wallet.history.PurposeNote;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Forgets requests that can be answered no more. Of a question that ended without an answer the person is told, in the
 * history and, until they have seen it there, on the first page.
 */
@Component
public class ForgetRequests {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final History history;
    private final Clock clock;

    ForgetRequests(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * A question that ended.
     *
     * @param id of its request
     * @param purpose absent where the question was never opened
     */
    record Ended(String id, PartyNote party, @Nullable PurposeNote purpose, Instant until) {}

    void forgetOld(Vault vault) {
        Instant now = clock.instant();
        for (PendingRequest pending : vault.all(VaultCollection.REQUESTS, PendingRequest.class)) {
            Optional<WaitingRequest> waiting = WaitingRequest.of(pending, Locale.ROOT);
            boolean isOver = waiting.map(one -> !one.until().isAfter(now))
                    .orElseGet(() -> pending.opened().isBefore(now.minus(FORGOTTEN_AFTER)));
            if (isOver) {
                vault.alone(() -> {
                    if (vault.remove(VaultCollection.REQUESTS, pending.id())) {
                        ended(vault, pending);
                    }
                });
            }
        }
    }

    /** Nobody answered in time what an office wrote, for the wallet was not opened. */
    void unopened(Vault vault, String id, PartyNote party, Instant until) {
        note(vault, new Ended(id, party, null, until), List.of());
    }

    /** Questions that ended, the newest first, until they were seen. */
    public List<UnansweredRequest> unseen(Vault vault, Locale language) {
        return vault.all(VaultCollection.UNANSWERED, Ended.class)
                .stream()
                .map(one -> new UnansweredRequest(one.party().name(language),
                        one.purpose() == null ? null : PartyNote.in(one.purpose().text(), language), one.until()))
                .sorted(java.util.Comparator.comparing(UnansweredRequest::until).reversed())
                .toList();
    }

    /** The person was shown all of them. */
    public void seen(Vault vault) {
        vault.all(VaultCollection.UNANSWERED, Ended.class)
                .forEach(one -> vault.remove(VaultCollection.UNANSWERED, one.id()));
    }

    private void ended(Vault vault, PendingRequest pending) {
        PendingRequest.Deferral deferral = pending.deferral();
        PendingRequest.Question question = pending.question();
        List<CardNote> asked = question == null || question.asked() == null ? List.of() : question.asked();
        if (pending.approval() != null && pending.approval().event() != null) {
            return; // begun: the history says how far it came
        }
        if (deferral != null) {
            note(vault, new Ended(pending.id(), deferral.party(), deferral.purpose(), deferral.until()), asked);
        } else if (question != null) {
            note(vault, new Ended(pending.id(), question.party(), question.purpose(), question.until()), asked);
        }
    }

    private void note(Vault vault, Ended ended, List<CardNote> asked) {
        history.addUnanswered(vault, ended.party(), asked, ended.purpose(), ended.until());
        vault.put(VaultCollection.UNANSWERED, ended.id(), ended);
    }
}
