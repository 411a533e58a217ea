package org.amana.core.note;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;

/**
 * ML-DSA-44 with keys of the platform from the raw bytes that notes carry (FIPS 204). The JDK takes them only wrapped
 * (RFC 9881), so the fixed heads of those wrappings stand here.
 */
final class MlDsa44 {
    static final int KEY_BYTES = 1_312;
    static final int SIGNATURE_BYTES = 2_420;
    private static final String ALGORITHM = "ML-DSA-44";
    /** SubjectPublicKeyInfo up to the key itself. */
    private static final byte[] PUBLIC_HEAD = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");
    /** PrivateKeyInfo with an expanded key of 2,560 bytes, up to the key itself. */
    private static final byte[] PRIVATE_HEAD = HexFormat.of()
            .parseHex("30820a18020100300b060960864801650304031104820a0404820a00");

    private MlDsa44() {}

    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(join(PUBLIC_HEAD, raw)));
    }

    static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE_HEAD, fromSeed(seed).getEncoded())));
    }

    /** The JDK derives no key from a seed of ours. */
    static byte[] publicBytes(byte[] seed) {
        return fromSeed(seed).getPublicKey();
    }

    /** The same bytes for the same message: the deterministic variant, FIPS 204 section 3.4. */
    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key, new NothingRandom());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ML-DSA-44 signing failed", e);
        }
    }

    /** True when the signature is this key's over the message. */
    static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not the shape of a signature
        }
    }

    private static MLDSAPrivateKeyParameters fromSeed(byte[] seed) {
        return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
    }

    /** FIPS 204 takes 32 zero bytes in the place of random ones. */
    private static final class NothingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] join(byte[] head, byte[] key) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head);
        bytes.writeBytes(key);
        return bytes.toByteArray();
    }
}
