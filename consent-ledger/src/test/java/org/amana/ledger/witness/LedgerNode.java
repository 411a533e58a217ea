package org.amana.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.note.VerifiedNote;
import org.amana.core.note.VerifierKey;
import org.amana.core.witness.AddCheckpointRequest;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerApplication;
import org.amana.support.TestServices;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A running ledger with a policy of its own, or one more process over the database of another. */
public final class LedgerNode implements AutoCloseable {
    private final Map<String, String> settings;
    private ConfigurableApplicationContext context;

    private LedgerNode(Map<String, String> settings) {
        this.settings = settings;
        this.context = TestServices.start(LedgerApplication.class, "consent-ledger", settings);
    }

    static LedgerNode start(String policy) {
        return start(TestServices.settings(), policy, Map.of());
    }

    /** @param settings of {@link TestServices#settings()}, for whoever must know the address before the start */
    static LedgerNode start(Map<String, String> settings, String policy, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        all.put("amana.ledger.witness.policy", policyFile(policy).toString());
        return new LedgerNode(all);
    }

    /** Without a policy. */
    public static LedgerNode start(Map<String, String> settings, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return new LedgerNode(all);
    }

    /**
     * One more process over the same database, under the same public address, with a copy of what this one keeps.
     *
     * @param data where the copy goes
     */
    public LedgerNode follower(Path data, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.put("server.port", Integer.toString(TestServices.freePort()));
        all.put("amana.data", copy(Path.of(setting("amana.data")), data).toString());
        all.putAll(more);
        return new LedgerNode(all);
    }

    /** Where this process alone is reached. */
    public String address() {
        return "http://localhost:" + setting("server.port");
    }

    private static Path policyFile(String policy) {
        try {
            Path file = Files.createTempFile("amana-policy", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it and starts it again over the same folders and database. */
    void restart() {
        context.close();
        context = TestServices.start(LedgerApplication.class, "consent-ledger", settings);
    }

    /** The same with another policy. */
    void restart(String policy) {
        settings.put("amana.ledger.witness.policy", policyFile(policy).toString());
        restart();
    }

    public String baseUrl() {
        return settings.getOrDefault("amana.base-url", "");
    }

    Path keys() {
        return Path.of(settings.getOrDefault("amana.data", "")).resolve("keys");
    }

    public Path trustDir() {
        return Path.of(settings.getOrDefault("amana.trust.dir", ""));
    }

    /** The database with the rights of its tables' owner: what the triggers alone refuse. */
    public JdbcClient asOwner() {
        var owner = new DriverManagerDataSource(settings.getOrDefault("spring.datasource.url", ""), "postgres",
                "postgres");
        owner.setSchema("ledger");
        return JdbcClient.create(owner);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> Stream<T> beans(Class<T> type) {
        return context.getBeanProvider(type).stream();
    }

    public String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    public Caller.Answer get(String path) {
        return Caller.anonymous("GET", address() + path, "");
    }

    Caller.Answer addCheckpoint(AddCheckpointRequest request) {
        return addCheckpoint(request.text());
    }

    Caller.Answer addCheckpoint(String body) {
        return Caller.anonymous("POST", baseUrl() + "/witness/add-checkpoint", body);
    }

    /** The keys it cosigns with, as its operator hands them out. */
    List<VerifierKey> witnessKeys() {
        try {
            return Files.readAllLines(keys().resolve("witness.vkey"), StandardCharsets.UTF_8)
                    .stream()
                    .map(VerifierKey::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its keys have signed in a note. */
    VerifiedNote cosigned(String note) {
        return UnverifiedNote.parse(note).verify(witnessKeys());
    }

    @Override
    public void close() {
        context.close();
    }

    private static Path copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, to.resolve(from.relativize(file)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }
            });
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
