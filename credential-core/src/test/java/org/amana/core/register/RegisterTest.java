package org.amana.core.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.amana.core.consent.Samples;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String PARTY = """
            {"id":"harbour-bakery","name":{"ar":"مخبز الميناء","en":"Harbour Bakery"},"country":"PT","kind":"employer",
             "identifiers":["LEIXG-000000AMANADEMO00042"],"supervisor":{"name":{"en":"CNPD"},"uri":"https://dpa.example"},
             "erasure_contact":"mailto:privacy@bakery.example","notice_url":"http://localhost:8083/harbour-bakery/notices",
             "anchors":"access","issues":[],"service":"verifier-service"}""";
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
                .satisfies(ledger -> assertThat(ledger.log().origin()).isEqualTo("ledger.example/log"));
    }

    @Test
    void trustList_whenOverOrSignedByItsOwnRegistrarAlone_isRefused() {
        String signed = trustList().sign(registrar);
        assertThatThrownBy(() -> TrustList.verify(signed, chains, registrars.anchors(), NOW.plus(Duration.ofDays(2))))
                .hasMessageContaining("bad_trust_list");
        assertThatThrownBy(() -> TrustList.verify(signed, chains, TrustAnchors.none(), NOW))
                .hasMessageContaining("untrusted_issuer");
    }

    private String certificate() {
        return RegistrationCertificate.sign(registrar, party, use, URI.create("https://ledger.example/v1/register"),
                NOW.minusSeconds(60), NOW.plus(Duration.ofDays(89)));
    }

    private TrustList trustList() {
        var issuer = new TrustedIssuer("https://issuer.example/recognition-office",
                LocalizedText.english("Recognition office"), "PT", List.of(Samples.QUALIFICATION),
                TestCa.root("Issuers").anchors());
        var ledger = new TrustedLedger("https://ledger.example",
                LogSigner.generate("ledger.example/log", TestRandom.seeded()).identity(),
                EphemeralKey.generate().publicJwk());
        return new TrustList(NOW, NOW.plus(Duration.ofDays(1)), List.of(issuer), TestCa.root("Access").anchors(),
                registrars.anchors(), List.of(ledger));
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
