package org.amana.wallet.holder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.ApiProblem;
import org.amana.wallet.vault.HolderId;
import org.amana.wallet.vault.KeyringKind;
import org.amana.wallet.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Makes wallets, says which one is open, and forgets one for good. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class WalletsController {

    private final WalletDoor door;
    private final Passkeys passkeys;
    private final UnlockedWallets unlocked;
    private final Holders holders;
    private final RandomGenerator random;

    WalletsController(WalletDoor door, Passkeys passkeys, UnlockedWallets unlocked, Holders holders,
            RandomGenerator random) {
        this.door = door;
        this.passkeys = passkeys;
        this.unlocked = unlocked;
        this.holders = holders;
        this.random = random;
    }

    @PostMapping("/passkeys/creation-options")
    JsonNode creationOptions(HttpServletRequest http) {
        HolderId holder = HolderId.random(random);
        var options = passkeys.creationOptions(holder);
        SessionCookie.ask(http, holder, options);
        return passkeys.toJson(options);
    }

    @PostMapping("/wallets")
    @ResponseStatus(HttpStatus.CREATED)
    WalletAnswer make(@RequestBody NewWallet wish, HttpServletRequest http) {
        OpenedWallet wallet = door.make(wish.keyringKind(), wish.passphrase(), wish.passkey(), wish.prf(), http);
        return WalletAnswer.of(wallet, unlocked.open(wallet), http);
    }

    @GetMapping("/wallet")
    OpenWallet open(Vault vault) {
        return new OpenWallet(vault.holder().value().toString(), vault.keyring().word(), unlocked.idle().toSeconds());
    }

    /** Everything of the holder goes: keys, cards, history. What verifiers and ledger hold is not reached by this. */
    @DeleteMapping("/wallet")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(Vault vault, HttpServletRequest http) {
        holders.remove(vault.holder());
        unlocked.lockAll(vault.holder());
        SessionCookie.end(http);
    }

    record NewWallet(@Nullable String keyring, @Nullable String passphrase, @Nullable JsonNode passkey,
                     @Nullable String prf) {

        KeyringKind keyringKind() {
            try {
                return KeyringKind.of(keyring == null ? "browser" : keyring);
            } catch (IllegalArgumentException e) {
                throw new ProblemException(new ApiProblem.UnreadableRequest(String.valueOf(e.getMessage())), e);
            }
        }

        @Override
        public String toString() {
            return "NewWallet[…]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WalletAnswer(@JsonProperty("wallet_id") String walletId, @Nullable String token) {

        /** To a page the session cookie, to a program a token. */
        static WalletAnswer of(OpenedWallet wallet, SessionToken token, HttpServletRequest http) {
            String id = wallet.holder().value().toString();
            if (HolderSecurity.isFromPage(http)) {
                SessionCookie.bind(http, token);
                return new WalletAnswer(id, null);
            }
            return new WalletAnswer(id, token.value());
        }
    }

    record OpenWallet(@JsonProperty("wallet_id") String walletId, String keyring,
                      @JsonProperty("idle_seconds") long idleSeconds) {}
}
