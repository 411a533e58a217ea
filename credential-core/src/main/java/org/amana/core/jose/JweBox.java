package org.amana.core.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jca.JWEJCAContext;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.json.StrictJson;
import org.amana.core.key.Algorithms;
import org.amana.core.problem.ErrorText;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON encrypted to a P-256 key with ECDH-ES direct agreement (RFC 7516 section 7.1, RFC 7518
 * section 4.6; OID4VP 1.0 section 8.3).
 *
 * <pre>
 * base64url({"alg":"ECDH-ES","enc":"A128GCM","kid":…,"epk":{…}}) ".." iv "." ciphertext "." tag
 * </pre>
 */
public final class JweBox {
    private JweBox() {}

    /** As {@link #encrypt(ObjectNode, ECKey, ContentEncryption, byte[], byte[])} without party information. */
    public static String encrypt(ObjectNode payload, ECKey recipient, ContentEncryption enc) {
        return encrypt(payload, recipient, enc, new byte[0], new byte[0]);
    }

    /**
     * Encrypts to the recipient; its {@code kid}, where it has one, goes into the header.
     *
     * @param recipient public key that was checked, see {@link Jwks#parsePublicEcKey}
     * @param apu agreement party U information; left out when empty
     * @param apv agreement party V information; left out when empty
     */
    public static String encrypt(ObjectNode payload, ECKey recipient, ContentEncryption enc, byte[] apu, byte[] apv) {
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, enc.method()).keyID(recipient.getKeyID());
        if (apu.length > 0) {
            header.agreementPartyUInfo(Base64URL.encode(apu));
        }
        if (apv.length > 0) {
            header.agreementPartyVInfo(Base64URL.encode(apv));
        }
        try {
            var encrypter = new ECDHEncrypter(Algorithms.publicKey(recipient));
            useFastProvider(encrypter.getJCAContext());
            var jwe = new JWEObject(header.build(),
                    new Payload(StrictJson.write(payload).getBytes(StandardCharsets.UTF_8)));
            jwe.encrypt(encrypter);
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("encryption failed", e);
        }
    }

    /**
     * The protected header, to find the key by its {@code kid}; checked as in {@link #decrypt}, save for {@code enc}.
     *
     * @throws ProblemException {@link JoseProblem}, {@link org.amana.core.key.KeyProblem.BadKey}
     */
    public static ObjectNode header(String compact, int maxBytes) {
        if (compact.length() > maxBytes) {
            throw new ProblemException(new JoseProblem.TooLarge(maxBytes));
        }
        String[] parts = compact.split("\\.", -1);
        // direct agreement: the encrypted key, second of five parts, is empty
        if (parts.length != 5 || !parts[1].isEmpty()) {
            throw new ProblemException(new JoseProblem.Malformed("five parts expected, the second empty"));
        }
        ObjectNode header = UnverifiedJws.part(parts[0], "header");
        JwsHeader.requireNoExtension(header);
        requireValue(header, "alg", Set.of("ECDH-ES"));
        Jwks.parsePublicEcKey(header.path("epk"));
        return header;
    }

    /**
     * Opens a box.
     *
     * @param privateKey the recipient's P-256 key with {@code d}
     * @param allowedEnc values of {@code enc} that were offered
     * @param maxBytes largest accepted length of the compact form; checked first
     * @throws ProblemException {@link JoseProblem.TooLarge}, {@link JoseProblem.Malformed},
     *         {@link JoseProblem.AlgorithmNotAllowed}, {@link JoseProblem.HeaderNotAllowed} (also {@code zip}, which
     *         would let a small message grow), {@link org.amana.core.key.KeyProblem.BadKey} for {@code epk}, and
     *         {@link JoseProblem.CannotDecrypt} for everything behind the header
     */
    public static DecryptedJwe decrypt(String compact, ECKey privateKey, Set<ContentEncryption> allowedEnc,
                                       int maxBytes) {
        ObjectNode header = header(compact, maxBytes);
        requireValue(header, "enc",
                allowedEnc.stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()));
        try {
            var decrypter = new ECDHDecrypter(privateKey);
            useFastProvider(decrypter.getJCAContext());
            JWEObject jwe = JWEObject.parse(compact);
            jwe.decrypt(decrypter);
            return new DecryptedJwe(header, StrictJson.parseObject(jwe.getPayload().toBytes(), maxBytes));
        } catch (JOSEException | ParseException | ProblemException | IllegalArgumentException e) {
            throw new ProblemException(new JoseProblem.CannotDecrypt(), e);
        }
    }

    private static void requireValue(ObjectNode header, String member, Set<String> allowed) {
        JsonNode value = header.path(member);
        if (!value.isString() || !allowed.contains(value.stringValue())) {
            throw new ProblemException(new JoseProblem.AlgorithmNotAllowed(member + " not allowed: "
                    + (value.isString() ? ErrorText.quote(value.stringValue()) : "none")));
        }
    }

    private static void useFastProvider(JWEJCAContext context) {
        Algorithms.provider().ifPresent(provider -> {
            context.setKeyEncryptionProvider(provider);
            context.setContentEncryptionProvider(provider);
        });
    }
}
