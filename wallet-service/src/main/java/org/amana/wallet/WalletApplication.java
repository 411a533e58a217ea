package org.amana.wallet;

import org.amana.support.launch.ServiceLauncher;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the wallet service. */
@SpringBootApplication
public class WalletApplication {

    public static void main(String[] args) {
        ServiceLauncher.of(WalletApplication.class, "wallet-service").run(args);
    }
}
