package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.testing.Spec;
import org.amana.core.trust.DevelopmentCa;
import org.amana.core.vci.CredentialResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Register, offer, token, nonce, credential: the whole way once, in both offices. */
@IssuerTest
@Spec({"OID4VCI-1FINAL-3.5", "OID4VCI-1FINAL-8.3", "HAIP-6.1.1", "RFC9901-10.1"})
class IssuanceFlowTest {
    private final Offices offices;
    private final Desk labour;
    private final Path trust;
    private final Clock clock;

    IssuanceFlowTest(@Autowired Offices offices, @Autowired ShiftedClock clock,
            @Value("${amana.trust.dir}") Path trust) {
        this.offices = offices;
        this.labour = offices.labour();
        this.trust = trust;
        this.clock = clock;
    }

    @Test
    void issue_whenPersonIsOffered_thenTenCopiesWithKeysAndIndexesOfTheirOwn() {
        String person = labour.person("L-0001");
        Offices.Offered offered = offices.offered();
        TestWallet wallet = offered.wallet();
        String token = offered.token();
        List<EphemeralKey> keys = wallet.newKeys(10);

        var response = CredentialResponse.parse(wallet.requestCredentials(token, wallet.proofs(keys, wallet.nonce())),
                10);

        assertThat(response.credentials()).hasSize(10);
        var indexes = new HashSet<Long>();
        for (int i = 0; i < 10; i++) {
            ObjectNode claims = issuerSigned(response.credentials().get(i));
            assertThat(claims.get("vct").stringValue()).isEqualTo("https://amana.example/vct/right-to-work");
            assertThat(claims.get("vct#integrity").stringValue()).startsWith("sha256-");
            assertThat(claims.at("/cnf/jwk/x").stringValue()).isEqualTo(keys.get(i).publicJwk().getX().toString());
            assertThat(claims.get("iat").longValue() % 86_400).isZero();
            assertThat(claims.get("exp").longValue() - claims.get("iat").longValue()).isEqualTo(14 * 86_400);
            indexes.add(claims.at("/status/status_list/idx").longValue());
        }
        assertThat(indexes).hasSize(10);
        assertThat(labour.get("offers/" + offered.offerId()).json().get("state").stringValue())
                .isEqualTo("REDEEMED");
        JsonNode card = labour.credentials(person).get(0);
        assertThat(card.get("state").stringValue()).isEqualTo("VALID");
        assertThat(card.get("copies")).hasSize(10);
    }

    @Test
    void issue_whenGrouped_thenWorkPermissionIsOneDisclosureAndNothingOfItIsInClear() {
        String credential = oneCredential(labour, "L-0002", "right-to-work");

        UnverifiedSdJwtVc parsed = UnverifiedSdJwtVc.parse(credential);

        assertThat(parsed.disclosures()).extracting(disclosure -> disclosure.claimName().orElse("none"))
                .containsExactlyInAnyOrder("work_permission", "given_name", "family_name", "document_number");
        assertThat(parsed.disclosures()).filteredOn(disclosure -> disclosure.value().isObject())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.value().get("max_hours_per_week").intValue()).isEqualTo(20);
                    assertThat(group.value().get("sectors")).hasSize(2);
                    assertThat(group.value().has("bound_to_employer")).isFalse();
                });
        assertThat(issuerSigned(credential).has("work_permission")).isFalse();
        assertThat(issuerSigned(credential).get("_sd")).hasSize(4);
    }

    @Test
    void issue_whenRecognitionOffice_thenItsOwnKeyAndIdentifier() {
        String credential = oneCredential(offices.recognition(), "R-0002", "qualification");
        UnverifiedJws jws = UnverifiedJws.parse(credential.substring(0, credential.indexOf('~')), 100_000);

        var chain = org.amana.core.trust.X5c.parse(jws.parameters().x5c().orElseThrow());
        var validated = new org.amana.core.trust.ChainValidator().validate(chain,
                DevelopmentCa.openOrCreate(trust, Clock.systemUTC()).anchors(KeyPurpose.ISSUER), KeyPurpose.ISSUER,
                clock.instant());
        assertThat(jws.verify(validated.leafKey(), "dc+sd-jwt").claims().get("iss").stringValue())
                .endsWith("/recognition-office");
        assertThat(jws.claims().get("iat").longValue())
                .isLessThanOrEqualTo(clock.instant().getEpochSecond());
    }

    @Test
    void offer_whenByValue_thenSameCodeAsByReference() {
        ObjectNode offered = labour.offer(labour.person("L-0001"), "right-to-work");

        var byReference = new TestWallet(offered.get("credential_offer").stringValue(), clock);
        var byValue = new TestWallet(offered.get("credential_offer_by_value").stringValue(), clock);

        assertThat(byValue.offer).isEqualTo(byReference.offer);
        assertThat(byValue.metadata.batchSize()).hasValue(10);
        assertThat(URI.create(byValue.offer.credentialIssuer().value()).getPath()).isEqualTo("/labour-office");
    }

    private String oneCredential(Desk desk, String registerNumber, String configuration) {
        Offices.Offered offered = offices.offered(desk, registerNumber, configuration);
        TestWallet wallet = offered.wallet();
        return CredentialResponse.parse(
                wallet.requestCredentials(offered.token(), wallet.proofs(wallet.newKeys(1), wallet.nonce())), 1)
                .credentials()
                .getFirst();
    }

    private static ObjectNode issuerSigned(String credential) {
        return UnverifiedJws.parse(credential.substring(0, credential.indexOf('~')), 100_000).claims();
    }
}
