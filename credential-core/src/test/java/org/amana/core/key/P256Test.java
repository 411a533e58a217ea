package org.amana.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Arrays;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Test;

class P256Test {
    private static final byte[] BYTES = "signing input".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger ORDER = Curve.P_256.toECParameterSpec().getOrder();
    private final EphemeralKey key = EphemeralKey.generate();

    @Test
    void verify_ofOwnSignature_holdsAndOfOtherBytesOrKeyDoesNot() {
        byte[] signature = key.sign(BYTES);

        assertThat(signature).hasSize(64);
        assertThat(Algorithms.verify(key.publicKey(), BYTES, signature)).isTrue();
        assertThat(Algorithms.verify(key.publicKey(), new byte[1], signature)).isFalse();
        assertThat(Algorithms.verify(EphemeralKey.generate().publicKey(), BYTES, signature)).isFalse();
    }

    /** Either provider must take what the other made. */
    @Test
    void verify_ofSignatureByTheJdk_holds() throws Exception {
        Signature jdk = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
        jdk.initSign(key.privateJwk().toECPrivateKey());
        jdk.update(BYTES);

        assertThat(Algorithms.verify(key.publicKey(), BYTES, jdk.sign())).isTrue();
    }

    @Test
    void n023_signatureInDer_isNotValid() throws Exception {
        Signature der = Signature.getInstance("SHA256withECDSA", "SunEC");
        der.initSign(key.privateJwk().toECPrivateKey());
        der.update(BYTES);

        assertThat(Algorithms.verify(key.publicKey(), BYTES, der.sign())).isFalse();
    }

    @Test
    void n024_signatureOutOfRange_isNotValid() {
        byte[] good = key.sign(BYTES);

        assertThat(P256.isRawSignature(good)).isTrue();
        assertThat(P256.isRawSignature(new byte[64])).isFalse();
        assertThat(P256.isRawSignature(with(good, 0, new byte[32]))).isFalse();
        assertThat(P256.isRawSignature(with(good, 32, new byte[32]))).isFalse();
        assertThat(P256.isRawSignature(with(good, 0, octets(ORDER)))).isFalse();
        assertThat(P256.isRawSignature(with(good, 32, octets(ORDER)))).isFalse();
        assertThat(P256.isRawSignature(with(good, 32, octets(ORDER.subtract(BigInteger.ONE))))).isTrue();
        assertThat(P256.isRawSignature(Arrays.copyOf(good, 63))).isFalse();
        assertThat(P256.isRawSignature(Arrays.copyOf(good, 65))).isFalse();
        assertThat(Algorithms.verify(key.publicKey(), BYTES, new byte[64])).isFalse();
    }

    @Test
    void n023_keyOfAnotherCurve_isRefusedBeforeUse() throws Exception {
        var p384 = new ECKeyGenerator(Curve.P_384).generate().toECPublicKey();

        assertThat(Problems.codeOf(() -> Algorithms.verify(p384, BYTES, key.sign(BYTES)))).isEqualTo("bad_key");
    }

    @Test
    void n025_pointOffTheCurve_isRefused() {
        BigInteger x = key.publicJwk().getX().decodeToBigInteger();
        BigInteger y = key.publicJwk().getY().decodeToBigInteger();

        P256.requireOnCurve(x, y);
        assertThat(Problems.codeOf(() -> P256.requireOnCurve(x, y.add(BigInteger.ONE)))).isEqualTo("bad_key");
        assertThat(Problems.codeOf(() -> P256.requireOnCurve(BigInteger.ZERO, BigInteger.ZERO))).isEqualTo("bad_key");
        assertThat(Problems.codeOf(() -> P256.requireOnCurve(x.negate(), y))).isEqualTo("bad_key");
    }

    @Test
    void fromJwk_ofWrittenKey_isTheSameAndOfMixedHalvesIsRefused() {
        EphemeralKey again = EphemeralKey.fromJwk(key.toJwk());
        var mixed = key.toJwk().put("d", EphemeralKey.generate().toJwk().path("d").stringValue());
        var publicOnly = key.toJwk();
        publicOnly.remove("d");

        assertThat(again.kid()).isEqualTo(key.kid());
        assertThat(Algorithms.verify(key.publicKey(), BYTES, again.sign(BYTES))).isTrue();
        assertThat(Problems.codeOf(() -> EphemeralKey.fromJwk(mixed))).isEqualTo("bad_key");
        assertThat(Problems.codeOf(() -> EphemeralKey.fromJwk(publicOnly))).isEqualTo("bad_key");
    }

    private static byte[] with(byte[] signature, int from, byte[] scalar) {
        byte[] changed = signature.clone();
        System.arraycopy(scalar, 0, changed, from, 32);
        return changed;
    }

    private static byte[] octets(BigInteger number) {
        byte[] signed = number.toByteArray();
        return Arrays.copyOfRange(signed, signed.length - 32, signed.length);
    }
}
