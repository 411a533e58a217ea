package org.amana.support.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM. The context (what it is and whose) is authenticated, so a sealed value
 * moved to another row does not open.
 *
 * <pre>
 * sealed = 12 bytes of nonce || ciphertext || 16 bytes of tag
 * </pre>
 */
public final class Sealer {
    /** Length of a key, in bytes. */
    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final RandomGenerator random;

    private Sealer(SecretKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    /**
     * With a key as it is.
     *
     * @param key {@value #KEY_BYTES} bytes
     */
    public static Sealer withKey(byte[] key, RandomGenerator random) {
        if (key.length != KEY_BYTES)
            throw new IllegalArgumentException("a sealing key has " + KEY_BYTES + " bytes");
        return new Sealer(new SecretKeySpec(key, "AES"), random);
    }

    /** With a key derived from a secret by HKDF-SHA-256: gone when the secret is. */
    public static Sealer derived(byte[] secret, String info, RandomGenerator random) {
        return withKey(derive(secret, info), random);
    }

    /** {@value #KEY_BYTES} bytes derived from a secret by HKDF-SHA-256. */
    public static byte[] derive(byte[] secret, String info) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK of this version derives keys with HKDF", e);
        }
    }

    /** Seals; the same bytes give another result each time. */
    public byte[] seal(byte[] plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] body = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + body.length).put(nonce).put(body).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /**
     * Opens.
     *
     * @throws IllegalStateException when key, context or bytes are not those of the sealing: a damaged or moved row
     */
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8)
            throw new IllegalStateException("sealed value is too short");
        try {
            byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, NONCE_BYTES,
                    sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealed value does not open", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
