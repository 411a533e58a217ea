package org.amana.verifier.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.DevelopmentCa;
import org.amana.support.TestServices;
import org.amana.support.launch.ServiceLauncher;
import org.amana.verifier.VerifierApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * A running verifier on a free port with its own PostgreSQL database, a clock that a test moves, and WireMock in the
 * place of ledger and issuer.
 */
public final class TestWorld implements AutoCloseable {
    /** Minutes of a status list's {@code ttl}; it ends after an hour. */
    public static final Duration STATUS_TTL = Duration.ofMinutes(5);
    public final TestClock clock = TestClock.atNoon();
    public final WireMockServer peers = new WireMockServer(options().dynamicPort());
    /** The ledger of another node, which keeps consents about {@link #elsewhere}. */
    public final WireMockServer otherLedger = new WireMockServer(options().dynamicPort());
    public final TestIssuer issuer;
    public final TestLedger ledger;
    /** Another authority, which sends data. */
    public final TestSource source;
    /** An authority of another node. */
    public final TestIssuer elsewhere;
    /** Appoints guardians. */
    public final TestIssuer court;
    public final String baseUrl;
    public final Map<String, String> settings;
    private ConfigurableApplicationContext service;

    private TestWorld() {
        peers.start();
        otherLedger.start();
        settings = new LinkedHashMap<>(TestServices.settings());
        settings.putAll(organisations());
        settings.put("amana.peers.ledger", peers.baseUrl());
        settings.put("amana.peers.wallet", "http://wallet.localhost");
        settings.put("amana.peers.node-name", "river-town");
        // tests run the clocks by hand
        settings.put("amana.verifier.retention.confirm-every", "PT12H");
        settings.put("amana.verifier.retention.sweep-every", "PT12H");
        settings.put("amana.verifier.status.tick", "PT12H");
        settings.put("amana.verifier.exchange.run-every", "PT12H");
        settings.put("amana.verifier.exchange.settle-every", "PT12H");
        settings.put("amana.verifier.exchange.forks-every", "PT12H");
        settings.put("amana.verifier.exchange.timeout", "PT2S");
        baseUrl = String.valueOf(settings.get("amana.base-url"));
        issuer = new TestIssuer("https://issuer.example/labour-office", URI.create(peers.baseUrl() + "/status/1"),
                clock);
        DevelopmentCa ca = DevelopmentCa.openOrCreate(Path.of(String.valueOf(settings.get("amana.trust.dir"))), clock);
        EphemeralKey registrar = EphemeralKey.generate();
        ledger = new TestLedger(peers, otherLedger,
                registrar.withChain(
                        ca.certify(registrar.publicKey(), CertificateProfile.of(KeyPurpose.REGISTRAR, "Registrar"))),
                ca.anchors(KeyPurpose.REGISTRAR), clock);
        elsewhere = new TestIssuer(TestLedger.ELSEWHERE, URI.create(peers.baseUrl() + "/status/4"), clock);
        court = new TestIssuer("https://issuer.example/family-court", URI.create(peers.baseUrl() + "/status/3"), clock);
        source = new TestSource(URI.create(peers.baseUrl() + "/status/2"), ledger,
                ca.anchors(KeyPurpose.ACCESS), ca.anchors(KeyPurpose.REGISTRAR), clock);
        renew();
        service = start();
    }

    public static TestWorld open() {
        return new TestWorld();
    }

    /** A bench in a world that all tests share which leave its clock and status list alone; it ends with the process. */
    public static Bench sharedBench() {
        return Shared.BENCH;
    }

    private static final class Shared {
        private static final Bench BENCH = make();

        private static Bench make() {
            try {
                return new Bench(open());
            } catch (Exception e) {
                throw new IllegalStateException("the shared world did not start", e);
            }
        }
    }

    /** Stops the service and starts it again on the same database and files. */
    public void restart() {
        service.close();
        service = start();
    }

    /** The running service. */
    public ApplicationContext service() {
        return service;
    }

    public <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    /** Publishes trust list, certificates and status list afresh, after the clock was moved. */
    public void renew() {
        ledger.publish(List.of(new TrustedIssuer(issuer.id, LocalizedText.english("Labour Office"), "ES",
                List.of(TestIssuer.RIGHT_TO_WORK, TestIssuer.QUALIFICATION), issuer.ca.anchors()),
                new TrustedIssuer(source.office.id, LocalizedText.english("Recognition Office"), "ES",
                        List.of(TestIssuer.QUALIFICATION), source.office.ca.anchors()),
                new TrustedIssuer(court.id, LocalizedText.english("Family Court"), "ES", List.of(GuardianMandate.VCT),
                        court.ca.anchors()),
                new TrustedIssuer(elsewhere.id, LocalizedText.english("Office Elsewhere"), "ES",
                        List.of(TestIssuer.QUALIFICATION), elsewhere.ca.anchors())));
        publishStatus();
        publishStatus("/status/2", source.office);
        publishStatus("/status/3", court);
        publishStatus("/status/4", elsewhere);
    }

    private void publishStatus(String path, TestIssuer of) {
        peers.stubFor(get(path).willReturn(aResponse().withHeader("Content-Type", "application/statuslist+jwt")
                .withBody(of.statusList(STATUS_TTL, Duration.ofHours(1)))));
    }

    /** Publishes the status list as it is now. */
    public void publishStatus() {
        publishStatus(issuer.statusList(STATUS_TTL, Duration.ofHours(1)));
    }

    public void publishStatus(String token) {
        peers.stubFor(get("/status/1")
                .willReturn(aResponse().withHeader("Content-Type", "application/statuslist+jwt").withBody(token)));
    }

    /** How often anybody asked for that address of a peer. */
    public int fetches(URI uri) {
        return peers.findAll(getRequestedFor(urlEqualTo(uri.getPath()))).size();
    }

    /** First password of a member of staff. */
    public String password(String username) throws java.io.IOException {
        return Files.readAllLines(Path.of(String.valueOf(settings.get("amana.first-login"))))
                .stream()
                .map(line -> line.split(" ", -1))
                .filter(line -> line[2].equals(username))
                .findFirst()
                .orElseThrow()[3];
    }

    @Override
    public void close() {
        service.close();
        source.close();
        peers.stop();
        otherLedger.stop();
    }

    private ConfigurableApplicationContext start() {
        ClockHolder.CLOCK.set(clock);
        return ServiceLauncher.of(Application.class, "verifier-service").with(new LinkedHashMap<>(settings)).run();
    }

    private static Map<String, String> organisations() {
        return Map.ofEntries(
                Map.entry("amana.verifier.organisations[0].id", "harbour-bakery"),
                Map.entry("amana.verifier.organisations[0].names.en", "Harbour Bakery"),
                Map.entry("amana.verifier.organisations[0].country", "ES"),
                Map.entry("amana.verifier.organisations[0].identifiers", "LEIXG-000000AMANADEMO00042"),
                Map.entry("amana.verifier.organisations[0].staff", "baker"),
                Map.entry("amana.verifier.organisations[0].officers", "bakery-dpo"),
                Map.entry("amana.verifier.organisations[0].exchange-uses", "fetch-diploma"),
                Map.entry("amana.verifier.organisations[1].id", "river-mill"),
                Map.entry("amana.verifier.organisations[1].names.en", "River Mill"),
                Map.entry("amana.verifier.organisations[1].country", "ES"),
                Map.entry("amana.verifier.organisations[1].staff", "miller"),
                Map.entry("amana.verifier.organisations[1].officers", "mill-dpo"));
    }

    /** The clock of the world that is being started, for its service's context. */
    private static final class ClockHolder {
        private static final java.util.concurrent.atomic.AtomicReference<Clock> CLOCK = new java.util.concurrent.atomic.AtomicReference<>(
                Clock.systemUTC());
    }

    /** The service with that clock in place of the system's. */
    @Import(VerifierApplication.class)
    static class Application {
        @Bean
        Clock clock() {
            return ClockHolder.CLOCK.get();
        }

        @Bean
        TestTopics topics() {
            return new TestTopics();
        }
    }
}
