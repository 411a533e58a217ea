package org.amana.core.sdjwt;

import static org.amana.core.sdjwt.SdJwtVcFixture.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.X5c;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SdJwtVcVerifierTest {
    private final SdJwtVcFixture fixture = new SdJwtVcFixture();

    private void assertAccepted() {
        assertThat(reasons(fixture.verify(fixture.presentation()))).isEmpty();
    }

    @Nested
    class IssuerSignedJwt {
        @Test
        void verify_ofUnchangedPresentation_yieldsClaimsKeyChainAndStatus() {
            assertThat(fixture.verify(fixture.presentation()))
                    .isInstanceOfSatisfying(SdJwtVcVerdict.Verified.class, verdict -> {
                        VerifiedSdJwtVc credential = verdict.credential();
                        assertThat(credential.claims().path("work_permission").path("may_work").booleanValue())
                                .isTrue();
                        assertThat(credential.vct()).isEqualTo(SdJwtVcFixture.VCT);
                        assertThat(credential.issuer()).contains(SdJwtVcFixture.ISSUER);
                        assertThat(credential.isHolderBound()).isTrue();
                        assertThat(credential.holderKey()).isPresent();
                        assertThat(credential.issuerChain().leaf()).isEqualTo(fixture.issuer.chain().getFirst());
                        assertThat(credential.status()).contains(new StatusReference(
                                URI.create("https://issuer.example/labour-office/status/1"), 7));
                        assertThat(credential.disclosedPlaces()).hasSize(4);
                    });
        }

        @Test
        void n016_expiredOrNotYetValid_isRefused() {
            assertAccepted();
            fixture.clock.advance(Duration.ofDays(13).plusSeconds(59));
            assertThat(reasons(fixture.verifyUnbound(fixture.credential()))).isEmpty();
            fixture.clock.advance(Duration.ofSeconds(1));
            assertThat(reasons(fixture.verifyUnbound(fixture.credential()))).containsExactly("credential_expired");
        }

        @Test
        void n016_notYetValid_isRefused() {
            String early = new SdJwtVcIssuer(TestRandom.seeded())
                    .issue(fixture.payload().withNotBefore(TestClock.NOW.plusSeconds(61)), fixture.issuer);
            String now = new SdJwtVcIssuer(TestRandom.seeded())
                    .issue(fixture.payload().withNotBefore(TestClock.NOW.plusSeconds(60)), fixture.issuer);

            assertThat(reasons(fixture.verifyUnbound(now))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(early))).containsExactly("not_yet_valid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"1\"", "true", "1e300", "{}", "null"})
        void time_notANumberOfSeconds_isMalformed(String exp) {
            ObjectNode payload = fixture.plainPayload();
            payload.set("exp", StrictJson.parse(exp.getBytes(StandardCharsets.UTF_8), 100));

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload)))).containsExactly("malformed_sd_jwt");
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "HS256", "ES384", "RS256"})
        void n021_n022_otherAlgorithm_isRefused(String alg) {
            String credential = fixture.credential();
            String rest = credential.substring(credential.indexOf('.'));
            ObjectNode header = JwsSigner.header("dc+sd-jwt", fixture.issuer).put("alg", alg);
            String forged = Base64Url.encode(StrictJson.write(header).getBytes(StandardCharsets.UTF_8)) + rest;

            assertThat(reasons(fixture.verifyUnbound(credential))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(forged))).containsExactly("algorithm_not_allowed");
        }

        @Test
        void n024_zeroSignature_isRefused() {
            String credential = fixture.credential();
            int end = credential.indexOf('~');
            int start = credential.lastIndexOf('.', end);
            String forged = credential.substring(0, start + 1) + Base64Url.encode(new byte[64])
                    + credential.substring(end);

            assertThat(reasons(fixture.verifyUnbound(credential))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(forged))).containsExactly("bad_signature");
        }

        @ParameterizedTest
        @ValueSource(strings = {"JWT", "vc+sd-jwt", "kb+jwt", ""})
        void n029_otherTyp_isRefused(String typ) {
            ObjectNode header = JwsSigner.header(typ, fixture.issuer);
            if (typ.isEmpty()) {
                header.remove("typ");
            }

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload())))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(header, fixture.plainPayload()))))
                    .containsExactly("wrong_typ");
        }

        @Test
        void n033_keyInTheHeader_isNotUsed() {
            EphemeralKey attacker = EphemeralKey.generate();
            ObjectNode header = JwsSigner.header("dc+sd-jwt");
            header.set("jwk", org.amana.core.jose.Jwks.toMinimalJson(attacker.publicJwk()));
            String forged = JwsSigner.sign(attacker, header, fixture.plainPayload()) + "~";

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload())))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(forged))).containsExactly("untrusted_issuer");
        }

        @Test
        void n033_trustedChainBesideAnotherKeysSignature_isRefused() {
            ObjectNode header = JwsSigner.header("dc+sd-jwt", fixture.issuer);
            String forged = JwsSigner.sign(EphemeralKey.generate(), header, fixture.plainPayload()) + "~";

            assertThat(reasons(fixture.verifyUnbound(forged))).containsExactly("bad_signature");
        }

        @Test
        void n035_chainOutOfOrder_isRefused() {
            var below = fixture.ca.intermediate("Intermediate").issuer(SdJwtVcFixture.ISSUER);
            ObjectNode header = JwsSigner.header("dc+sd-jwt", below);
            String good = JwsSigner.sign(below, header, fixture.plainPayload()) + "~";
            header.set("x5c", X5c.of(below.chain().reversed()));
            String reversed = JwsSigner.sign(below, header, fixture.plainPayload()) + "~";

            assertThat(reasons(fixture.verifyUnbound(good))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(reversed))).contains("untrusted_issuer");
        }

        @Test
        void n036_unknownRoot_isRefused() {
            TrustAnchors others = TestCa.root("Others").anchors();

            assertAccepted();
            assertThat(reasons(fixture.verifier.verifyPresentation(fixture.credential(), Optional.empty(), others)))
                    .containsExactly("untrusted_issuer");
            assertThat(reasons(fixture.verifier.verifyPresentation(fixture.credential(), Optional.empty(),
                    TrustAnchors.none()))).containsExactly("untrusted_issuer");
        }

        @Test
        void n037_anchorInX5c_isRefused() {
            ObjectNode header = JwsSigner.header("dc+sd-jwt", fixture.issuer);
            header.set("x5c", X5c.of(List.of(fixture.issuer.chain().getFirst(), fixture.ca.rootCertificate())));

            assertAccepted();
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(header, fixture.plainPayload()))))
                    .containsExactly("trust_anchor_in_x5c");
        }

        @Test
        void n038_leafExpired_isRefused() {
            EphemeralKey expired = fixture.ca.leaf(TestCertificate.leaf("Issuer")
                    .uri(URI.create(SdJwtVcFixture.ISSUER))
                    .valid(TestClock.NOW.minus(Duration.ofDays(9)), TestClock.NOW.minus(Duration.ofDays(1))));
            String credential = JwsSigner.sign(expired, JwsSigner.header("dc+sd-jwt", expired), fixture.plainPayload())
                    + "~";

            assertAccepted();
            assertThat(reasons(fixture.verifyUnbound(credential))).containsExactly("certificate_expired");
        }

        @Test
        void n040_issNotInTheCertificate_isRefused() {
            ObjectNode absent = fixture.plainPayload();
            absent.remove("iss");
            ObjectNode other = fixture.plainPayload().put("iss", "https://issuer.example/recognition-office");

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload())))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(absent)))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(other)))).containsExactly("issuer_name_mismatch");
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload().put("iss", 5)))))
                    .containsExactly("issuer_name_mismatch");
        }

        @Test
        void n040_dnsNameOfTheHost_standsForIssOnlyWithoutUri() {
            EphemeralKey byHost = fixture.ca.leaf(TestCertificate.leaf("Issuer").dnsName("issuer.example"));
            EphemeralKey both = fixture.ca.leaf(TestCertificate.leaf("Issuer")
                    .dnsName("issuer.example")
                    .uri(URI.create("https://issuer.example/recognition-office")));

            assertThat(reasons(fixture.verifyUnbound(
                    JwsSigner.sign(byHost, JwsSigner.header("dc+sd-jwt", byHost), fixture.plainPayload()) + "~")))
                    .isEmpty();
            assertThat(reasons(fixture.verifyUnbound(
                    JwsSigner.sign(both, JwsSigner.header("dc+sd-jwt", both), fixture.plainPayload()) + "~")))
                    .containsExactly("issuer_name_mismatch");
        }

        @Test
        void n041_certificateForVerifiers_isRefused() {
            EphemeralKey reader = fixture.ca.leaf(TestCertificate.leaf("Reader")
                    .extendedKeyUsage("1.0.18013.5.1.6")
                    .uri(URI.create(SdJwtVcFixture.ISSUER)));
            String credential = JwsSigner.sign(reader, JwsSigner.header("dc+sd-jwt", reader), fixture.plainPayload())
                    + "~";

            assertAccepted();
            assertThat(reasons(fixture.verifyUnbound(credential))).containsExactly("wrong_key_usage");
        }

        @Test
        void n110_statusThatCannotBeRead_isRefused() {
            ObjectNode payload = fixture.plainPayload();
            payload.putObject("status").putObject("status_list").put("idx", "1").put("uri", "https://x.example/1");

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload)))).containsExactly("status_idx");
            payload.putObject("status").putObject("some_other_way");
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload)))).containsExactly("status_malformed");
        }

        @Test
        void n161_integrityOfTypeMetadata_isChecked() {
            String right = org.amana.schemas.Schemas.integrity(SdJwtVcFixture.VCT).orElseThrow();
            String wrong = "sha256-" + java.util.Base64.getEncoder().encodeToString(new byte[32]);

            assertThat(
                    reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload().put("vct#integrity", right)))))
                    .isEmpty();
            assertThat(
                    reasons(fixture.verifyUnbound(fixture.forge(fixture.plainPayload().put("vct#integrity", wrong)))))
                    .containsExactly("integrity_mismatch");
        }

        @Test
        void missingVct_isRefused() {
            ObjectNode payload = fixture.plainPayload();
            payload.remove("vct");

            assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload)))).containsExactly("missing_vct");
        }

        @Test
        void n174_minimalJwkInCnf_isAcceptedAndAPrivateOneIsNot() {
            ObjectNode payload = fixture.plainPayload();
            ObjectNode leaked = fixture.plainPayload();
            leaked.putObject("cnf").set("jwk", fixture.holder.toJwk());

            assertThat(payload.path("cnf").path("jwk").propertyNames()).containsExactly("kty", "crv", "x", "y");
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(payload)))).isEmpty();
            assertThat(reasons(fixture.verifyUnbound(fixture.forge(leaked)))).containsExactly("invalid_cnf");
        }
    }

    @Nested
    class CredentialReceived {
        private List<String> received(String credential, EphemeralKey... proofKeys) {
            return reasons(fixture.verifier.verifyCredential(credential,
                    List.of(proofKeys).stream().map(EphemeralKey::publicJwk).toList(), fixture.ca.anchors()));
        }

        @Test
        void n018_issuerReturnsKeyBinding_isRefused() {
            assertThat(received(fixture.credential(), fixture.holder)).isEmpty();
            assertThat(received(fixture.presentation(), fixture.holder)).containsExactly("unexpected_key_binding");
        }

        @Test
        void n019_boundToAnotherKey_isRefused() {
            EphemeralKey other = EphemeralKey.generate();
            ObjectNode unbound = fixture.plainPayload();
            unbound.remove("cnf");

            assertThat(received(fixture.credential(), other, fixture.holder)).isEmpty();
            assertThat(received(fixture.credential(), other)).containsExactly("holder_key_mismatch");
            assertThat(received(fixture.credential())).containsExactly("holder_key_mismatch");
            assertThat(received(fixture.forge(unbound), fixture.holder)).containsExactly("holder_key_mismatch");
        }

        @Test
        void textThatIsNoCredential_isRefused() {
            assertThat(received("not a credential", fixture.holder)).containsExactly("malformed_sd_jwt");
        }
    }
}
