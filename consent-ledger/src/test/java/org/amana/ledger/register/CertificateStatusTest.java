package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.amana.core.key.KeyPurpose;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.status.VerifiedStatusList;
import org.amana.core.testing.Spec;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.DevelopmentCa;
import org.amana.core.trust.TrustAnchors;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
@Spec("TS119475-6.2.6.2")
class CertificateStatusTest {
    @Value("${amana.base-url}")
    private String baseUrl;
    @Value("${amana.first-login}")
    private Path firstLogin;
    @Value("${amana.trust.dir}")
    private Path trustDir;
    private final ObjectNode register = Fixtures.register("http://localhost/notices");
    private final String use = "use-" + Person.fresh();
    private final String party = "firm-" + Person.fresh();

    @BeforeEach
    void aPurposeOfAPartyOfItsOwn() {
        ((ObjectNode) register.path("parties").get(1)).put("id", party).putArray("identifiers").add("NTRPT-" + party);
        ((ObjectNode) register.path("intended_uses").get(0)).put("id", use).put("party", party);
        ((ObjectNode) register.path("intended_uses").get(1)).put("id", "other-" + use).put("party", party);
        imported();
    }

    @Test
    void status_whileNothingChanges_isValidForEachCertificate() {
        StatusReference first = status(certificate(use));
        assertThat(status(certificate(use))).isEqualTo(first);
        assertThat(value(first)).isEqualTo(StatusValue.VALID);
        assertThat(list().timeToLive()).contains(Duration.ofMinutes(1));
    }

    @Test
    void certificate_afterAChange_isAnotherAndTheOldOneEnds() {
        RegistrationCertificate before = certificate(use);
        StatusReference other = status(certificate("other-" + use));
        ((ObjectNode) register.path("intended_uses").get(0)).put("retention", "P1Y");
        imported();
        RegistrationCertificate after = certificate(use);
        assertThat(after.intendedUse().retention()).hasYears(1);
        assertThat(value(status(before))).isEqualTo(StatusValue.INVALID);
        assertThat(value(status(after))).isEqualTo(StatusValue.VALID);
        assertThat(value(other)).isEqualTo(StatusValue.VALID);
    }

    @Test
    void certificate_afterAChangeOfTheParty_isAnotherAndAllOldOnesEnd() {
        RegistrationCertificate before = certificate(use);
        StatusReference other = status(certificate("other-" + use));
        ((ObjectNode) register.path("parties").get(1)).put("erasure_contact", "mailto:privacy@bakery.example");
        imported();
        assertThat(certificate(use).erasureContact()).contains("mailto:privacy@bakery.example");
        assertThat(value(status(before))).isEqualTo(StatusValue.INVALID);
        assertThat(value(other)).isEqualTo(StatusValue.INVALID);
        assertThat(value(status(certificate(use)))).isEqualTo(StatusValue.VALID);
    }

    @Test
    void retirement_endsTheCertificateAndThereIsNoNewOne() {
        StatusReference held = status(certificate(use));
        Desk proposer = new Desk(baseUrl).signIn("registrar-a", firstLogin);
        String page = proposer.postFrom("/register/desk/entries", "/register/desk/retire",
                Map.of("id", use, "version", "1")).uri().getPath();
        assertThat(value(held)).isEqualTo(StatusValue.VALID);
        new Desk(baseUrl).signIn("registrar-b", firstLogin).postFrom(page, page, Map.of("decision", "approve"));
        assertThat(value(held)).isEqualTo(StatusValue.INVALID);
        assertThat(fetch("/v1/register/intended-uses/" + use + "/certificate").status()).isEqualTo(410);
    }

    private static StatusReference status(RegistrationCertificate certificate) {
        return certificate.status().orElseThrow();
    }

    private StatusValue value(StatusReference status) {
        assertThat(status.uri()).isEqualTo(URI.create(baseUrl + "/v1/register/certificates/status"));
        return list().value(status.index(), Instant.now());
    }

    private VerifiedStatusList list() {
        Caller.Answer answer = fetch("/v1/register/certificates/status");
        assertThat(answer.header("Content-Type")).isEqualTo(StatusListToken.MEDIA_TYPE);
        return StatusListToken.verify(answer.text(), URI.create(baseUrl + "/v1/register/certificates/status"),
                new ChainValidator(), registrars(), Instant.now());
    }

    private RegistrationCertificate certificate(String id) {
        return RegistrationCertificate.verify(fetch("/v1/register/intended-uses/" + id + "/certificate").text(),
                new ChainValidator(), registrars(), Instant.now());
    }

    private Caller.Answer fetch(String path) {
        return Caller.anonymous("GET", baseUrl + path, "");
    }

    private void imported() {
        Caller caller = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(caller.post("/v1/register/import", Person.fresh(), register).status()).isEqualTo(200);
    }

    private TrustAnchors registrars() {
        return DevelopmentCa.openOrCreate(trustDir, Clock.systemUTC()).anchors(KeyPurpose.REGISTRAR);
    }
}
