package org.amana.wallet.holder;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An authenticator in software (WebAuthn Level 3): one ES256 passkey, with or without user verification and PRF. */
final class SoftwarePasskey {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final String origin;
    private final KeyPair keys;
    private final byte[] credentialId = new byte[16];
    private final byte[] prfSecret = new byte[32];
    private boolean verifiesUser = true;
    private byte[] userHandle = {};

    SoftwarePasskey(String origin) throws GeneralSecurityException {
        this.origin = origin;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        Random random = new Random();
        random.nextBytes(credentialId);
        random.nextBytes(prfSecret);
    }

    SoftwarePasskey withoutUserVerification() {
        verifiesUser = false;
        return this;
    }

    /** The extension's {@code results.first} for the options' input. */
    String prf(JsonNode options) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(prfSecret, "HmacSHA256"));
        return encode(
                mac.doFinal(decode(options.path("extensions").path("prf").path("eval").path("first").stringValue())));
    }

    /** What navigator.credentials.create() gives. */
    ObjectNode create(JsonNode options) {
        userHandle = decode(options.path("user").path("id").stringValue());
        byte[] authenticatorData = bytes(authenticatorData(options.path("rp").path("id").stringValue(), ATTESTED),
                new byte[16], ByteBuffer.allocate(2).putShort((short) credentialId.length).array(), credentialId,
                coseKey());
        byte[] attestation = bytes(new byte[]{(byte) 0xa3}, text("fmt"), text("none"), text("attStmt"),
                new byte[]{(byte) 0xa0}, text("authData"), byteString(authenticatorData));
        ObjectNode response = StrictJson.object()
                .put("attestationObject", encode(attestation))
                .put("clientDataJSON",
                        encode(clientData("webauthn.create", options)));
        response.putArray("transports").add("internal");
        return credential(response);
    }

    /** What navigator.credentials.get() gives. */
    ObjectNode get(JsonNode options) throws GeneralSecurityException {
        byte[] authenticatorData = authenticatorData(options.path("rpId").stringValue(), 0);
        byte[] clientData = clientData("webauthn.get", options);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(bytes(authenticatorData, Sha256.of(clientData)));
        return credential(StrictJson.object()
                .put("authenticatorData", encode(authenticatorData))
                .put("clientDataJSON", encode(clientData))
                .put("signature", encode(signature.sign()))
                .put("userHandle", encode(userHandle)));
    }

    private ObjectNode credential(ObjectNode response) {
        ObjectNode credential = StrictJson.object()
                .put("id", encode(credentialId))
                .put("rawId", encode(credentialId))
                .put("type", "public-key")
                .put("authenticatorAttachment", "platform");
        credential.set("response", response);
        credential.putObject("clientExtensionResults").putObject("prf").put("enabled", true);
        return credential;
    }

    private byte[] authenticatorData(String rpId, int flags) {
        int all = flags | USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0);
        return bytes(Sha256.of(rpId.getBytes(StandardCharsets.UTF_8)), new byte[]{(byte) all}, new byte[4]);
    }

    private byte[] clientData(String type, JsonNode options) {
        return StrictJson.write(StrictJson.object()
                .put("type", type)
                .put("challenge", options.path("challenge").stringValue())
                .put("origin", origin)
                .put("crossOrigin", false))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** {1: 2, 3: -7, -1: 1, -2: x, -3: y} */
    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return bytes(new byte[]{(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                byteString(coordinate(key.getW().getAffineX().toByteArray())), new byte[]{0x22},
                byteString(coordinate(key.getW().getAffineY().toByteArray())));
    }

    private static byte[] coordinate(byte[] signed) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] text(String text) {
        return bytes(new byte[]{(byte) (0x60 | text.length())}, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] byteString(byte[] content) {
        return content.length < 256
                ? bytes(new byte[]{0x58, (byte) content.length}, content)
                : bytes(new byte[]{0x59}, ByteBuffer.allocate(2).putShort((short) content.length).array(), content);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
