package org.amana.system.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
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

    private ExchangeOffices(Path folder, Function<String, Map<String, List<String>>> more, Map<String, Door> doors)
            throws IOException {
        Map<String, List<String>> settings = more.apply(issuerDoor.address() + "/recognition-office");
        register = RegisterProcess.start(Files.createDirectory(folder.resolve("register")),
                FreePorts.run(1, new SecureRandom()));
        services = FourServices.start(folder, new Surroundings(
                Map.of(ISSUER, with(authorities(), settings, ISSUER), VERIFIER,
                        with(organisations(), settings, VERIFIER), LEDGER, with(List.of(), settings, LEDGER)),
                doors(doors)));
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
        return new ExchangeOffices(folder, _ -> Map.of(VERIFIER, List.of(asking)), Map.of());
    }

    /**
     * As above, with settings for each service, and a door before where the municipality takes
     * notices.
     *
     * @param before it
     * @param settings from the identifier of the recognition office to the settings of each module
     */
    static ExchangeOffices start(Path folder, Door before, Function<String, Map<String, List<String>>> settings)
            throws IOException {
        return new ExchangeOffices(folder, settings, Map.of(Surroundings.NOTICES, before));
    }

    private Map<String, Door> doors(Map<String, Door> more) {
        var all = new HashMap<>(Map.of("issuer", issuerDoor, "ledger", ledgerDoor));
        all.putAll(more);
        return all;
    }

    private static List<String> with(List<String> usual, Map<String, List<String>> more, String module) {
        return Stream.concat(usual.stream(), more.getOrDefault(module, List.of()).stream()).toList();
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

    private static List<String> organisations() {
        String bakery = "--amana.verifier.organisations[0].";
        String municipality = "--amana.verifier.organisations[1].";
        return List.of(bakery + "id=harbour-bakery", bakery + "names.en=Harbour Bakery",
                bakery + "country=XA", bakery + "identifiers[0]=LEIXG-000000AMANADEMO00042",
                bakery + "staff[0]=bakery-clerk", municipality + "id=harbour-municipality",
                municipality + "names.en=Harbour Municipality", municipality + "country=XA",
                municipality + "identifiers[0]=LEIXG-000000AMANADEMO00077",
                municipality + "exchange-uses[0]=fetch-diploma", municipality + "staff[0]=municipality-clerk",
                "--amana.verifier.exchange.run-every=PT0.5S", "--amana.verifier.exchange.first-pause=PT1S");
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
