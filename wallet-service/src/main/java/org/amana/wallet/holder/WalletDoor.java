package org.amana.wallet.holder;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.support.web.ClientAddress;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.PasskeySecret;
import org.amana.wallet.vault.Passphrase;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Where holders come in and go out. The public methods are for pages that work without JavaScript: they bind the unlocked
 * wallet to the session cookie. The API's controllers use the others, which leave that to them.
 */
@Component
public class WalletDoor {

    private static final Duration PASSKEY_COUNTS = Duration.ofMinutes(2);

    private final SignUp signUp;
    private final Unlock unlock;
    private final Passkeys passkeys;
    private final Attempts attempts;
    private final UnlockedWallets unlocked;
    private final Holders holders;
    private final Clock clock;

    WalletDoor(SignUp signUp, Unlock unlock, Passkeys passkeys, Attempts attempts, UnlockedWallets unlocked,
            Holders holders, Clock clock) {
        this.signUp = signUp;
        this.unlock = unlock;
        this.passkeys = passkeys;
        this.attempts = attempts;
        this.unlocked = unlocked;
        this.holders = holders;
        this.clock = clock;
    }

    /**
     * Makes a wallet that a passphrase opens, and opens it for this browser session.
     *
     * @throws ProblemException {@link HolderProblem.WeakPassphrase}, {@link HolderProblem.TooManyTries}
     */
    public HolderId makeForPage(KeyringKind keyring, String passphrase, HttpServletRequest http) {
        OpenedWallet wallet = make(keyring, passphrase, null, null, http);
        SessionCookie.bind(http, unlocked.open(wallet));
        return wallet.holder();
    }

    /**
     * Unlocks a wallet for this browser session.
     *
     * @param walletId as typed; may be empty just after a passkey of a wallet that needs the passphrase too
     * @throws ProblemException {@link HolderProblem.WrongUnlock}, {@link HolderProblem.TooManyTries}
     */
    public HolderId unlockForPage(String walletId, String passphrase, HttpServletRequest http) {
        OpenedWallet wallet = byPassphrase(walletId.isBlank() ? null : walletId, passphrase, http);
        SessionCookie.bind(http, unlocked.open(wallet));
        return wallet.holder();
    }

    /** Wipes the key from memory and ends the browser session. */
    public void lockForPage(HttpServletRequest http) {
        SessionCookie.token(http).ifPresent(unlocked::lock);
        SessionCookie.end(http);
    }

    /** The question whether to delete the wallet is on the screen: only a passkey shown after this counts as its answer. */
    public void askToDelete(HttpServletRequest http) {
        SessionCookie.takeOpened(http);
    }

    /**
     * Deletes the open wallet for good: cards, keys, history, receipts. An open session alone is not enough, because the
     * phone may be in another hand: the passkey must have opened it again since {@link #askToDelete}, or the passphrase
     * must be right. What verifiers and ledger hold is not reached by this.
     *
     * @param passphrase empty where the passkey was shown
     * @throws ProblemException {@link HolderProblem.WrongUnlock}, {@link HolderProblem.TooManyTries}
     */
    public void deleteForPage(Vault vault, String passphrase, HttpServletRequest http) {
        HolderId holder = vault.holder();
        boolean shown = SessionCookie.takeOpened(http).filter(opened -> isNow(opened, holder)).isPresent();
        if (!shown) {
            byPassphrase(holder.value().toString(), passphrase, http).key().wipe();
        }
        holders.remove(holder);
        unlocked.lockAll(holder);
        SessionCookie.end(http);
    }

    private boolean isNow(SessionCookie.Shown passkey, HolderId holder) {
        return clock.instant().isBefore(passkey.until()) && HolderId.parse(passkey.walletId()).equals(holder);
    }

    /** The vault this request may use, if it is unlocked. Controllers can take it as a parameter instead. */
    public Optional<Vault> vault(HttpServletRequest http) {
        return VaultSessionFilter.vault(http);
    }

    /** An unlocked wallet locks after this long without a request. */
    public Duration idle() {
        return unlocked.idle();
    }

    OpenedWallet make(KeyringKind keyring, @Nullable String typed, @Nullable JsonNode credential, @Nullable String prf,
                      HttpServletRequest http) {
        Optional<Passphrase> passphrase = Optional.ofNullable(typed).map(Typed::newPassphrase);
        Optional<PasskeySecret> secret = Optional.ofNullable(prf).map(Typed::passkeySecret);
        Optional<Passkeys.Registration> passkey = Optional.ofNullable(credential)
                .map(answer -> SessionCookie.takeCreation(http)
                        .map(asked -> new Passkeys.Registration(asked.holder(), asked.options(), answer))
                        .orElseThrow(() -> new ProblemException(
                                new HolderProblem.PasskeyRefused("no creation options were given to this session"))));
        attempts.admitSignUp(ClientAddress.of(http));
        try {
            return signUp.make(keyring, passphrase, passkey, secret);
        } finally {
            passphrase.ifPresent(Passphrase::wipe);
            secret.ifPresent(PasskeySecret::wipe);
        }
    }

    OpenedWallet byPasskey(JsonNode answer, @Nullable String prf, HttpServletRequest http) {
        var options = SessionCookie.takeRequest(http)
                .orElseThrow(() -> new ProblemException(
                        new HolderProblem.PasskeyRefused("no request options were given to this session")));
        Optional<PasskeySecret> secret = Optional.ofNullable(prf).map(Typed::passkeySecret);
        Passkeys.Shown shown = passkeys.authenticate(options, answer);
        var now = new SessionCookie.Shown(shown.holder().value().toString(), clock.instant().plus(PASSKEY_COUNTS));
        SessionCookie.remember(http, now);
        try {
            OpenedWallet wallet = unlock.byPasskey(shown.holder(), shown.credentialId(), secret);
            SessionCookie.rememberOpened(http, now);
            return wallet;
        } finally {
            secret.ifPresent(PasskeySecret::wipe);
        }
    }

    OpenedWallet byPassphrase(@Nullable String walletId, @Nullable String typed, HttpServletRequest http) {
        Optional<HolderId> shown = SessionCookie.shown(http)
                .filter(passkey -> clock.instant().isBefore(passkey.until()))
                .map(passkey -> HolderId.parse(passkey.walletId()));
        if (typed == null || (walletId == null && shown.isEmpty())) {
            throw new ProblemException(
                    new ApiProblem.UnreadableRequest("expected wallet_id and passphrase, or a passkey"));
        }
        HolderId holder = walletId == null ? shown.orElseThrow() : Typed.walletId(walletId);
        Passphrase passphrase = Typed.knownPassphrase(typed);
        try {
            return unlock.byPassphrase(holder, passphrase, shown, ClientAddress.of(http));
        } finally {
            passphrase.wipe();
        }
    }
}
