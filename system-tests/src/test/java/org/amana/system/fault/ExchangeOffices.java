package org.amana.system.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amana.system.deployment.Door;
import org.amana.system.deployment.FourServices;
import org.amana.system.deployment.FreePorts;
import org.amana.system.deployment.Surroundings;

/**
 * Four services, each a process of its own, with a recognition office whose register is a fifth, and a municipality that
 * fetches diplomas. Issuer and ledger are known to all by doors in front of them, as behind a reverse proxy.
 */
final class ExchangeOffices implements AutoCloseable {
    static final String ISSUER = "issuer-service";
    static final String VERIFIER = "verifier-service";
    static final String LEDGER = "consent-ledger";
    static final String WALLET = "wallet-service";
    private static final String CASE = "R-0001";
    private final Door issuerDoor = new Door();
    private final Door ledgerDoor = new Door();
    private final RegisterProcess register;
    private final FourServices services;
    private final HeadlessWallet wallet;
    private final Orders orders;

    private ExchangeOffices(Path folder, String... asking) throws IOException {
        register = RegisterProcess.start(Files.createDirectory(folder.resolve("register")),
                FreePorts.run(1, new SecureRandom()));
        services = FourServices.start(folder, new Surroundings(
                Map.of(ISSUER, authorities(), VERIFIER, organisations(asking)),
                Map.of("issuer", issuerDoor, "ledger", ledgerDoor)));
        wallet = HeadlessWallet.create(services.wallet());
        Desks.Offer diploma = new Desks(services).diploma(CASE);
        wallet.accept(wallet.open(diploma.link()), diploma.txCode()).require(200);
        orders = new Orders(services, wallet);
    }

    /**
     * Starts everything; one person has their diploma as a card.
     *
     * @param asking settings of the service of the municipality
     */
    static ExchangeOffices start(Path folder, String... asking) throws IOException {
        return new ExchangeOffices(folder, asking);
    }

    private List<String> authorities() {
        String labour = "--amana.issuer.authorities[0].";
        String recognition = "--amana.issuer.authorities[1].";
        return List.of(labour + "id=labour-office", labour + "name.en=Labour Office", labour + "country=XA",
                labour + "types[0]=right-to-work", labour + "staff[0]=labour-clerk",
                recognition + "id=recognition-office",
                recognition + "name.en=Office for the Recognition of Qualifications", recognition + "country=XA",
                recognition + "types[0]=qualification", recognition + "staff[0]=recognition-clerk",
                recognition + "register.rest.url=" + register.url(), recognition + "register.timeout=3s",
                "--amana.issuer.permit.orders-per-hour=1000"); // a slow machine tries often while one of them starts
    }

    private static List<String> organisations(String... asking) {
        String bakery = "--amana.verifier.organisations[0].";
        String municipality = "--amana.verifier.organisations[1].";
        var settings = new ArrayList<>(List.of(bakery + "id=harbour-bakery", bakery + "names.en=Harbour Bakery",
                bakery + "country=XA", bakery + "identifiers[0]=LEIXG-000000AMANADEMO00042",
                bakery + "staff[0]=bakery-clerk", municipality + "id=harbour-municipality",
                municipality + "names.en=Harbour Municipality", municipality + "country=XA",
                municipality + "identifiers[0]=LEIXG-000000AMANADEMO00077",
                municipality + "exchange-uses[0]=fetch-diploma", municipality + "staff[0]=municipality-clerk",
                "--amana.verifier.exchange.run-every=PT0.5S", "--amana.verifier.exchange.first-pause=PT1S"));
        settings.addAll(Arrays.asList(asking));
        return settings;
    }

    FourServices services() {
        return services;
    }

    RegisterProcess register() {
        return register;
    }

    HeadlessWallet wallet() {
        return wallet;
    }

    Orders orders() {
        return orders;
    }

    /** Between everybody and the authorities. */
    Door issuerDoor() {
        return issuerDoor;
    }

    /** Between everybody and the ledger. */
    Door ledgerDoor() {
        return ledgerDoor;
    }

    /** What the person has of the ledger now. */
    PersonsFile file() {
        return PersonsFile.of(wallet, services);
    }

    @Override
    public void close() {
        services.close();
        register.close();
        issuerDoor.close();
        ledgerDoor.close();
    }
}
