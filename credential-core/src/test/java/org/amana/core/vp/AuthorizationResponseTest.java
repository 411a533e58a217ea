package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.Vectors;
import org.amana.core.jose.ContentEncryption;
import org.amana.core.jose.JweBox;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.Problem;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AuthorizationResponseTest {
    private static final String STATE = "s-1";
    private static final VpToken TOKEN = VpToken.of("work", "eyJ.e30.AA~");
    private final EphemeralKey key = EphemeralKey.generate();

    private String encrypted() {
        return AuthorizationResponse.encrypt(TOKEN, Optional.of(STATE),
                new ResponseEncryption(key.publicJwk(), ContentEncryption.A256GCM));
    }

    private AuthorizationResponse receive(String response) {
        return AuthorizationResponse.receive(Map.of("response", List.of(response)), key.privateJwk(), STATE);
    }

    private Problem problemOf(String response) {
        assertThat(receive(encrypted())).isEqualTo(new AuthorizationResponse.Presented(TOKEN));
        return Problems.of(() -> receive(response));
    }

    private Problem problemOfForm(Map<String, List<String>> form) {
        assertThat(receive(encrypted())).isEqualTo(new AuthorizationResponse.Presented(TOKEN));
        return Problems.of(() -> AuthorizationResponse.receive(form, key.privateJwk(), STATE));
    }

    @ParameterizedTest
    @EnumSource
    void receive_ofEncryptedPresentation_yieldsIt(ContentEncryption enc) {
        String response = AuthorizationResponse.encrypt(TOKEN, Optional.of(STATE),
                new ResponseEncryption(key.publicJwk(), enc));

        assertThat(receive(response)).isEqualTo(new AuthorizationResponse.Presented(TOKEN));
        assertThat(response).doesNotContain("work");
    }

    @Test
    void n083_vpTokenInClear_isRefusedAndNotLookedAt() {
        assertThat(problemOfForm(Map.of("vp_token", List.of("{\"work\":[\"x\"]}"), "state", List.of(STATE))))
                .isEqualTo(new VpResponseProblem.ResponseNotEncrypted());
    }

    @Test
    void n084_otherOrMissingKid_isRefusedWithoutTryingTheKey() {
        ECKey sameKeyOtherName = new ECKey.Builder(key.publicJwk()).keyID("other").build();
        ECKey nameless = new ECKey.Builder(key.publicJwk()).keyID(null).build();
        EphemeralKey another = EphemeralKey.generate();

        for (ECKey recipient : List.of(sameKeyOtherName, nameless, another.publicJwk())) {
            assertThat(problemOf(JweBox.encrypt(StrictJson.object().put("state", STATE), recipient,
                    ContentEncryption.A128GCM))).isEqualTo(new VpResponseProblem.UnknownResponseKey());
        }
    }

    @Test
    void n085_otherAlgorithms_areRefusedByTheHeader() throws JOSEException {
        var direct = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128GCM)
                .keyID(key.kid())
                .build(), new Payload("{}"));
        direct.encrypt(new DirectEncrypter(new byte[16]));
        var cbc = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128CBC_HS256)
                .keyID(key.kid())
                .build(), new Payload("{}"));
        cbc.encrypt(new ECDHEncrypter(key.publicJwk()));

        assertThat(problemOf(direct.serialize())).isInstanceOf(VpResponseProblem.ResponseHeaderRefused.class);
        assertThat(problemOf(cbc.serialize())).isInstanceOf(VpResponseProblem.ResponseHeaderRefused.class);
        for (String header : List.of("{\"alg\":\"RSA1_5\",\"enc\":\"A128GCM\"}",
                "{\"alg\":\"PBES2-HS256+A128KW\",\"p2c\":1000000000,\"p2s\":\"AA\",\"enc\":\"A128GCM\"}", "{}",
                "{\"alg\":\"none\"}")) {
            assertThat(problemOf(withHeader(header))).isInstanceOf(VpResponseProblem.ResponseHeaderRefused.class);
        }
    }

    private String withHeader(String header) {
        String good = encrypted();
        return Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + good.substring(good.indexOf('.'));
    }

    @Test
    void n086_everyFaultBehindTheHeader_hasOneText() {
        String good = encrypted();
        String[] parts = good.split("\\.", -1);
        ObjectNode header = JweBox.header(good, 100_000);
        ObjectNode withParty = header.deepCopy().put("apu", "AAAA");
        ObjectNode otherKey = header.deepCopy();
        otherKey.set("epk", org.amana.core.jose.Jwks.toMinimalJson(EphemeralKey.generate().publicJwk()));
        ObjectNode offCurve = header.deepCopy();
        ((ObjectNode) offCurve.path("epk")).put("x", header.path("epk").path("y").asString());
        ObjectNode otherCurve = header.deepCopy();
        ((ObjectNode) otherCurve.path("epk")).put("crv", Curve.P_384.getName());
        String flipped = good.substring(0, good.length() - 2) + (good.endsWith("AA") ? "BB" : "AA");
        String emptyTag = String.join(".", parts[0], parts[1], parts[2], parts[3], "");

        for (String response : List.of(withHeader(StrictJson.write(withParty)), withHeader(StrictJson.write(otherKey)),
                withHeader(StrictJson.write(offCurve)), withHeader(StrictJson.write(otherCurve)), flipped, emptyTag)) {
            assertThat(problemOf(response)).isEqualTo(new VpResponseProblem.ResponseUnreadable());
        }
    }

    @Test
    void n087_compressedResponse_isRefusedBeforeItGrows() throws JOSEException {
        var bomb = new JWEObject(new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                .keyID(key.kid())
                .compressionAlgorithm(CompressionAlgorithm.DEF)
                .build(),
                new Payload("{\"state\":\"" + "a".repeat(80_000) + "\"}"));
        bomb.encrypt(new ECDHEncrypter(key.publicJwk()));

        assertThat(problemOf(bomb.serialize()))
                .isEqualTo(new VpResponseProblem.ResponseHeaderRefused("header member zip is not allowed"));
        assertThat(problemOf("A".repeat(AuthorizationResponse.MAX_BYTES + 1)))
                .isInstanceOf(VpResponseProblem.ResponseHeaderRefused.class);
    }

    @Test
    void n053_stateOfAnotherTransaction_isRefused() {
        for (Optional<String> state : List.of(Optional.of("s-2"), Optional.of(""), Optional.<String>empty())) {
            assertThat(problemOf(AuthorizationResponse.encrypt(TOKEN, state,
                    new ResponseEncryption(key.publicJwk(), ContentEncryption.A128GCM))))
                    .isEqualTo(new VpResponseProblem.StateMismatch());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"work\":\"p\"}", "{\"work\":[]}", "{\"work\":[1]}", "[]", "\"p\"", "null",
            "{\"work\":[[\"p\"]]}", "{\"work\":{\"a\":\"p\"}}"})
    void n057_vpTokenOfOtherShape_isRefused(String vpToken) {
        ObjectNode payload = StrictJson.object().put("state", STATE);
        payload.set("vp_token", StrictJson.parse(vpToken.getBytes(StandardCharsets.UTF_8), 1_000));

        assertThat(problemOf(JweBox.encrypt(payload, key.publicJwk(), ContentEncryption.A128GCM)))
                .isInstanceOf(VpResponseProblem.MalformedVpToken.class);
        assertThat(problemOf(JweBox.encrypt(StrictJson.object().put("state", STATE), key.publicJwk(),
                ContentEncryption.A128GCM))).isInstanceOf(VpResponseProblem.MalformedVpToken.class);
    }

    @Test
    void n169_errorInClear_isAccepted() {
        assertThat(AuthorizationResponse.receive(Map.of("error", List.of("access_denied"), "state", List.of(STATE)),
                key.privateJwk(), STATE)).isEqualTo(new AuthorizationResponse.Declined("access_denied", ""));
        assertThat(problemOfForm(Map.of("error", List.of("access_denied"), "state", List.of("other"))))
                .isEqualTo(new VpResponseProblem.StateMismatch());
        assertThat(problemOfForm(Map.of("error", List.of("access_denied"))))
                .isEqualTo(new VpResponseProblem.StateMismatch());
    }

    @Test
    void encryptedError_isRead() {
        ObjectNode payload = StrictJson.object()
                .put("state", STATE)
                .put("error", "access_denied")
                .put("error_description", "no");

        assertThat(receive(JweBox.encrypt(payload, key.publicJwk(), ContentEncryption.A128GCM)))
                .isEqualTo(new AuthorizationResponse.Declined("access_denied", "no"));
    }

    @Test
    void n163_missingOrRepeatedParameters_areRefused() {
        assertThat(problemOfForm(Map.of())).isInstanceOf(VpResponseProblem.MalformedResponse.class);
        assertThat(problemOfForm(Map.of("response", List.of(encrypted(), encrypted()))))
                .isInstanceOf(VpResponseProblem.MalformedResponse.class);
        assertThat(problemOfForm(Map.of("error", List.of("a", "b"), "state", List.of(STATE))))
                .isInstanceOf(VpResponseProblem.MalformedResponse.class);
    }

    /** The encrypted response printed in OID4VP 1.0 section 8.3, with the private key printed beside it. */
    @Test
    void publishedResponse_isDecrypted() throws java.text.ParseException {
        String folder = "oid4vp/spec-inline/";
        String response = Vectors.json(folder + "021-encrypted-responses-response-encryption.json")
                .path("value")
                .path("response")
                .stringValue();
        ECKey privateKey = ECKey.parse(StrictJson.write(
                Vectors.json(folder + "022-encrypted-responses-response-encryption.json").path("value")));
        var header = Vectors.json(folder + "023-encrypted-responses-response-encryption.json").path("value");
        var payload = Vectors.json(folder + "024-encrypted-responses-response-encryption.json").path("value");

        assertThat(JweBox.header(response, 10_000)).isEqualTo(header);
        // the example carries no state: as a transaction without one would
        assertThat(AuthorizationResponse.receive(Map.of("response", List.of(response)), privateKey, ""))
                .isEqualTo(new AuthorizationResponse.Presented(VpToken.parse(payload.path("vp_token"))));
    }

    /** The client_metadata printed in section 8.3: four keys, of which one is ours to use. */
    @Test
    void publishedClientMetadata_yieldsTheP256Key() {
        var metadata = (ObjectNode) Vectors.json("oid4vp/spec-inline/020-encrypted-responses-response-encryption.json")
                .path("value")
                .path("client_metadata");

        ResponseEncryption encryption = ClientMetadata.encryption(metadata);

        assertThat(encryption.key().getKeyID()).isEqualTo("ac");
        assertThat(encryption.enc()).isEqualTo(ContentEncryption.A128GCM);
        assertThat(ClientMetadata.takesSdJwtVc(StrictJson.object()
                .set("vp_formats_supported",
                        Vectors.json("oid4vp/spec/client_metadata/sd_jwt_vc_verifier_metadata.json")
                                .path("vp_formats_supported"))))
                .isTrue();
        assertThat(ClientMetadata.takesSdJwtVc(
                Vectors.json("oid4vp/spec/client_metadata/w3c_jwt_verifier_metadata.json"))).isFalse();
    }

    @Property(tries = 300)
    void receive_ofAnyText_endsInAProblem(@ForAll String text, @ForAll int at) {
        String good = encrypted();
        int index = Math.floorMod(at, good.length());

        assertThat(Problems.of(() -> receive(text))).isInstanceOf(VpResponseProblem.class);
        assertThat(Problems.of(() -> receive(good.substring(0, index)))).isInstanceOf(VpResponseProblem.class);
        assertThat(Problems.onlyProblemsFrom(() -> receive(good.substring(0, index) + text + good.substring(index))))
                .isTrue();
    }
}
