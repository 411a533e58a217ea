package org.amana.wallet.holder;

import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.PasskeySecret;
import org.amana.wallet.vault.Passphrase;

/** What a person or their browser typed, judged before anything costly is done with it. */
final class Typed {

    private static final int SHORTEST_PASSPHRASE = 8;
    private static final int LONGEST_PASSPHRASE = 256;

    private Typed() {}

    /** @throws ProblemException {@link HolderProblem.WeakPassphrase} */
    static Passphrase newPassphrase(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST_PASSPHRASE || length > LONGEST_PASSPHRASE || text.isBlank()) {
            throw new ProblemException(new HolderProblem.WeakPassphrase());
        }
        return new Passphrase(text);
    }

    /** @throws ProblemException {@link HolderProblem.WrongUnlock} for what no wallet can have */
    static Passphrase knownPassphrase(String text) {
        if (text.isEmpty() || text.length() > 4 * LONGEST_PASSPHRASE) {
            throw new ProblemException(new HolderProblem.WrongUnlock());
        }
        return new Passphrase(text);
    }

    /** @throws ProblemException {@link ApiProblem.UnreadableRequest} */
    static PasskeySecret passkeySecret(String text) {
        try {
            return PasskeySecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new ApiProblem.UnreadableRequest("expected prf with 32 bytes, base64url"), e);
        }
    }

    /** @throws ProblemException {@link HolderProblem.WrongUnlock}: which ids exist is nobody's business */
    static HolderId walletId(String text) {
        try {
            return HolderId.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(new HolderProblem.WrongUnlock(), e);
        }
    }
}
