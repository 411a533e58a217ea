package org.amana.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chosen provider and the JDK that stands in for it keep one contract. */
class Ed25519Test {
    private static final byte[] MESSAGE = {1, 2, 3};

    static Stream<Optional<Provider>> implementations() {
        return Stream.of(Optional.empty(), Algorithms.provider());
    }

    /** RFC 8032 section 7.1, test 1: the signature of the empty message. */
    @ParameterizedTest
    @MethodSource("implementations")
    void sign_whenGivenTheVector_givesItsSignature(Optional<Provider> provider) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HexFormat.of()
                        .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));

        assertThat(HexFormat.of().formatHex(Ed25519.sign(provider, key, new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void verify_whenAnythingIsChanged_isFalse(Optional<Provider> provider) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] signature = Ed25519.sign(provider, pair.getPrivate(), MESSAGE);
        byte[] changed = signature.clone();
        changed[7] ^= 1;
        byte[] beyondTheOrder = signature.clone();
        beyondTheOrder[63] |= (byte) 0xE0; // RFC 8032 section 5.1.7: S must be below L

        assertThat(Ed25519.verify(provider, pair.getPublic(), MESSAGE, signature)).isTrue();
        assertThat(Ed25519.verify(provider, pair.getPublic(), new byte[]{1, 2}, signature)).isFalse();
        assertThat(Ed25519.verify(provider, pair.getPublic(), MESSAGE, changed)).isFalse();
        assertThat(Ed25519.verify(provider, pair.getPublic(), MESSAGE, beyondTheOrder)).isFalse();
        assertThat(Ed25519.verify(provider, pair.getPublic(), MESSAGE, new byte[0])).isFalse();
        assertThat(Ed25519.verify(provider, pair.getPublic(), MESSAGE, new byte[63])).isFalse();
        assertThat(Ed25519.verify(provider,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic(), MESSAGE, signature)).isFalse();
    }
}
