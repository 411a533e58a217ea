package org.amana.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.consent.Samples;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.Spec;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final URI REGISTRY = URI.create("https://ledger.example/v1/register");
    private static final StatusReference STATUS = new StatusReference(
            URI.create("https://ledger.example/v1/register/certificates/status"), 7);
    private static final String PARTY = """
            {"id":"harbour-bakery","name":{"ar":"مخبز الميناء","en":"Harbour Bakery"},"country":"PT","kind":"employer",
             "identifiers":["LEIXG-000000AMANADEMO00042"],"supervisor":{"name":{"en":"CNPD"},"uri":"https://dpa.example"},
             "erasure_contact":"mailto:privacy@bakery.example","notice_url":"http://localhost:8083/harbour-bakery/notices",
             "anchors":"access","issues":[],"service":"verifier-service","service_description":{"en":"Bread"},
             "privacy_policy":"https://bakery.example/privacy","info_uri":"https://bakery.example"}""";
    private final TestCa registrars = TestCa.root("Registrars");
    private final SigningKey registrar = registrars.registrar();
    private final ChainValidator chains = new ChainValidator();
    private final Party party = Party.parse(StrictJson.parseObject(PARTY, 10_000));
    private final IntendedUse use = Samples.keepDiploma();

    @Test
    void parse_whenWrittenAndReadAgain_isTheSame() {
        assertThat(Party.parse(party.toJson())).isEqualTo(party);
        assertThat(IntendedUse.parse(use.toJson())).isEqualTo(use);
        assertThat(party.anchors()).containsExactly("access");
    }

    @Test
    void intendedUse_whenConsentCannotBeWithdrawnOrLawIsMissing_isRefused() {
        refuseUse(json -> json.put("withdrawable", false), "can be withdrawn");
        refuseUse(json -> json.putArray("legal_basis").add("eu-gdpr:A6-1-c"), "names its law");
        refuseUse(json -> json.putArray("legal_basis"), "legal basis");
        refuseUse(json -> json.putArray("legal_basis").add("because"), "legal basis");
        refuseUse(json -> json.put("retention", "six months"), "retention");
        refuseUse(json -> json.put("id", "Keep Diploma"), "id");
        refuseUse(json -> json.putArray("credentials"), "names the claims");
        refuseUse(json -> json.putObject("purpose"), "language");
        refuseUse(json -> json.remove("withdrawable"), "withdrawable");
    }

    @Test
    void restsOnConsentAlone_onlyWhereNothingElseIsNamed() {
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A6-1-a"))).isTrue();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A6-1-a-explicit-consent", "eu-gdpr:A49-1-a")))
                .isTrue();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A9-2-a"))).isTrue();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A6-1-a", "eu-gdpr:A6-1-c"))).isFalse();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A49-1-a"))).isFalse();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("eu-gdpr:A6-1-f"))).isFalse();
        assertThat(IntendedUse.restsOnConsentAlone(List.of("unknown"))).isFalse();
        assertThat(IntendedUse.restsOnConsentAlone(List.of())).isFalse();
    }

    @Test
    void covers_onlyWhatWasRegistered() {
        assertThat(use.covers(List.of(category("qualification"), category("given_name")))).isTrue();
        assertThat(use.covers(
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("qualification", "title"))))))
                .isTrue();
        assertThat(use.covers(List.of(category("grades")))).isFalse();
        assertThat(use.covers(List.of(new CredentialCategory("https://amana.example/vct/right-to-work",
                List.of(List.of("given_name")))))).isFalse();
    }

    @Test
    void certificate_whenSignedByATrustedRegistrar_carriesPartyAndIntendedUse() {
        RegistrationCertificate read = RegistrationCertificate.verify(certificate(), chains, registrars.anchors(), NOW);
        assertThat(read.intendedUse()).isEqualTo(use);
        assertThat(read.identifier()).isEqualTo("LEIXG-000000AMANADEMO00042");
        assertThat(read.name()).isEqualTo(party.name());
        assertThat(read.supervisor()).isEqualTo(party.supervisor());
        assertThat(read.erasureContact()).isEqualTo(party.erasureContact());
    }

    @Test
    void certificate_whenExpiredForeignOrOfAnotherType_isRefused() {
        assertThatThrownBy(() -> RegistrationCertificate.verify(certificate(), chains, registrars.anchors(),
                NOW.plus(Duration.ofDays(90)))).hasMessageContaining("not valid now");
        assertThatThrownBy(() -> RegistrationCertificate.verify(certificate(), chains, TestCa.root("Others").anchors(),
                NOW)).hasMessageContaining("untrusted_issuer");
        assertThatThrownBy(() -> RegistrationCertificate.verify(trustList().sign(registrar), chains,
                registrars.anchors(), NOW)).hasMessageContaining("wrong_typ");
    }

    @Test
    @Spec("TS119475-5.2.4")
    void certificate_saysWhatTheClauseAsksFor() {
        ObjectNode claims = claims();
        assertThat(claims.path("name").asString()).isEqualTo("Harbour Bakery");
        assertThat(claims.path("sub_ln").asString()).isEqualTo("Harbour Bakery");
        assertThat(claims.path("srv_description").path(0).path(0).path("value").asString()).isEqualTo("Bread");
        assertThat(claims.path("privacy_policy").asString()).isEqualTo("https://bakery.example/privacy");
        assertThat(claims.path("info_uri").asString()).isEqualTo("https://bakery.example");
        assertThat(claims.path("registry_uri").asString()).isEqualTo("https://ledger.example/v1/register");
        assertThat(claims.path("supervisory_authority").path("uri").asString()).isEqualTo("https://dpa.example");
        assertThat(claims.path("status").path("status_list").path("idx").asInt()).isEqualTo(7);
        assertThat(claims.path("jti").asString()).isEqualTo("one");
        assertThat(claims.path("public_body").asBoolean()).isFalse();
        assertThat(claims.has("policy_id")).isFalse();
        assertThat(UnverifiedJws.parse(certificate(), 65_536).header().path("iat").asLong())
                .isEqualTo(claims.path("iat").asLong());
    }

    @Test
    @Spec("TS119475-6.2.6.1")
    void certificate_whenIssuedUnderAPolicy_namesIt() {
        var issue = new CertificateIssue(REGISTRY, "one", Optional.of(STATUS),
                Optional.of(URI.create("https://registrar.example/policy")), NOW, NOW.plus(Duration.ofDays(1)));
        ObjectNode claims = UnverifiedJws.parse(RegistrationCertificate.sign(registrar, party, use, issue), 65_536)
                .claims();
        assertThat(claims.path("policy_id").path(0).asString()).isEqualTo("0.4.0.19475.3.1");
        assertThat(claims.path("certificate_policy").asString()).isEqualTo("https://registrar.example/policy");
    }

    @Test
    @Spec({"TS119475-5.2.4", "TS119475-6.2.6.2"})
    void certificate_whenItCouldOutliveItsUse_isRefused() {
        Instant day = NOW.plus(Duration.ofHours(24));
        assertThat(RegistrationCertificate.verify(signed(claims -> claims.remove("status"), NOW, day), chains,
                registrars.anchors(), NOW).status()).isEmpty();
        refuseCertificate(claims -> claims.remove("status"), day.plusSeconds(1), "without a status");
        refuseCertificate(claims -> {}, NOW.plus(Duration.ofDays(367)), "twelve months");
        refuseCertificate(claims -> {}, NOW, "twelve months");
        refuseCertificate(claims -> claims.putObject("status"), day, "status_list");
        refuseCertificate(claims -> ((ObjectNode) claims.path("status").path("status_list")).put("idx", -1), day,
                "idx");
    }

    @Test
    @Spec("TS119475-5.2.4")
    void certificate_whenItLacksWhatItMustSay_isRefused() {
        Instant day = NOW.plus(Duration.ofHours(24));
        refuseCertificate(claims -> claims.remove("sub"), day, "sub");
        refuseCertificate(claims -> claims.remove("country"), day, "country");
        refuseCertificate(claims -> claims.remove("purpose"), day, "purpose");
        refuseCertificate(claims -> claims.putArray("credentials"), day, "claims that may be asked for");
        refuseCertificate(claims -> claims.putArray("entitlements"), day, "service provider");
        refuseCertificate(claims -> claims.putArray("entitlements")
                .add("https://uri.etsi.org/19475/Entitlement/QEAA_Provider"), day, "service provider");
        refuseCertificate(claims -> claims.put("iat", "today"), day, "iat");
        refuseCertificate(claims -> claims.remove("exp"), day, "exp");
    }

    private void refuseCertificate(Consumer<ObjectNode> change, Instant expires, String sentence) {
        assertThatThrownBy(() -> RegistrationCertificate.verify(signed(change, NOW, expires), chains,
                registrars.anchors(), NOW)).hasMessageContaining("bad_registration_certificate")
                .hasMessageContaining(sentence);
    }

    /** Changed before it is signed: what is refused is what it says. */
    private String signed(Consumer<ObjectNode> change, Instant issued, Instant expires) {
        ObjectNode claims = claims().put("iat", issued.getEpochSecond()).put("exp", expires.getEpochSecond());
        change.accept(claims);
        return JwsSigner.sign(registrar, JwsSigner.header(RegistrationCertificate.TYP, registrar), claims);
    }

    private ObjectNode claims() {
        return UnverifiedJws.parse(certificate(), 65_536).claims().deepCopy();
    }

    @Test
    void certificate_whenSignedAMomentAfterNow_holdsAndNotEarlier() {
        Instant signed = NOW.minusSeconds(60);
        assertThat(RegistrationCertificate.verify(certificate(), chains, registrars.anchors(), signed.minusSeconds(60))
                .intendedUse()).isEqualTo(use);
        assertThatThrownBy(() -> RegistrationCertificate.verify(certificate(), chains, registrars.anchors(),
                signed.minusSeconds(61))).hasMessageContaining("not valid now");
    }

    @Test
    void trustList_whenSigned_saysWhoMayIssueWhat() {
        TrustList read = TrustList.verify(trustList().sign(registrar), chains, registrars.anchors(), NOW);
        assertThat(read.issuer("https://issuer.example/recognition-office")).isPresent();
        assertThat(read.issuersOf(Samples.QUALIFICATION).certificates()).hasSize(1);
        assertThat(read.issuersOf("https://amana.example/vct/right-to-work")).isEqualTo(TrustAnchors.none());
        assertThat(read.ledgers()).singleElement()
                .satisfies(ledger -> {
                    assertThat(ledger.log().origin()).isEqualTo("ledger.example/log");
                    assertThat(ledger.keeps()).containsExactly("https://issuer.example/recognition-office");
                });
        assertThat(read.asking()).singleElement().isEqualTo(ASKING);
        assertThat(read.requester("harbour-bakery")).contains(ASKING);
        assertThat(read.requester("harbour")).isEmpty();
    }

    @Test
    void trustList_fromBeforeThereWereCodes_isReadWithoutThem() {
        ObjectNode claims = UnverifiedJws.parse(trustList().sign(registrar), TrustList.MAX_BYTES)
                .claims();
        claims.remove("asking");
        String older = JwsSigner.sign(registrar,
                JwsSigner.header(TrustList.TYP, registrar), claims);
        assertThat(TrustList.verify(older, chains, registrars.anchors(), NOW).asking()).isEmpty();
        claims.putArray("asking").addObject().put("id", "harbour-bakery");
        String broken = JwsSigner.sign(registrar,
                JwsSigner.header(TrustList.TYP, registrar), claims);
        assertThatThrownBy(() -> TrustList.verify(broken, chains, registrars.anchors(), NOW))
                .hasMessageContaining("bad_trust_list");
    }

    @Test
    void keeperOf_issuerThatNoLedgerOrTwoLedgersKeep_isEmpty() {
        TrustList list = trustList();
        String issuer = list.issuers().getFirst().id();
        TrustedLedger other = ledger("https://other.example", issuer);

        assertThat(list.keeperOf(issuer)).map(TrustedLedger::baseUrl).contains("https://ledger.example");
        assertThat(list.keeperOf(issuer + "/")).isEmpty();
        assertThat(new TrustList(list.issued(), list.nextUpdate(), list.issuers(), list.requesters(), list.registrars(),
                List.of(list.ledgers().getFirst(), other)).keeperOf(issuer)).isEmpty();
    }

    @Test
    void trustList_whenOverOrSignedByItsOwnRegistrarAlone_isRefused() {
        String signed = trustList().sign(registrar);
        assertThatThrownBy(() -> TrustList.verify(signed, chains, registrars.anchors(), NOW.plus(Duration.ofDays(2))))
                .hasMessageContaining("bad_trust_list");
        assertThatThrownBy(() -> TrustList.verify(signed, chains, TrustAnchors.none(), NOW))
                .hasMessageContaining("untrusted_issuer");
    }

    private static final TrustedRequester ASKING = new TrustedRequester("harbour-bakery",
            "LEIXG-000000AMANADEMO00042", LocalizedText.english("Harbour Bakery"), "PT",
            "https://verifier.example/harbour-bakery/codes");

    private String certificate() {
        return RegistrationCertificate.sign(registrar, party, use, new CertificateIssue(REGISTRY, "one",
                Optional.of(STATUS), Optional.empty(), NOW.minusSeconds(60), NOW.plus(Duration.ofDays(89))));
    }

    private TrustList trustList() {
        var issuer = new TrustedIssuer("https://issuer.example/recognition-office",
                LocalizedText.english("Recognition office"), "PT", List.of(Samples.QUALIFICATION),
                TestCa.root("Issuers").anchors());
        return new TrustList(NOW, NOW.plus(Duration.ofDays(1)), List.of(issuer), TestCa.root("Access").anchors(),
                registrars.anchors(), List.of(ledger("https://ledger.example", issuer.id())), List.of(ASKING));
    }

    private static TrustedLedger ledger(String baseUrl, String keeps) {
        return new TrustedLedger(baseUrl, LogSigner.generate("ledger.example/log", TestRandom.seeded()).identity(),
                EphemeralKey.generate().publicJwk(), List.of(keeps));
    }

    private void refuseUse(Consumer<ObjectNode> change, String sentence) {
        ObjectNode json = use.toJson();
        change.accept(json);
        assertThatThrownBy(() -> IntendedUse.parse(json)).hasMessageContaining("malformed_register_entry")
                .hasMessageContaining(sentence);
    }

    private static CredentialCategory category(String claim) {
        return new CredentialCategory(Samples.QUALIFICATION, List.of(List.of(claim)));
    }
}
