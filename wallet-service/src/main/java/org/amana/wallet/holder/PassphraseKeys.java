package org.amana.wallet.holder;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.vault.Passphrase;
import org.springframework.stereotype.Component;

/** Derives passphrase keys, only so many at once: Argon2id is made to take memory, and callers are not to be trusted. */
@Component
class PassphraseKeys {

    private static final int PATIENCE_SECONDS = 5;

    private final Passphrase.Cost cost;
    private final Semaphore room;

    PassphraseKeys(HolderSettings settings) {
        cost = settings.passphrase().cost();
        room = new Semaphore(settings.passphrase().concurrent(), true);
    }

    Passphrase.Cost cost() {
        return cost;
    }

    /** @throws ProblemException {@link HolderProblem.Busy} when there is no room within five seconds */
    byte[] derive(Passphrase passphrase, Passphrase.Cost at, byte[] salt) {
        boolean admitted;
        try {
            admitted = room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new HolderProblem.Busy(), e);
        }
        if (!admitted) {
            throw new ProblemException(new HolderProblem.Busy());
        }
        try {
            return passphrase.derive(at, salt);
        } finally {
            room.release();
        }
    }
}
