package org.amana.core.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIntegrityTest {
    private static final byte[] DOCUMENT = "{\"vct\":\"urn:x\"}".getBytes(StandardCharsets.UTF_8);
    private static final String RIGHT_256 = "sha256-" + base64(HashAlgorithm.SHA_256.digest(DOCUMENT));
    private static final String RIGHT_512 = "sha512-" + base64(HashAlgorithm.SHA_512.digest(DOCUMENT));
    private static final String WRONG_256 = "sha256-" + base64(new byte[32]);
    private static final String WRONG_512 = "sha512-" + base64(new byte[64]);

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void matches_takesAnyDigestOfTheStrongestAlgorithm() {
        assertThat(DocumentIntegrity.matches(RIGHT_256, DOCUMENT)).isTrue();
        assertThat(DocumentIntegrity.matches(RIGHT_256 + "?option", DOCUMENT)).isTrue();
        assertThat(DocumentIntegrity.matches(WRONG_256 + " " + RIGHT_256, DOCUMENT)).isTrue();
        assertThat(DocumentIntegrity.matches(WRONG_256 + " " + RIGHT_512, DOCUMENT)).isTrue();
        assertThat(DocumentIntegrity.matches("md5-abc " + RIGHT_256, DOCUMENT)).isTrue();
    }

    @Test
    void matches_doesNotFallBackToAWeakerAlgorithm() {
        assertThat(DocumentIntegrity.matches(RIGHT_256 + " " + WRONG_512, DOCUMENT)).isFalse();
        assertThat(DocumentIntegrity.matches(WRONG_512 + " " + RIGHT_256, DOCUMENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "sha256-", "sha256-%%%", "md5-rL0Y20zC+Fzt72VPzMSk2A==", "-", "sha256 abc"})
    void matches_ofNothingUnderstood_isFalse(String metadata) {
        assertThat(DocumentIntegrity.matches(metadata, DOCUMENT)).isFalse();
    }
}
