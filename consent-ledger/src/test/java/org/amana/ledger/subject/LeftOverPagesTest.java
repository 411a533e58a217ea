package org.amana.ledger.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.Base64Url;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * PostgreSQL keeps deleted rows in its files and its write-ahead log until it needs the room. Nothing of a person was
 * ever in them that could be read, neither before an erasure nor after.
 */
@LedgerTest
class LeftOverPagesTest {
    private final String baseUrl;
    private final Path trustDir;
    private final DriverManagerDataSource administrator;
    private final Person person = new Person();
    private final List<ConsentReceipt> receipts = new ArrayList<>();

    LeftOverPagesTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Value("${spring.datasource.url}") String url) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.administrator = new DriverManagerDataSource(url, "postgres", "postgres");
    }

    @Test
    void files_beforeAndAfterAnErasure_holdNothingOfThePerson() throws IOException, SQLException {
        Caller registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(registrar.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"))
                .status()).isEqualTo(200);
        ConsentEvent deferred = decide(EventKind.DEFERRED);
        ConsentEvent refused = decide(EventKind.REFUSED);
        Offices.Order order = askFor(deferred);
        List<byte[]> traces = traces(deferred, refused);
        traces.add(order.id().getBytes(StandardCharsets.US_ASCII));
        byte[] leaf = receipts.getFirst().commitment().bytes();

        flush();
        assertThat(filesWith(List.of(leaf))).as("the search finds what is there").isNotEmpty();
        assertThat(filesWith(traces)).isEmpty();

        String wish = SubjectRequest.sign(SubjectRequest.Wish.ERASURE, person.key(), baseUrl, Person.fresh(),
                Instant.now());
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/subject/erasure", wish).status()).isEqualTo(200);
        flush();
        assertThat(filesWith(List.of(leaf))).as("leaves stay").isNotEmpty();
        assertThat(filesWith(traces)).isEmpty();
    }

    private ConsentEvent decide(EventKind kind) {
        Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        ConsentEvent event = person.answer(kind);
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(event)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        ConsentReceipt receipt = ConsentReceipt.parse(answer.json().path("receipt"));
        receipts.add(receipt);
        person.appended(receipt);
        return event;
    }

    /** An office's order, which is denied: nothing was given. */
    private Offices.Order askFor(ConsentEvent deferred) {
        Offices.Order order = Offices.order(deferred);
        Caller.Answer answer = Caller.listed("issuer-service", baseUrl, trustDir, ServiceRole.SOURCE)
                .post("/v1/permits", Person.fresh(), order.body(new Offices(trustDir).source()));
        assertThat(answer.reason()).as(answer.text()).isEqualTo("not_given");
        receipts.add(ConsentReceipt.parse(answer.json().path("receipt")));
        return order;
    }

    /** Identifiers, keys, salts and parts of events, as bytes, text, hexadecimal and base64url. */
    private List<byte[]> traces(ConsentEvent... events) {
        var traces = new ArrayList<byte[]>();
        for (ConsentEvent event : events) {
            for (String identifier : List.of(event.record().value(), event.relation().thumbprint(),
                    event.requestHash().value(), event.actor().getX().toString(), event.notice().hash())) {
                traces.add(identifier.getBytes(StandardCharsets.US_ASCII));
                traces.add(Base64Url.encode(identifier.getBytes(StandardCharsets.US_ASCII))
                        .substring(1, 20)
                        .getBytes(StandardCharsets.US_ASCII));
            }
        }
        for (ConsentReceipt receipt : receipts) {
            byte[] salt = receipt.opening().salt();
            traces.add(salt);
            traces.add(HexFormat.of().formatHex(salt).getBytes(StandardCharsets.US_ASCII));
            traces.add(Base64Url.encode(salt).getBytes(StandardCharsets.US_ASCII));
            traces.add(receipt.opening().event());
        }
        return traces;
    }

    private void flush() throws SQLException {
        try (Connection connection = administrator.getConnection(); Statement sql = connection.createStatement()) {
            sql.execute("checkpoint");
        }
    }

    /** Files of the server that hold any of these: all but those of other tests' databases, so the write-ahead log too. */
    private List<Path> filesWith(List<byte[]> traces) throws IOException, SQLException {
        List<String> wanted = traces.stream().map(trace -> new String(trace, StandardCharsets.ISO_8859_1)).toList();
        try (Connection connection = administrator.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select current_setting('data_directory'),"
                        + " (select oid from pg_database where datname = current_database())")) {
            row.next();
            Path server = Path.of(row.getString(1));
            Path databases = server.resolve("base");
            Path own = databases.resolve(row.getString(2));
            try (Stream<Path> files = Files.walk(server)) {
                return files.filter(file -> !file.startsWith(databases) || file.startsWith(own))
                        .filter(Files::isRegularFile)
                        .filter(file -> {
                            String content = content(file);
                            return wanted.stream().anyMatch(content::contains);
                        })
                        .toList();
            }
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it went while others' tests ran
        }
    }
}
