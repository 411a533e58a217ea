package org.amana.core.note;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Ed25519 keys of the platform from the raw bytes that notes carry (RFC 8032). */
final class Ed25519Keys {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;
    private static final String ALGORITHM = "Ed25519";

    private Ed25519Keys() {}

    /**
     * RFC 8032 section 5.1.2: little-endian y, the top bit is the parity of x.
     *
     * @throws GeneralSecurityException when the bytes are no point of the curve
     */
    static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
        byte[] y = new byte[KEY_BYTES];
        for (int i = 0; i < y.length; i++) {
            y[i] = raw[y.length - 1 - i];
        }
        boolean oddX = (y[0] & 0x80) != 0;
        y[0] &= 0x7F;
        var point = new EdECPoint(oddX, new BigInteger(1, y));
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    static PrivateKey privateKey(byte[] seed) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
    }

    /** The JDK derives no public key from a seed. */
    static byte[] publicBytes(byte[] seed) {
        return new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded();
    }
}
