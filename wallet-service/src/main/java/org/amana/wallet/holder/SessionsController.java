package org.amana.wallet.holder;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import org.amana.wallet.holder.WalletsController.WalletAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Unlocks and locks. Shapes: package documentation. */
@RestController
@RequestMapping("/api/v1")
class SessionsController {

    private final WalletDoor door;
    private final Passkeys passkeys;
    private final UnlockedWallets unlocked;

    SessionsController(WalletDoor door, Passkeys passkeys, UnlockedWallets unlocked) {
        this.door = door;
        this.passkeys = passkeys;
        this.unlocked = unlocked;
    }

    @PostMapping("/passkeys/request-options")
    JsonNode requestOptions(HttpServletRequest http) {
        var options = passkeys.requestOptions();
        SessionCookie.ask(http, options);
        return passkeys.toJson(options);
    }

    @PostMapping("/sessions")
    WalletAnswer unlock(@RequestBody UnlockWish wish, HttpServletRequest http) {
        OpenedWallet wallet = wish.passkey() != null
                ? door.byPasskey(wish.passkey(), wish.prf(), http)
                : door.byPassphrase(wish.walletId(), wish.passphrase(), http);
        return WalletAnswer.of(wallet, unlocked.open(wallet), http);
    }

    @DeleteMapping("/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lock(HttpServletRequest http) {
        VaultSessionFilter.token(http).ifPresent(unlocked::lock);
        if (HolderSecurity.isFromPage(http)) {
            SessionCookie.end(http);
        }
    }

    record UnlockWish(@JsonProperty("wallet_id") @Nullable String walletId, @Nullable String passphrase,
                      @Nullable JsonNode passkey, @Nullable String prf) {

        @Override
        public String toString() {
            return "UnlockWish[…]";
        }
    }
}
