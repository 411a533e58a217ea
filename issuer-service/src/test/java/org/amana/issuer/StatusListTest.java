package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.amana.core.http.HttpAnswer;
import org.amana.core.key.KeyPurpose;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.testing.Spec;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.DevelopmentCa;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Token Status List: what verifiers fetch, and what the store refuses. */
@IssuerTest
@Spec({"TSL-5.1", "TSL-7.1", "TSL-8.1", "TSL-13.3"})
class StatusListTest {
    private final Offices offices;
    private final ShiftedClock clock;
    private final JdbcClient jdbc;
    private final Path trust;
    private final Http http = new Http();

    StatusListTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired JdbcClient jdbc,
            @Value("${amana.trust.dir}") Path trust) {
        this.offices = offices;
        this.clock = clock;
        this.jdbc = jdbc;
        this.trust = trust;
    }

    @Test
    void status_whenSuspendedReinstatedRevoked_thenEachShowsInTheNextPublication() {
        Card card = issued();
        assertThat(value(card)).isEqualTo(StatusValue.VALID);

        assertThat(offices.labour().change(card.id, "suspend", "the employer asked").status()).isEqualTo(200);
        assertThat(value(card)).as("within the interval nothing changes").isEqualTo(StatusValue.VALID);
        nextInterval();
        assertThat(value(card)).isEqualTo(StatusValue.SUSPENDED);

        offices.labour().change(card.id, "reinstate", "it was a mistake");
        nextInterval();
        assertThat(value(card)).isEqualTo(StatusValue.VALID);

        offices.labour().change(card.id, "revoke", "the permission ended");
        nextInterval();
        assertThat(value(card)).isEqualTo(StatusValue.INVALID);
    }

    @Test
    void publication_whenAskedAgainWithinTheInterval_thenSameBytesAndNotModified() {
        Card card = issued();
        nextInterval();
        HttpAnswer first = http.get(card.uri);
        HttpAnswer second = http.get(card.uri);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.mediaType()).isEqualTo("application/statuslist+jwt");
        assertThat(first.header("cache-control")).hasValueSatisfying(
                value -> assertThat(value).matches("max-age=[0-9]+, public"));
        assertThat(first.header("access-control-allow-origin")).hasValue("*");
        String tag = first.header("etag").orElseThrow();
        assertThat(http.get(card.uri, "If-None-Match", tag).status()).isEqualTo(304);
        nextInterval();
        assertThat(http.get(card.uri, "If-None-Match", tag).status()).isEqualTo(200);
        for (String accept : List.of("application/statuslist+cwt", ";;;")) {
            HttpAnswer refused = http.get(card.uri, "Accept", accept);
            assertThat(refused.status()).as(accept).isEqualTo(406);
            assertThat(refused.json().path("reason").isString()).as(accept).isTrue();
        }
    }

    @Test
    void publication_whenGzipAccepted_thenSameToken() throws Exception {
        Card card = issued();
        HttpAnswer plain = http.get(card.uri);
        HttpAnswer zipped = http.get(card.uri, "Accept-Encoding", "gzip");

        assertThat(zipped.header("content-encoding")).hasValue("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes()).isEqualTo(plain.body());
        assertThat(zipped.header("etag")).isNotEqualTo(plain.header("etag"));
    }

    @Test
    void n117_indexTwiceOutsideGivenBackOrUnrevoked_isRefusedByTheStore() {
        Card card = issued();
        UUID id = UUID.fromString(card.id);
        String insert = "insert into status_entry (list_id, idx, credential_id, allotted_at) values (?, ?, ?, now())";
        refusedByStore(insert, card.list(), card.index, id);
        refusedByStore(insert, card.list(), 131_072, id);
        refusedByStore("delete from status_entry where credential_id = ?", id);
        refusedByStore("update status_entry set idx = idx + 1 where credential_id = ?", id);
        offices.labour().change(card.id, "revoke", "test");
        refusedByStore("update status_entry set value = 0 where credential_id = ?", id);
        assertThat(offices.labour().change(card.id, "reinstate", "test").status()).isEqualTo(409);
    }

    @Test
    void indexes_whenManyAreAllotted_thenSpreadAndNeverTwice() {
        var seen = new HashSet<Integer>();
        jdbc.sql("select idx from status_entry where list_id = (select min(list_id) from status_entry)")
                .query(Integer.class)
                .list()
                .forEach(index -> assertThat(seen.add(index)).isTrue());
        Card card = issued();
        Card next = issued();
        assertThat(Math.abs(card.index - next.index)).as("drawn at random, not counted").isGreaterThan(1);
    }

    private void refusedByStore(String sql, Object... parameters) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql(sql).params(parameters).update());
    }

    private void nextInterval() {
        clock.advance(Duration.ofSeconds(61));
    }

    private StatusValue value(Card card) {
        HttpAnswer answer = http.get(card.uri);
        VerifiedStatusList list = StatusListToken.verify(
                new String(answer.body(), java.nio.charset.StandardCharsets.US_ASCII),
                card.uri, new ChainValidator(),
                DevelopmentCa.openOrCreate(trust, Clock.systemUTC()).anchors(KeyPurpose.STATUS), clock.instant());
        return list.value(card.index, clock.instant());
    }

    private Card issued() {
        var offered = offices.offered();
        TestWallet wallet = offered.wallet();
        Answers.granted(wallet.requestCredentials(offered.token(), wallet.proofs(wallet.newKeys(1), wallet.nonce())));
        Desk desk = offices.labour();
        JsonNode card = desk.credentials(desk.person("L-0001")).get(0);
        JsonNode status = card.get("copies").get(0).get("status");
        return new Card(card.get("credential_id").stringValue(), URI.create(status.get("uri").stringValue()),
                status.get("idx").intValue());
    }

    private record Card(String id, URI uri, int index) {
        long list() {
            return Long.parseLong(uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1));
        }
    }
}
