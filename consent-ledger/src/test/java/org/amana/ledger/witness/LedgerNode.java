package org.amana.ledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** A running ledger with a policy of its own. */
final class LedgerNode implements AutoCloseable {
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
    static LedgerNode start(Map<String, String> settings, Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return new LedgerNode(all);
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

    String baseUrl() {
        return settings.getOrDefault("amana.base-url", "");
    }

    Path keys() {
        return Path.of(settings.getOrDefault("amana.data", "")).resolve("keys");
    }

    Path trustDir() {
        return Path.of(settings.getOrDefault("amana.trust.dir", ""));
    }

    /** The database with the rights of its tables' owner: what the triggers alone refuse. */
    JdbcClient asOwner() {
        var owner = new DriverManagerDataSource(settings.getOrDefault("spring.datasource.url", ""), "postgres",
                "postgres");
        owner.setSchema("ledger");
        return JdbcClient.create(owner);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    Caller.Answer get(String path) {
        return Caller.anonymous("GET", baseUrl() + path, "");
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
}
