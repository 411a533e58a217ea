package org.amana.wallet.vault;

import java.util.Arrays;
import java.util.Base64;

/**
 * What the PRF extension of a passkey gives for this service (WebAuthn Level 3, section 10.1.4): 32 bytes that only the
 * authenticator can compute. HKDF turns them into a key-encryption key.
 */
public final class PasskeySecret {

    private final byte[] output;

    private PasskeySecret(byte[] output) {
        this.output = output;
    }

    /**
     * The output as the page sends it.
     *
     * @param base64Url 43 characters, the {@code results.first} of the extension
     * @throws IllegalArgumentException when it is anything else
     */
    public static PasskeySecret parse(String base64Url) {
        byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("a PRF output has 32 bytes");
        }
        return new PasskeySecret(bytes);
    }

    public byte[] derive(byte[] salt) {
        return Derivation.hkdf(output, salt, "amana/vault/prf/v1");
    }

    public void wipe() {
        Arrays.fill(output, (byte) 0);
    }

    @Override
    public String toString() {
        return "PasskeySecret[…]";
    }
}
