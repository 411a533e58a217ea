package org.amana.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.security.auth.x500.X500Principal;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.problem.ProblemException;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestClock;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorities above us choose their own algorithms; the key that signs tokens is P-256 all the same. */
class ForeignAlgorithmsTest {
    private static final X500Principal ROOT = new X500Principal("CN=Root");

    private static KeyPair pair(String algorithm) throws Exception {
        if (algorithm.startsWith("secp")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(algorithm));
            return generator.generateKeyPair();
        }
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    private static X509Certificate sign(KeyPair authority, String signature, X500Principal subject, PublicKey key,
                                        boolean isAuthority)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(ROOT, BigInteger.TWO,
                Date.from(TestClock.NOW.minus(Duration.ofDays(1))), Date.from(TestClock.NOW.plus(Duration.ofDays(1))),
                subject, key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(Extension.keyUsage, true,
                new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(authority.getPrivate())));
    }

    private static ValidatedChain validate(KeyPair authority, String signature, PublicKey leafKey) throws Exception {
        X509Certificate root = sign(authority, signature, ROOT, authority.getPublic(), true);
        X509Certificate leaf = sign(authority, signature, new X500Principal("CN=Leaf"), leafKey, false);
        return new ChainValidator().validate(List.of(leaf), new TrustAnchors(Set.of(root)), KeyPurpose.ISSUER,
                TestClock.NOW);
    }

    private static String refusal(Callable<ValidatedChain> call) {
        return Problems.codeOf(() -> {
            try {
                call.call();
            } catch (ProblemException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"secp256r1,SHA256withECDSA", "secp384r1,SHA384withECDSA", "secp521r1,SHA512withECDSA",
            "RSA,SHA256withRSA", "Ed25519,Ed25519", "Ed448,Ed448", "ML-DSA-65,ML-DSA-65"})
    void validate_belowAnAuthorityOfAnyStrongAlgorithm_isAccepted(String key, String signature) throws Exception {
        assertThat(validate(pair(key), signature, EphemeralKey.generate().publicKey()).certificates()).hasSize(1);
    }

    @Test
    void validate_belowAnAuthorityThatSignsWithSha1_isBad() throws Exception {
        KeyPair authority = pair("RSA");

        assertThat(refusal(() -> validate(authority, "SHA1withRSA", EphemeralKey.generate().publicKey())))
                .isEqualTo("bad_chain");
    }

    @ParameterizedTest
    @CsvSource({"secp384r1,SHA384withECDSA", "RSA,SHA256withRSA"})
    void n023_leafKeyOtherThanP256_isRefused(String key, String signature) throws Exception {
        KeyPair authority = pair(key);
        PublicKey leafKey = authority.getPublic();

        assertThat(refusal(() -> validate(authority, signature, leafKey))).isEqualTo("bad_key");
    }

    /** First place would change the algorithms of everybody in the process. */
    @Test
    void fastProvider_isNeverInstalledBeforeTheOthers() throws Exception {
        validate(pair("secp256r1"), "SHA256withECDSA", EphemeralKey.generate().publicKey());

        assertThat(Security.getProviders()[0].getName()).doesNotContain("Corretto");
        assertThat(java.security.Signature.getInstance("SHA256withECDSA").getProvider().getName())
                .doesNotContain("Corretto");
        assertThat(KeyPairGenerator.getInstance("ML-DSA").getProvider().getName()).isEqualTo("SUN");
    }
}
