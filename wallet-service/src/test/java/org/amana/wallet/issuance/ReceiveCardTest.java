package org.amana.wallet.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeIssuer;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@WalletTest
class ReceiveCardTest {

    private final TestHolder holder;

    ReceiveCardTest(@Value("${amana.base-url}") String baseUrl) {
        holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private JsonNode cards() {
        return holder.api().get("credentials").json();
    }

    /** The unchanged offer is accepted by the same wallet right after the refusal. */
    private void assertRefused(Answer answer, String reason) {
        assertThat(answer.text("reason")).isEqualTo(reason);
        assertThat(answer.json().path("shared").booleanValue()).isFalse();
        assertThat(cards()).isEmpty();
        World.calm();
        assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
        assertThat(cards()).hasSize(1);
    }

    private void assertCredentialRefused(String finding) {
        Answer answer = holder.receive(World.ISSUER.offer("right-to-work"));
        assertThat(World.ISSUER.calls("POST", "/labour-office/credential")).isNotEmpty();
        assertThat(answer.json().path("findings").valueStream().map(JsonNode::stringValue)).contains(finding);
        assertRefused(answer, "credential_refused");
    }

    @Nested
    class Offer {

        @Test
        void offer_showsWhoByTheTrustListAndNotByTheIssuersOwnWords() {
            Answer opened = holder.openOffer(World.ISSUER.offer("right-to-work"));
            assertThat(opened.status()).isEqualTo(201);
            JsonNode issuer = opened.json().path("issuer");
            assertThat(issuer.path("name").stringValue()).isEqualTo("Labour Office");
            assertThat(issuer.path("trusted").booleanValue()).isTrue();
            assertThat(opened.json().path("credentials").get(0).path("name").stringValue()).isEqualTo("Right to work");
            assertThat(opened.json().path("tx_code").path("length").intValue()).isEqualTo(6);
        }

        @Test
        void offer_byReference_isFetched() {
            Answer opened = holder.openOffer("openid-credential-offer://?credential_offer_uri="
                    + URLEncoder.encode(World.ISSUER.url("/labour-office/offers/x1").toString(),
                            StandardCharsets.UTF_8));
            assertThat(opened.status()).isEqualTo(201);
        }

        @Test
        void issuer_whenNotOnTheTrustList_isShownAndNotSentTheCode() {
            ObjectNode offer = World.ISSUER.offerJson("right-to-work")
                    .put("credential_issuer",
                            World.ISSUER.url("/labour-office").toString().replace("localhost", "127.0.0.1"));
            World.ISSUER.changeMetadata(
                    json -> json.put("credential_issuer", offer.path("credential_issuer").stringValue()));
            World.ISSUER
                    .changeServerMetadata(json -> json.put("issuer", offer.path("credential_issuer").stringValue()));
            Answer opened = holder.openOffer(FakeIssuer.link(offer));
            assertThat(opened.json().path("issuer").path("trusted").booleanValue()).isFalse();
            assertThat(opened.json().path("can_accept").booleanValue()).isFalse();
            Answer accepted = holder.accept(opened.text("issuance_id"), FakeIssuer.TX_CODE);
            assertThat(World.ISSUER.calls("POST", "/labour-office/oauth2/token")).isEmpty();
            assertRefused(accepted, "issuer_not_trusted");
        }

        @Test
        void n153_authorizationServerThatIssuerDoesNotList_abortsBeforeAnyOtherStep() {
            ObjectNode offer = World.ISSUER.offerJson("right-to-work");
            ((ObjectNode) offer.path("grants").path("urn:ietf:params:oauth:grant-type:pre-authorized_code"))
                    .put("authorization_server", "https://elsewhere.example");
            Answer opened = holder.openOffer(FakeIssuer.link(offer));
            assertThat(World.ISSUER.calls("POST", "/")).isEmpty();
            assertRefused(opened, "offer_refused");
        }

        @Test
        void n154_metadataOfAnotherIssuer_aborts() {
            World.ISSUER.changeMetadata(json -> json.put("credential_issuer", "https://elsewhere.example"));
            assertRefused(holder.openOffer(World.ISSUER.offer("right-to-work")), "issuer_misbehaves");
        }

        @Test
        void n154_authorizationServerMetadataOfAnotherIssuer_aborts() {
            World.ISSUER.changeServerMetadata(json -> json.put("issuer", "https://elsewhere.example"));
            assertRefused(holder.openOffer(World.ISSUER.offer("right-to-work")), "issuer_misbehaves");
        }

        @Test
        void n156_offerByValueAndByReference_isRefused() {
            assertRefused(
                    holder.openOffer(
                            World.ISSUER.offer("right-to-work") + "&credential_offer_uri=https%3A%2F%2Fa.example"),
                    "offer_refused");
        }

        @Test
        void n156_offerWithoutConfigurations_isRefused() {
            ObjectNode offer = World.ISSUER.offerJson("right-to-work");
            offer.putArray("credential_configuration_ids");
            assertRefused(holder.openOffer(FakeIssuer.link(offer)), "offer_refused");
        }

        @Test
        void n156_offerOfAnUnknownConfiguration_isRefused() {
            assertRefused(holder.openOffer(World.ISSUER.offer("driving-licence")), "offer_refused");
        }

        @Test
        void n156_issuerThatIsNotHttps_isRefused() {
            assertRefused(holder.openOffer(FakeIssuer.link(
                    World.ISSUER.offerJson("right-to-work")
                            .put("credential_issuer", "http://issuer.example/labour-office"))),
                    "offer_refused");
        }

        @Test
        void n158_offerAtAnInternalAddress_isRefusedWithoutConnection() {
            for (String address : new String[]{"http://10.0.0.1/offer", "https://169.254.169.254/latest/meta-data",
                    "https://[fd00::1]/offer", "file:///etc/passwd", "gopher://127.0.0.1/x"}) {
                Answer refused = holder.openOffer("openid-credential-offer://?credential_offer_uri="
                        + URLEncoder.encode(address, StandardCharsets.UTF_8));
                assertThat(refused.text("reason")).as(address).isIn("offer_refused", "peer_failed");
            }
            assertThat(cards()).isEmpty();
            assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
        }

        @Test
        void n160_logosInMetadata_areNeverLoaded() {
            World.ISSUER.changeMetadata(json -> {
                ((ObjectNode) json.path("display").get(0)).putObject("logo")
                        .put("uri",
                                World.ISSUER.url("/logo.svg").toString());
                return json;
            });
            assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
            assertThat(World.ISSUER.calls("GET", "/logo.svg")).isEmpty();
        }
    }

    @Nested
    class Accept {

        @Test
        void offer_whenAccepted_becomesOneCardOfThreeCopiesWithDifferentKeys() {
            Answer received = holder.receive(World.ISSUER.offer("right-to-work"));
            assertThat(received.status()).isEqualTo(200);
            JsonNode card = cards().get(0);
            assertThat(card.path("copies_left").intValue()).isEqualTo(3);
            assertThat(card.path("state").stringValue()).isEqualTo("valid");
            assertThat(card.path("kids")).hasSize(3).doesNotHaveDuplicates();
            assertThat(card.path("claims").valueStream().map(claim -> claim.path("label").stringValue())).contains(
                    "May work", "Given name", "Document number");
            assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("issued");
        }

        @Test
        void card_inArabic_hasArabicWords() {
            holder.receive(World.ISSUER.offer("right-to-work"));
            JsonNode card = holder.api().with("Accept-Language", "ar").get("credentials").json().get(0);
            assertThat(card.path("name").stringValue()).isEqualTo("الحق في العمل");
            assertThat(card.path("issuer").path("name").stringValue()).isEqualTo("مكتب العمل");
            assertThat(card.path("claims").get(0).path("value").stringValue()).isNotEqualTo("Yes");
        }

        @Test
        void code_whenWrong_canBeTypedAgain() {
            String issuance = holder.openOffer(World.ISSUER.offer("right-to-work")).text("issuance_id");
            Answer wrong = holder.accept(issuance, "111111");
            assertThat(wrong.text("reason")).isEqualTo("code_refused");
            assertThat(wrong.json().path("shared").booleanValue()).isFalse();
            assertThat(cards()).isEmpty();
            assertThat(holder.accept(issuance, FakeIssuer.TX_CODE).status()).isEqualTo(200);
        }

        @Test
        void code_whenOfWrongLength_isNotSent() {
            String issuance = holder.openOffer(World.ISSUER.offer("right-to-work")).text("issuance_id");
            assertThat(holder.accept(issuance, "12345").text("reason")).isEqualTo("code_missing");
            assertThat(World.ISSUER.calls("POST", "/labour-office/oauth2/token")).isEmpty();
        }

        @Test
        void code_whenTypedWithArabicDigits_isTheSame() {
            String issuance = holder.openOffer(World.ISSUER.offer("right-to-work")).text("issuance_id");
            assertThat(holder.accept(issuance, "٤٩٣٥٣٦").status()).isEqualTo(200);
        }

        @Test
        void token_isAskedForWithDpopAndOnceMoreWithTheServersNonce() {
            holder.receive(World.ISSUER.offer("right-to-work"));
            assertThat(World.ISSUER.calls("POST", "/labour-office/oauth2/token")).hasSize(2)
                    .allMatch(call -> call.headers().containsKey("dpop"));
            assertThat(World.ISSUER.calls("POST", "/labour-office/credential")).allMatch(
                    call -> call.headers().getOrDefault("authorization", "").startsWith("DPoP "));
        }
    }

    @Nested
    class Credential {

        @Test
        void n018_sdJwtWithKeyBinding_isRefusedAndNotStored() {
            World.ISSUER.changeCredential(compact -> KeyBindingJwt.present(UnverifiedSdJwtVc.parse(compact), "aud", "n",
                    World.now(), EphemeralKey.generate()));
            assertCredentialRefused("unexpected_key_binding");
        }

        @Test
        void n019_boundToAnotherKey_isRefusedAndNotStored() {
            World.ISSUER.bindTo(EphemeralKey.generate());
            assertCredentialRefused("holder_key_mismatch");
        }

        @Test
        void signedByAnotherAuthoritysRoot_isRefused() {
            World.ISSUER.signWith(World.key(CertificateProfile.of(KeyPurpose.ACCESS, "Labour Office")));
            assertCredentialRefused("untrusted_issuer");
        }

        @Test
        void integrityOfTypeMetadataDiffers_isRefused() {
            World.ISSUER.changePayload(payload -> payload
                    .withVctIntegrity("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
            assertCredentialRefused("integrity_mismatch");
        }

        @Test
        void typeDiffersFromTheOffer_isRefused() {
            World.ISSUER.changeMetadata(json -> {
                ((ObjectNode) json.path("credential_configurations_supported").path("right-to-work")).put("vct",
                        World.QUALIFICATION);
                return json;
            });
            assertCredentialRefused("vct_mismatch");
        }

        @Test
        void issDiffersFromTheOffer_isRefused() {
            World.ISSUER.changePayload(payload -> payload.withIssuer("https://elsewhere.example"));
            assertCredentialRefused("issuer_name_mismatch");
        }

        @Test
        void allCopiesTheSame_areRefused() {
            var first = new Object() {
                Optional<String> compact = Optional.empty();
            };
            World.ISSUER.changeCredential(compact -> {
                first.compact = first.compact.or(() -> Optional.of(compact));
                return first.compact.get();
            });
            assertCredentialRefused("holder_key_mismatch");
        }

        @Test
        void n157_responseOfThePreFinalShape_isInvalid() {
            World.ISSUER.changeResponse(json -> StrictJson.object()
                    .put("format", "dc+sd-jwt")
                    .put("credential",
                            json.path("credentials").get(0).path("credential").stringValue()));
            assertRefused(holder.receive(World.ISSUER.offer("right-to-work")), "issuer_misbehaves");
        }

        @Test
        void n172_control_unknownMemberBesideCredentials_isAccepted() {
            World.ISSUER.changeResponse(json -> json.put("unknown", "member"));
            assertThat(holder.receive(World.ISSUER.offer("right-to-work")).status()).isEqualTo(200);
            assertThat(cards()).hasSize(1);
        }
    }

    @Nested
    class Delete {

        @Test
        void card_whenDeleted_isGoneAndTheHistoryStays() {
            String id = holder.receive(World.ISSUER.offer("right-to-work"))
                    .json()
                    .path("credentials")
                    .get(0)
                    .path("id")
                    .stringValue();
            assertThat(holder.api().delete("credentials/" + id).status()).isEqualTo(204);
            assertThat(cards()).isEmpty();
            JsonNode history = holder.api().get("history").json();
            assertThat(history.valueStream().map(entry -> entry.path("kind").stringValue())).containsExactly("deleted",
                    "issued");
            assertThat(history.toString()).doesNotContain("Rahmani").doesNotContain("LO-4711");
            holder.api().delete("history/" + history.get(0).path("id").stringValue());
            assertThat(holder.api().get("history").json()).hasSize(1);
            assertThat(holder.api().delete("credentials/" + id).status()).isEqualTo(404);
        }
    }
}
