package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Person;
import org.amana.support.TestPostgres;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceRole;
import org.springframework.context.ConfigurableApplicationContext;

/** A ledger in the hands of somebody with all rights in its database, and the auditor who holds it to its word. */
final class AttackedLedger implements AutoCloseable {
    private final Map<String, String> settings = new LinkedHashMap<>(TestServices.settings());
    private ConfigurableApplicationContext ledger;

    private AttackedLedger() {
        settings.put("amana.ledger.register-import", "always");
        settings.put("amana.ledger.leader-lease", "1s");
        this.ledger = TestServices.start(LedgerApplication.class, "consent-ledger", settings);
    }

    /** With so many blind entries after those of its register. */
    static AttackedLedger of(int entries) throws Exception {
        var attacked = new AttackedLedger();
        assertThat(attacked.caller("registrar", ServiceRole.REGISTRAR)
                .post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost"))
                .status()).isEqualTo(200);
        Caller wallet = attacked.wallet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var appended = IntStream.range(0, entries)
                    .mapToObj(seed -> threads.submit(() -> append(wallet, seed).status()))
                    .toList();
            for (var one : appended) {
                assertThat(one.get()).isEqualTo(201);
            }
        }
        return attacked;
    }

    /** One more blind entry. */
    static Caller.Answer append(Caller wallet, int seed) {
        byte[] bytes = new byte[Commitment.BYTES];
        new Random(seed).nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return wallet.post("/v1/entries", Person.fresh(),
                StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url()));
    }

    Caller wallet() {
        return caller("wallet-service", ServiceRole.BLIND_WRITER, ServiceRole.CONSENT_WRITER);
    }

    Caller caller(String name, ServiceRole... roles) {
        return Caller.listed(name, address(), trustDir(), roles);
    }

    String address() {
        return setting("amana.base-url");
    }

    Path trustDir() {
        return Path.of(setting("amana.trust.dir"));
    }

    Path firstLogin() {
        return Path.of(setting("amana.first-login"));
    }

    private String setting(String name) {
        return java.util.Objects.requireNonNull(settings.get(name));
    }

    Path key() {
        return Path.of(setting("amana.data")).resolve("keys/log.vkey");
    }

    void stop() {
        ledger.close();
    }

    /** @throws RuntimeException it does not start */
    void start() {
        ledger = TestServices.start(LedgerApplication.class, "consent-ledger", settings);
    }

    /** The dump of today; the ledger is stopped for it. */
    String dump() {
        String url = setting("spring.datasource.url");
        return TestPostgres.copy(url.substring(url.lastIndexOf('/') + 1)).url();
    }

    /** Has the ledger, which is stopped, find that dump instead of its database. */
    void restore(String dump) {
        settings.put("spring.datasource.url", dump);
    }

    /** Somebody with all rights, whom no trigger stops. */
    void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(setting("spring.datasource.url")
                + "?user=postgres&password=postgres&currentSchema=ledger");
                Statement sql = connection.createStatement()) {
            for (String table : new String[]{"leaf", "tile", "checkpoint", "head", "event", "idempotency",
                    "consent_state"}) {
                sql.execute("alter table " + table + " disable trigger all");
            }
            for (String statement : statements) {
                assertThat(sql.executeUpdate(statement)).as(statement).isPositive();
            }
        }
    }

    /** What the auditor's program says of the log as it is published now. */
    AmanaLedgerCli fsck(Object... more) {
        Object[] all = new Object[4 + more.length];
        System.arraycopy(new Object[]{"fsck", address() + "/tlog", "--key", key()}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return AmanaLedgerCli.run(all);
    }

    /** The checkpoint as anyone may keep it. */
    Path keepCheckpoint(Path file) throws java.io.IOException {
        return Files.writeString(file, Caller.anonymous("GET", address() + "/tlog/checkpoint", "").text());
    }

    @Override
    public void close() {
        ledger.close();
    }
}
