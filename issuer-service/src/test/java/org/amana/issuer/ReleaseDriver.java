package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.amana.core.exchange.Release;
import org.amana.core.http.HttpAnswer;
import org.amana.core.key.EphemeralKey;
import org.amana.core.trust.ChainValidator;
import org.amana.core.vci.CredentialResponse;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests for releases, and looks at what came of them. */
@TestComponent
class ReleaseDriver {
    private final Http http = new Http();
    private final Offices offices;
    private final Clock clock;
    private final JdbcClient jdbc;

    ReleaseDriver(Offices offices, Clock clock, JdbcClient jdbc) {
        this.offices = offices;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    HttpAnswer send(Ask ask) {
        return send(ask, ask.compact());
    }

    HttpAnswer send(Ask ask, String compact) {
        return http.post(ask.address(), List.of(), "application/jwt", compact.getBytes(StandardCharsets.UTF_8));
    }

    Release open(Ask ask, HttpAnswer answer) {
        String body = new String(answer.body(), StandardCharsets.US_ASCII);
        assertThat(answer.status()).as(body).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/jose");
        assertThat(answer.header("cache-control")).hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        return Release.open(body, ask.replyKey(), new Release.Trust(new ChainValidator(), ReleaseWorld.issuers()),
                ask.source(), Municipality.PARTY, ask.id, clock.instant());
    }

    /** A refusal with its reason and without anything of the person. */
    static ObjectNode refused(HttpAnswer answer, int status, String reason) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(answer.json().path("reason").asString("")).as(body).isEqualTo(reason);
        assertThat(body).doesNotContain("Amina", "Haddad", "R-0001", "Nursing");
        if (status == 503) {
            assertThat(answer.header("retry-after")).isPresent();
        }
        return answer.json();
    }

    /** State and reason of the newest permit. */
    List<String> lastOrder() {
        return jdbc.sql("select state || coalesce(' ' || reason, '') from release_order order by permit desc limit 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    int remembered() {
        return jdbc.sql("select count(*) from release_subject").query(Integer.class).single();
    }

    /** A card of that person, got like any wallet would. */
    Card card(Desk desk, String number, String type) {
        Offices.Offered offered = offices.offered(desk, number, type);
        TestWallet wallet = offered.wallet();
        String token = offered.token();
        List<EphemeralKey> keys = wallet.newKeys(1);
        var response = CredentialResponse.parse(wallet.requestCredentials(token, wallet.proofs(keys, wallet.nonce())),
                1);
        return new Card(response.credentials().getFirst(), keys.getFirst());
    }
}
