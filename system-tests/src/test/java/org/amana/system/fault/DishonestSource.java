package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Pkcs12KeyStore;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.support.peer.ServiceTokenSigner;
import org.amana.system.deployment.Door;
import org.amana.system.deployment.FourServices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A program that has the keys of the recognition office and answers in its place what no such office would. */
final class DishonestSource {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final FourServices services;
    private final SigningKey office;
    private final ServiceTokenSigner service;

    DishonestSource(FourServices services) {
        this.services = services;
        var keys = new Pkcs12KeyStore(services.data(ExchangeOffices.ISSUER).resolve("keys/keys.p12"));
        this.office = keys.find("recognition-office-credential").orElseThrow();
        this.service = new ServiceTokenSigner(ExchangeOffices.ISSUER, keys.find("service").orElseThrow(),
                Clock.systemUTC(), new SecureRandom());
    }

    /** What the municipality asks for. */
    record Asked(JsonNode claims) {
        static Asked read(Door.Call call) {
            return new Asked(UnverifiedJws.parse(call.body(), ReleaseRequest.MAX_BYTES).claims());
        }

        String type() {
            return claims.at("/categories/0/vct").asString();
        }
    }

    /** What the ledger says: PERMIT or DENY, and the proof. */
    record Decided(String kind, String reason, ConsentReceipt receipt) {}

    /**
     * Asks the ledger for a permit.
     *
     * @param claim the only one it is to be for
     */
    Decided order(Asked asked, String requester, String claim) {
        String order = PermitOrder.sign(office, source(), UUID.randomUUID().toString(), Clock.systemUTC().instant(),
                new RecordId(asked.claims().path("record").asString()),
                RequestHash.of(asked.claims().path("request").asString()), requester, "fetch-diploma",
                List.of(new CredentialCategory(asked.type(), List.of(List.of(claim)))));
        byte[] body = StrictJson.write(StrictJson.object().put("order", order)).getBytes(StandardCharsets.UTF_8);
        HttpQuestion question = service.authorize(new HttpQuestion("POST",
                URI.create(services.ledger() + "/v1/permits"),
                Map.of("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString()), body,
                1_000_000, PATIENCE), services.ledger());
        var request = HttpRequest.newBuilder(question.uri())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        question.headers().forEach(request::header);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            ObjectNode json = StrictJson.parseObject(answer.body().getBytes(StandardCharsets.UTF_8), 1_000_000);
            return new Decided(json.path("kind").asString(), json.path("reason").asString(""),
                    ConsentReceipt.parse(json.path("receipt")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer to what was asked, signed and encrypted as it should be. */
    Door.Answer release(Asked asked, String party, ConsentReceipt permit, ObjectNode claims) {
        String sealed = new Release(source(), party, asked.claims().path("jti").asString(),
                Clock.systemUTC().instant(), permit, List.of(new Release.Data(asked.type(), claims)))
                .seal(office, Jwks.parsePublicEcKey(asked.claims().path("reply_key")));
        return new Door.Answer(200, Map.of("Content-Type", List.of("application/jose")), sealed);
    }

    private String source() {
        return services.issuer() + "/recognition-office";
    }
}
