package org.amana.ledger.consent;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentState;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.RecordId;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Person;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A ledger for figures: consents that were given, and beside the check of one an endpoint that only reads a row, behind
 * the same tokens.
 */
public final class MeasuredChecks implements AutoCloseable {
    private static final int MOST_BYTES = 10_000;
    private final ConfigurableApplicationContext ledger;
    private final URI baseUrl;
    private final ServiceTokenSigner recipient;
    private final List<RecordId> records;

    /** The ledger and the endpoint it is compared with; not annotated, so that no other ledger of these tests has it. */
    @Import(LedgerApplication.class)
    static class Application {
        /** Reads one row by its key, with JdbcTemplate, and says what is in it. */
        @Bean
        RouterFunction<ServerResponse> yardstick(JdbcTemplate jdbc) {
            return RouterFunctions.route()
                    .GET("/yardstick/{index}", request -> ServerResponse.ok()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(StrictJson.write(StrictJson.object()
                                    .put("entry", jdbc.queryForObject(
                                            "select encode(entry, 'hex') from leaf where index = ?", String.class,
                                            Long.parseLong(request.pathVariable("index")))))))
                    .build();
        }

        @Bean
        ServiceEndpoints yardstickEndpoints() {
            return ServiceEndpoints.of(HttpMethod.GET, "/yardstick/*", ServiceRole.RECIPIENT);
        }
    }

    private MeasuredChecks(ConfigurableApplicationContext ledger, int consents) {
        this.ledger = ledger;
        this.baseUrl = URI.create(ledger.getEnvironment().getRequiredProperty("amana.base-url"));
        Path trust = Path.of(ledger.getEnvironment().getRequiredProperty("amana.trust.dir"));
        Caller.listed("registrar", baseUrl.toString(), trust, ServiceRole.REGISTRAR)
                .post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"));
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(trust).list("verifier-service", key.publicJwk(), Set.of(ServiceRole.RECIPIENT));
        this.recipient = new ServiceTokenSigner("verifier-service", key, Clock.systemUTC(), new SecureRandom());
        Caller wallet = Caller.listed("wallet-service", baseUrl.toString(), trust, ServiceRole.CONSENT_WRITER);
        this.records = IntStream.range(0, consents).mapToObj(i -> give(wallet)).toList();
    }

    /** Starts a ledger in which that many persons have given a consent. */
    public static MeasuredChecks start(int consents) {
        return new MeasuredChecks(TestServices.start(Application.class, "consent-ledger",
                Map.of("amana.ledger.register-import", "always", "logging.level.root", "warn")), consents);
    }

    private static RecordId give(Caller wallet) {
        var person = new Person();
        ConsentEvent given = person.answer(EventKind.GIVEN);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return given.record();
    }

    /** Requests for the check of one consent after the other, each with a token of its own; good for a minute. */
    public List<HttpQuestion> checks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> signed("/v1/consents/" + records.get(i % records.size()) + "/check"))
                .toList();
    }

    /** As many requests for the row of one entry after the other. */
    public List<HttpQuestion> reads(int count) {
        return IntStream.range(0, count).mapToObj(i -> signed("/yardstick/" + i % records.size())).toList();
    }

    private HttpQuestion signed(String path) {
        return recipient.authorize(new HttpQuestion("GET", baseUrl.resolve(path), Map.of(), new byte[0], MOST_BYTES,
                Duration.ofSeconds(30)), baseUrl);
    }

    /**
     * Nanoseconds each of so many decisions took, as the sequencer's thread makes them: from its memory, without the
     * database.
     */
    public long[] decisions(int count) throws SQLException {
        var standings = ledger.getBean(Standings.class);
        long reading = Long.MIN_VALUE; // no sequencer's
        Connection closed; // whatever asks it fails
        try (Connection connection = ledger.getBean(DataSource.class).getConnection()) {
            standings.of(connection, records, reading);
            closed = connection;
        }
        var nanos = new long[count];
        int permitted = 0;
        for (int i = 0; i < count; i++) {
            RecordId record = records.get(i % records.size());
            long from = System.nanoTime();
            ConsentState state = standings.of(closed, List.of(record), reading).of(record).orElseThrow();
            permitted += state.permitsAt(Instant.now()) ? 1 : 0;
            nanos[i] = System.nanoTime() - from;
        }
        if (permitted != count) {
            throw new IllegalStateException("a consent that stands was denied");
        }
        return nanos;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
