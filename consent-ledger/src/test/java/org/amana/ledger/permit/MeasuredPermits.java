package org.amana.ledger.permit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.http.HttpQuestion;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerApplication;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceDirectory;
import org.amana.support.peer.ServiceRole;
import org.amana.support.peer.ServiceTokenSigner;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** A ledger for figures: orders for permits under consents that were given, and fresh consents beside them. */
public final class MeasuredPermits implements AutoCloseable {
    private static final int MOST_BYTES = 100_000;
    private final ConfigurableApplicationContext ledger;
    private final URI baseUrl;
    private final Offices offices;
    private final ServiceTokenSigner source;
    private final ServiceTokenSigner wallet;
    private final List<ConsentEvent> consents;

    private MeasuredPermits(ConfigurableApplicationContext ledger, int consents) {
        this.ledger = ledger;
        this.baseUrl = URI.create(ledger.getEnvironment().getRequiredProperty("amana.base-url"));
        Path trust = Path.of(ledger.getEnvironment().getRequiredProperty("amana.trust.dir"));
        this.offices = new Offices(trust);
        Caller.listed("registrar", baseUrl.toString(), trust, ServiceRole.REGISTRAR)
                .post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost/notices"));
        this.source = signer(trust, "issuer-service", ServiceRole.SOURCE);
        this.wallet = signer(trust, "wallet-service", ServiceRole.CONSENT_WRITER);
        Caller giving = Caller.listed("giving-service", baseUrl.toString(), trust, ServiceRole.CONSENT_WRITER);
        this.consents = IntStream.range(0, consents).mapToObj(any -> give(giving)).toList();
    }

    /** Starts a ledger in which that many persons have given a consent. */
    public static MeasuredPermits start(int consents) {
        return new MeasuredPermits(TestServices.start(LedgerApplication.class, "consent-ledger",
                Map.of("amana.ledger.register-import", "always", "logging.level.root", "warn")), consents);
    }

    private static ServiceTokenSigner signer(Path trust, String name, ServiceRole role) {
        EphemeralKey key = EphemeralKey.generate();
        new ServiceDirectory(trust).list(name, key.publicJwk(), Set.of(role));
        return new ServiceTokenSigner(name, key, Clock.systemUTC(), new SecureRandom());
    }

    private static ConsentEvent give(Caller wallet) {
        var person = new Person();
        ConsentEvent given = Offices.asked(person.answer(EventKind.GIVEN));
        Caller.Answer answer = wallet.post("/v1/consents", Person.fresh(), Person.body(person.sign(given)));
        if (answer.status() != 201) {
            throw new IllegalStateException(answer.text());
        }
        return given;
    }

    /** Orders under one consent after the other, each with a token of its own; good for a minute. */
    public List<HttpQuestion> orders(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> signed(source, "/v1/permits",
                        Offices.order(consents.get(i % consents.size())).body(offices.source())))
                .toList();
    }

    /** As many consents of persons who never gave one. */
    public List<HttpQuestion> consents(int count) {
        return IntStream.range(0, count).mapToObj(any -> {
            var person = new Person();
            return signed(wallet, "/v1/consents",
                    Person.body(person.sign(Offices.asked(person.answer(EventKind.GIVEN)))));
        }).toList();
    }

    private HttpQuestion signed(ServiceTokenSigner signer, String path, ObjectNode body) {
        return signer.authorize(new HttpQuestion("POST", baseUrl.resolve(path),
                Map.of("Content-Type", "application/json", "Idempotency-Key", Person.fresh()),
                StrictJson.write(body).getBytes(StandardCharsets.UTF_8), MOST_BYTES, Duration.ofSeconds(30)), baseUrl);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
