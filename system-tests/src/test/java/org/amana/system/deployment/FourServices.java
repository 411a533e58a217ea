package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each service as a process of its own, configured by environment variables alone, over one
 * PostgreSQL (the embedded one, or an installed one by {@value PostgresServer#BIN}) with a role and a schema for each.
 */
public final class FourServices implements Deployment {

    /** The ledger first: the others ask it for the trust list. */
    private static final List<SeparateService> SERVICES = List.of(new SeparateService("consent-ledger", "ledger"),
            new SeparateService("issuer-service", "issuer"), new SeparateService("verifier-service", "verifier"),
            new SeparateService("wallet-service", "wallet"));
    private static final List<String> PORTS = List.of("issuer", "wallet", "verifier", "ledger");

    private final Path folder;
    private final int base;
    private final PostgresServer database;
    private final Surroundings surroundings;
    private final Map<String, JavaProcess> processes = new LinkedHashMap<>();
    private final Map<String, Duration> startTimes = new LinkedHashMap<>();

    private FourServices(Path folder, int base, PostgresServer database, Surroundings surroundings) {
        this.folder = folder;
        this.base = base;
        this.database = database;
        this.surroundings = surroundings;
        surroundings.doors()
                .forEach((service, door) -> door
                        .leadsTo(behind(service.equals(Surroundings.NOTICES) ? "verifier" : service)));
    }

    /** Starts database and services below {@code folder} and brings a small register into both offices. */
    public static FourServices start(Path folder) {
        return start(folder, Surroundings.usual());
    }

    /** As {@link #start(Path)}. */
    public static FourServices start(Path folder, Surroundings surroundings) {
        try {
            FourServices services = new FourServices(folder, FreePorts.run(4, new SecureRandom()),
                    PostgresServer.start(folder), surroundings);
            try {
                services.startAll();
            } catch (IOException | SQLException | RuntimeException e) {
                services.close();
                throw e;
            }
            return services;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops every service and starts it again by that command on the same data; the argument is its module. */
    public void restart(Function<String, JavaCommand> commands) {
        stopAll();
        try {
            launchAll(commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9} of one module, such as {@code verifier-service}. */
    public void kill(String module) {
        process(module).killAlone();
    }

    /** Starts a killed module again, with further settings from now on, and waits until it is ready. */
    public void resume(String module, String... settings) {
        process(module).restart(List.of(settings));
        process(module).awaitReady(ready(module));
    }

    private URI ready(String module) {
        String service = SERVICES.stream()
                .filter(one -> one.module().equals(module))
                .findFirst()
                .orElseThrow()
                .schema();
        return URI.create(behind(service) + "/actuator/health/readiness");
    }

    private JavaProcess process(String module) {
        return Optional.ofNullable(processes.get(module)).orElseThrow();
    }

    private void stopAll() {
        List.copyOf(processes.values()).reversed().forEach(JavaProcess::stop);
        processes.clear();
    }

    private void startAll() throws IOException, SQLException {
        Path register = folder.resolve("register.json");
        Files.writeString(register, SmallRegister.parties(issuer(), at(Surroundings.NOTICES)));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (SeparateService service : SERVICES) {
                for (String role : service.roles()) {
                    statement.execute("create role " + role + " login password '" + service.schema() + "'");
                }
                statement.execute(
                        "create schema " + service.schema() + " authorization " + service.roles().getLast());
            }
        }
        launchAll(module -> JavaCommand.of(jar(module)));
        SmallRegister.bring(this, "labour-office");
        SmallRegister.bring(this, "recognition-office");
    }

    private void launchAll(Function<String, JavaCommand> commands) throws IOException {
        for (SeparateService service : SERVICES) {
            Path output = folder.resolve(service.module() + ".log");
            if (!Files.exists(output)) {
                Files.createFile(output);
            }
            JavaProcess process = new JavaProcess(service.module(), commands.apply(service.module()),
                    surroundings.settings().getOrDefault(service.module(), List.of()),
                    environment(service), output);
            processes.put(service.module(), process);
            process.awaitReady(ready(service.module()));
            startTimes.put(service.module(), process.handle().info().totalCpuDuration().orElseThrow());
        }
    }

    /** The runnable jar of one module, as the build leaves it. */
    public static Path jar(String module) {
        Path target = Path.of(System.getProperty("amana.root"), module, "target");
        try (var files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no runnable jar in " + target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(SeparateService service) {
        Map<String, String> environment = service.environment(folder, database.port());
        environment.put("SERVER_PORT", String.valueOf(behind(service.schema()).getPort()));
        environment.put("AMANA_BASEURL", at(service.schema()).toString());
        environment.put("AMANA_PEERS_LEDGER", ledger().toString());
        environment.put("AMANA_PEERS_WALLET", wallet().toString());
        return environment;
    }

    /** Processor time each module used until it said it was ready, at its last start. */
    public Map<String, Duration> startTimes() {
        return Map.copyOf(startTimes);
    }

    /** The process of one module, such as {@code verifier-service}. */
    public ProcessHandle handle(String module) {
        return process(module).handle();
    }

    private URI behind(String name) {
        return URI.create("http://localhost:" + (base + PORTS.indexOf(name)));
    }

    private URI at(String name) {
        return Optional.ofNullable(surroundings.doors().get(name))
                .map(Door::address)
                .orElseGet(() -> name.equals(Surroundings.NOTICES) ? verifier() : behind(name));
    }

    /** Where all services read anchors and each other's keys. */
    public Path trust() {
        return folder.resolve("trust");
    }

    /** The folder of one module, with its keys. */
    public Path data(String module) {
        return folder.resolve(module);
    }

    @Override
    public URI issuer() {
        return at("issuer");
    }

    @Override
    public URI wallet() {
        return at("wallet");
    }

    @Override
    public URI verifier() {
        return at("verifier");
    }

    @Override
    public URI ledger() {
        return at("ledger");
    }

    @Override
    public StaffAccount staff(String tenant) {
        return StaffAccount.read(folder.resolve("first-login.txt"), tenant);
    }

    @Override
    public Path anchors() {
        return folder.resolve("trust/anchors");
    }

    @Override
    public Path ledgerKey() {
        return folder.resolve("consent-ledger/keys/log.vkey");
    }

    @Override
    public String log() {
        return processes.values().stream().map(JavaProcess::log).collect(Collectors.joining("\n"));
    }

    @Override
    public String jdbcUrl() {
        return database.jdbcUrl();
    }

    @Override
    public void close() {
        stopAll();
        database.close();
    }
}
