package org.amana.issuer;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.node.ObjectNode;

/** Three offices with a clerk each and their registers imported. */
@TestComponent
class Offices {
    private final String baseUrl;
    private final Path firstLogin;
    private final ShiftedClock clock;

    Offices(@Value("${amana.base-url}") String baseUrl, @Value("${amana.first-login}") Path firstLogin,
            ShiftedClock clock) {
        this.baseUrl = baseUrl;
        this.firstLogin = firstLogin;
        this.clock = clock;
    }

    /** An offer on its way to a wallet. */
    record Offered(TestWallet wallet, String txCode, String offerId) {
        String token() {
            return wallet.token(txCode);
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order // after the accounts are there
    void importRegisters() {
        labour().importFile("labour-office-register.csv", false);
        recognition().importFile("recognition-office-register.csv", false);
        shop().importFile("labour-office-register.csv", false);
    }

    Desk labour() {
        return new Desk(baseUrl, firstLogin, "labour-office", "labour-clerk");
    }

    Desk recognition() {
        return new Desk(baseUrl, firstLogin, "recognition-office", "recognition-clerk");
    }

    Desk shop() {
        return new Desk(baseUrl, firstLogin, "one-stop-shop", "shop-clerk");
    }

    /** In the releases' world alone; its register is empty. */
    Desk island() {
        return new Desk(baseUrl, firstLogin, "island-office", "island-clerk");
    }

    URI uri(String path) {
        return URI.create(baseUrl + path);
    }

    /** A right to work, offered by the labour office to the first person of its register. */
    Offered offered() {
        return offered(labour(), "L-0001", "right-to-work");
    }

    Offered offered(Desk desk, String registerNumber, String configuration) {
        ObjectNode made = desk.offer(desk.person(registerNumber), configuration);
        return new Offered(new TestWallet(made.get("credential_offer").stringValue(), clock),
                made.get("tx_code").stringValue(), made.get("offer_id").stringValue());
    }
}
