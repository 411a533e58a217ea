package org.amana.issuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.trust.DevelopmentCa;
import org.amana.core.trust.TrustAnchors;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/** Everybody the issuer meets when it releases: a ledger with trust list, and the recognition office's register over HTTP. */
final class ReleaseWorld implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    static final String QUALIFICATION = "https://amana.example/vct/qualification";
    static final String WORK = "https://amana.example/vct/right-to-work";
    static final FakeLedger LEDGER = new FakeLedger();
    static final WireMockServer REGISTER = new WireMockServer(wireMockConfig().dynamicPort().bindAddress("localhost"));
    static final String ROW = """
            {"register_number":"R-0001","given_name":"Amina","family_name":"Haddad","birth_date":"1991-04-23",
            "qualification_title":"Bachelor of Nursing","eqf_level":6,"qualification_field":"0913",
            "qualification_decision":"recognised","regulated_profession":true,"grades":"3.4",
            "institution":"University of Aleppo","qualification_year":2013,"qualification_country":"SY","notes":null}""";
    private static final AtomicReference<Roots> ROOTS = new AtomicReference<>();

    static {
        REGISTER.start();
    }

    private record Roots(DevelopmentCa ca, SigningKey registrar, String baseUrl) {}

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var ca = DevelopmentCa.openOrCreate(
                Path.of(context.getEnvironment().getRequiredProperty("amana.trust.dir")), Clock.systemUTC());
        SigningKey registrar = key(ca, CertificateProfile.of(KeyPurpose.REGISTRAR, "Registrar")
                .withOrganization("Register", "NTREX-1"));
        ROOTS.set(new Roots(ca, registrar, context.getEnvironment().getRequiredProperty("amana.base-url")));
        TestPropertyValues
                .of(Map.of("amana.peers.ledger", LEDGER.url(), "test.register", REGISTER.baseUrl()))
                .applyTo(context);
        LEDGER.serve("/v1/trust-list", trustList(Instant.now()));
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** Everybody behaves, and has forgotten what they were asked. */
    static void calm(Clock clock) {
        LEDGER.calm(clock);
        LEDGER.serve("/v1/trust-list", trustList(clock.instant()));
        REGISTER.resetAll();
        answer(aResponse().withHeader("Content-Type", "application/json").withBody(ROW));
    }

    /** What the register says of anybody. */
    static void answer(ResponseDefinitionBuilder answer) {
        REGISTER.stubFor(get(urlPathMatching("/cases/.*")).willReturn(answer));
    }

    static int fetches() {
        return REGISTER.getAllServeEvents().size();
    }

    static SigningKey key(CertificateProfile profile) {
        return key(roots().ca(), profile);
    }

    static SigningKey registrar() {
        return roots().registrar();
    }

    static TrustAnchors issuers() {
        return roots().ca().anchors(KeyPurpose.ISSUER);
    }

    private static Roots roots() {
        return Objects.requireNonNull(ROOTS.get());
    }

    private static SigningKey key(DevelopmentCa ca, CertificateProfile profile) {
        EphemeralKey key = EphemeralKey.generate();
        return key.withChain(ca.certify(key.publicKey(), profile));
    }

    private static TrustedIssuer issuer(DevelopmentCa ca, String id, List<String> types) {
        return new TrustedIssuer(id, new LocalizedText(Map.of("en", id)), "XA", types, ca.anchors(KeyPurpose.ISSUER));
    }

    static String trustList(Instant now) {
        DevelopmentCa ca = roots().ca();
        List<String> data = List.of(QUALIFICATION, WORK);
        List<TrustedIssuer> issuers = Stream.concat(
                Stream.of("labour-office", "recognition-office", "one-stop-shop", "island-office")
                        .map(id -> issuer(ca, roots().baseUrl() + "/" + id, data)),
                Stream.of(issuer(ca, Court.ID, List.of(GuardianMandate.VCT)), issuer(ca, Court.HOSPITAL, data)))
                .toList();
        return new TrustList(now.minusSeconds(1), now.plus(Duration.ofDays(20)), issuers,
                ca.anchors(KeyPurpose.ACCESS),
                ca.anchors(KeyPurpose.REGISTRAR), List.of(LEDGER.trusted())).sign(registrar());
    }
}
