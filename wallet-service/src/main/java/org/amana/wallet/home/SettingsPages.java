package org.amana.wallet.home;

import org.amana.wallet.holder.WalletDoor;
import org.amana.wallet.vault.Vault;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Lock, language, where the keys are, the wallet's number. */
@Controller
class SettingsPages {
    private final WalletDoor door;

    SettingsPages(WalletDoor door) {
        this.door = door;
    }

    @GetMapping("/{language}/settings")
    String settings(Vault vault, Model model) {
        model.addAttribute("idleMinutes", door.idle().toMinutes());
        model.addAttribute("keyring", vault.keyring().word());
        model.addAttribute("wallet", vault.holder().value());
        return Page.of("settings");
    }
}
