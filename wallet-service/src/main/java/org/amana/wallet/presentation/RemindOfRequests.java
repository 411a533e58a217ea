package org.amana.wallet.presentation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.amana.wallet.vault.Vault;
import org.amana.wallet.vault.VaultCollection;
import org.springframework.stereotype.Component;

/**
 * Reminds a person, once, of a question that ends soon. A wallet that is not opened in its last days says nothing: nobody but
 * its holder can see what waits in it.
 */
@Component
public class RemindOfRequests {
    private final Clock clock;

    RemindOfRequests(Clock clock) {
        this.clock = clock;
    }

    /** Those to be reminded of now; they are not named a second time. */
    public List<WaitingRequest> due(Vault vault, Locale language) {
        Instant now = clock.instant();
        return vault.alone(() -> vault.all(VaultCollection.REQUESTS, PendingRequest.class)
                .stream()
                .flatMap(pending -> {
                    PendingRequest.Question question = pending.question();
                    if (question == null || !question.isToRemind(pending.opened(), now)) {
                        return java.util.stream.Stream.<WaitingRequest>empty();
                    }
                    vault.put(VaultCollection.REQUESTS, pending.id(), pending.reminded(question, now));
                    return WaitingRequest.of(pending, language).stream();
                })
                .toList());
    }
}
