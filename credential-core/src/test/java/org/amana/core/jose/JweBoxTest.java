package org.amana.core.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.Problems;
import org.amana.core.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class JweBoxTest {
    private static final EphemeralKey KEY = EphemeralKey.generate();
    private static final Set<ContentEncryption> BOTH = EnumSet.allOf(ContentEncryption.class);
    private static final ObjectNode PAYLOAD = StrictJson.object().put("state", "ü");

    private static String sealed() {
        return JweBox.encrypt(PAYLOAD, KEY.publicJwk(), ContentEncryption.A128GCM);
    }

    private static String refusal(String compact) {
        return Problems.codeOf(() -> JweBox.decrypt(compact, KEY.privateJwk(), BOTH, 10_000));
    }

    private static String withHeader(String compact, ObjectNode header) {
        return Tokens.encode(StrictJson.write(header)) + compact.substring(compact.indexOf('.'));
    }

    private static String nimbus(JWEHeader header, String payload) throws Exception {
        var jwe = new JWEObject(header, new Payload(payload));
        jwe.encrypt(new ECDHEncrypter(KEY.publicJwk()));
        return jwe.serialize();
    }

    @ParameterizedTest
    @EnumSource(ContentEncryption.class)
    void decrypt_ofSealed_givesPayloadAndKid(ContentEncryption enc) {
        String compact = JweBox.encrypt(PAYLOAD, KEY.publicJwk(), enc, new byte[]{1}, new byte[]{2});

        DecryptedJwe opened = JweBox.decrypt(compact, KEY.privateJwk(), Set.of(enc), 10_000);

        assertThat(opened.payload()).isEqualTo(PAYLOAD);
        assertThat(opened.header().path("kid").stringValue()).isEqualTo(KEY.kid());
        assertThat(opened.header().path("apu").stringValue()).isEqualTo("AQ");
        assertThat(JweBox.header(compact, 10_000)).isEqualTo(opened.header());
    }

    /** The JDK's own providers read what ours wrote, and the other way round. */
    @Test
    void box_andNimbusOnTheJdk_readEachOther() throws Exception {
        JWEObject read = JWEObject.parse(sealed());
        read.decrypt(new ECDHDecrypter(KEY.privateJwk()));
        String written = nimbus(new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), "{\"a\":1}");

        assertThat(read.getPayload().toString()).isEqualTo("{\"state\":\"ü\"}");
        assertThat(JweBox.decrypt(written, KEY.privateJwk(), BOTH, 10_000).payload().path("a").intValue()).isEqualTo(1);
    }

    /** Nothing in the answer may tell a wrong key from a wrong tag, a broken point or a payload that is not JSON. */
    @Test
    void decrypt_whenAnythingBehindTheHeaderIsWrong_saysTheSame() throws Exception {
        String[] parts = sealed().split("\\.", -1);
        JWEHeader plain = new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM);
        String head = parts[0] + "..";

        assertThat(JweBox.decrypt(String.join(".", parts), KEY.privateJwk(), BOTH, 10_000).payload())
                .isEqualTo(PAYLOAD);
        for (String broken : new String[]{head + parts[2] + "." + parts[3] + ".AAAAAAAAAAAAAAAAAAAAAA",
                head + parts[2] + "." + parts[3] + ".AA", head + parts[2] + ".AA." + parts[4],
                head + "AA." + parts[3] + "." + parts[4], head + "..", nimbus(plain, "not json"), nimbus(plain, "[]"),
                nimbus(plain, "{\"a\":1,\"a\":2}")}) {
            assertThat(Problems.of(() -> JweBox.decrypt(broken, KEY.privateJwk(), BOTH, 10_000)))
                    .isEqualTo(new JoseProblem.CannotDecrypt());
        }
    }

    @Test
    void decrypt_withAnotherKey_cannotRead() {
        assertThat(Problems.of(
                () -> JweBox.decrypt(sealed(), EphemeralKey.generate().privateJwk(), BOTH, 10_000)))
                .isEqualTo(new JoseProblem.CannotDecrypt());
    }

    @Test
    void n027_zip_isRefused() throws Exception {
        var zipped = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128GCM)
                .compressionAlgorithm(com.nimbusds.jose.CompressionAlgorithm.DEF)
                .build();

        assertThat(refusal(nimbus(zipped, "{\"a\":\"" + "a".repeat(100_000) + "\"}"))).isEqualTo("header_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dir", "ECDH-ES+A128KW", "RSA-OAEP-256", "none", "ECDH-1PU"})
    void otherAlg_isRefused(String alg) {
        String compact = sealed();

        assertThat(refusal(withHeader(compact, JweBox.header(compact, 10_000).put("alg", alg))))
                .isEqualTo("algorithm_not_allowed");
    }

    @Test
    void encThatWasNotOffered_isRefused() throws Exception {
        assertThat(Problems.codeOf(
                () -> JweBox.decrypt(sealed(), KEY.privateJwk(), Set.of(ContentEncryption.A256GCM), 10_000)))
                .isEqualTo("algorithm_not_allowed");
        assertThat(refusal(nimbus(new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128CBC_HS256), "{}")))
                .isEqualTo("algorithm_not_allowed");
    }

    @Test
    void n025_epkOffTheCurveOrPrivate_isRefusedBeforeUse() {
        String compact = sealed();
        ObjectNode offCurve = JweBox.header(compact, 10_000);
        ((ObjectNode) offCurve.path("epk")).put("y", offCurve.path("epk").path("x").stringValue());
        ObjectNode withPrivate = JweBox.header(compact, 10_000);
        withPrivate.set("epk", EphemeralKey.generate().toJwk());
        ObjectNode without = JweBox.header(compact, 10_000);
        without.remove("epk");

        assertThat(refusal(withHeader(compact, offCurve))).isEqualTo("bad_key");
        assertThat(refusal(withHeader(compact, withPrivate))).isEqualTo("bad_key");
        assertThat(refusal(withHeader(compact, without))).isEqualTo("bad_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "....", "a.b.c", "e30.e30.e30.e30.e30", "e30....", "e30.....", "é...."})
    void otherShapes_areRefused(String compact) {
        assertThat(Problems.of(() -> JweBox.decrypt(compact, KEY.privateJwk(), BOTH, 10_000)))
                .isInstanceOf(JoseProblem.class);
    }

    @Test
    void size_atAndBeyondTheLimit_isCheckedFirst() {
        String compact = sealed();

        assertThat(JweBox.decrypt(compact, KEY.privateJwk(), BOTH, compact.length()).payload()).isEqualTo(PAYLOAD);
        assertThat(Problems.of(() -> JweBox.decrypt(compact, KEY.privateJwk(), BOTH, compact.length() - 1)))
                .isInstanceOf(JoseProblem.TooLarge.class);
    }

    @Property(tries = 200)
    void decrypt_ofAnyParts_endsInAPayloadOrAProblem(@ForAll String header, @ForAll byte[] bytes) {
        String part = org.amana.core.json.Base64Url.encode(bytes);
        String own = sealed().substring(0, sealed().indexOf('.'));

        assertThat(Problems.onlyProblemsFrom(() -> JweBox.decrypt(
                Tokens.encode(header) + ".." + part + "." + part + "." + part, KEY.privateJwk(), BOTH, 10_000)))
                .isTrue();
        assertThat(refusal(own + ".." + part + "." + part + "." + part)).isEqualTo("cannot_decrypt");
    }
}
