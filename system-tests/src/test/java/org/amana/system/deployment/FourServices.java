package org.amana.system.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
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

    private record Service(String module, String schema) {
        /** The one it works with, and where that is another, the one its tables belong to. */
        List<String> roles() {
            String own = "amana_" + schema;
            return schema.equals("ledger") ? List.of(own, own + "_owner") : List.of(own);
        }
    }

    /** The ledger first: the others ask it for the trust list. */
    private static final List<Service> SERVICES = List.of(new Service("consent-ledger", "ledger"),
            new Service("issuer-service", "issuer"), new Service("verifier-service", "verifier"),
            new Service("wallet-service", "wallet"));
    private static final List<String> PORTS = List.of("issuer", "wallet", "verifier", "ledger");

    private final Path folder;
    private final int base;
    private final PostgresServer database;
    private final Map<String, JavaProcess> processes = new LinkedHashMap<>();
    private final Map<String, Duration> startTimes = new LinkedHashMap<>();

    private FourServices(Path folder, int base, PostgresServer database) {
        this.folder = folder;
        this.base = base;
        this.database = database;
    }

    /** Starts database and services below {@code folder} and brings a small register into both offices. */
    public static FourServices start(Path folder) {
        try {
            FourServices services = new FourServices(folder, FreePorts.run(4, new SecureRandom()),
                    PostgresServer.start(folder));
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

    private void stopAll() {
        List.copyOf(processes.values()).reversed().forEach(JavaProcess::stop);
        processes.clear();
    }

    private void startAll() throws IOException, SQLException {
        Path register = folder.resolve("register.json");
        Files.writeString(register, resource("register.json").replace("{issuer}", issuer().toString())
                .replace("{verifier}", verifier().toString()));
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (Service service : SERVICES) {
                for (String role : service.roles()) {
                    statement.execute("create role " + role + " login password '" + service.schema() + "'");
                }
                statement.execute(
                        "create schema " + service.schema() + " authorization " + service.roles().getLast());
            }
        }
        launchAll(module -> JavaCommand.of(jar(module)));
        importRegister("labour-office");
        importRegister("recognition-office");
    }

    private void launchAll(Function<String, JavaCommand> commands) throws IOException {
        for (Service service : SERVICES) {
            Path output = folder.resolve(service.module() + ".log");
            if (!Files.exists(output)) {
                Files.createFile(output);
            }
            JavaProcess process = new JavaProcess(service.module(), commands.apply(service.module()), List.of(),
                    environment(service, folder.resolve("register.json")), output);
            processes.put(service.module(), process);
            process.awaitReady(URI.create(at(service.schema()) + "/actuator/health/readiness"));
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

    private Map<String, String> environment(Service service, Path register) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_PORT", String.valueOf(at(service.schema()).getPort()));
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + database.port() + "/postgres");
        environment.put("SPRING_DATASOURCE_USERNAME", service.roles().getFirst());
        environment.put("SPRING_DATASOURCE_PASSWORD", service.schema());
        if (service.roles().size() > 1) {
            environment.put("SPRING_FLYWAY_USER", service.roles().getLast());
            environment.put("SPRING_FLYWAY_PASSWORD", service.schema());
        }
        environment.put("AMANA_BASEURL", at(service.schema()).toString());
        environment.put("AMANA_PEERS_LEDGER", ledger().toString());
        environment.put("AMANA_PEERS_WALLET", wallet().toString());
        environment.put("AMANA_DATA", folder.resolve(service.module()).toString());
        environment.put("AMANA_TRUST_DIR", folder.resolve("trust").toString());
        environment.put("AMANA_TRUST_DEVELOPMENTCA", "true");
        environment.put("AMANA_TRUST_REFRESH", "3s");
        environment.put("AMANA_FIRSTLOGIN", folder.resolve("first-login.txt").toString());
        environment.put("AMANA_OUTBOUND_LOOPBACKHTTP", "true");
        environment.put("AMANA_LEDGER_REGISTERFILE", register.toString());
        environment.put("AMANA_ISSUER_STATUS_PUBLICATIONINTERVAL", "3s");
        return environment;
    }

    private void importRegister(String authority) throws IOException {
        URI imports = URI.create(issuer() + "/" + authority + "/desk/api/imports?dry_run=false");
        DeskApi desk = new DeskApi(issuer(), staff(authority));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(imports)
                            .header("Content-Type", "text/csv; charset=utf-8")
                            .header("Authorization", staff(authority).basic())
                            .POST(HttpRequest.BodyPublishers.ofString(resource(authority + ".csv")))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException("import answered " + answer.statusCode() + ": " + answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Await.until("the register of " + authority, () -> !desk.get("people?q=").path("people").isEmpty());
    }

    private static String resource(String name) throws IOException {
        try (var stream = FourServices.class.getResourceAsStream("/four-services/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Processor time each module used until it said it was ready, at its last start. */
    public Map<String, Duration> startTimes() {
        return Map.copyOf(startTimes);
    }

    /** The process of one module, such as {@code verifier-service}. */
    public ProcessHandle handle(String module) {
        return Optional.ofNullable(processes.get(module)).orElseThrow().handle();
    }

    private URI at(String name) {
        return URI.create("http://localhost:" + (base + PORTS.indexOf(name)));
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
