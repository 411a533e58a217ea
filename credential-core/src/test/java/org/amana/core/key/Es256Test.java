package org.amana.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chosen provider and the JDK that stands in for it keep one contract. */
class Es256Test {
    private static final byte[] BYTES = {1, 2, 3};
    private static final Es256 JDK = new Es256(Optional.empty());

    static Stream<Es256> implementations() {
        return Stream.of(JDK, new Es256(Algorithms.provider()));
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void sign_isVerifiedByBothWithKeysOfEither(Es256 es256) {
        KeyPair pair = es256.generate();
        var key = (ECPublicKey) pair.getPublic();
        byte[] signature = es256.sign(es256.translate(pair.getPrivate()), BYTES);

        assertThat(signature).hasSize(64);
        implementations().forEach(other -> {
            assertThat(other.verify(other.translate(key), BYTES, signature)).isTrue();
            assertThat(other.verify(key, BYTES, other.sign(pair.getPrivate(), BYTES))).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("implementations")
    void n024_changedOrOutOfRangeSignature_isNotValid(Es256 es256) {
        KeyPair pair = es256.generate();
        byte[] changed = es256.sign(pair.getPrivate(), BYTES);
        changed[40] ^= 1;

        assertThat(es256.verify((ECPublicKey) pair.getPublic(), BYTES, changed)).isFalse();
        assertThat(es256.verify((ECPublicKey) pair.getPublic(), BYTES, new byte[64])).isFalse();
        assertThat(es256.verify((ECPublicKey) pair.getPublic(), BYTES, new byte[0])).isFalse();
    }
}
