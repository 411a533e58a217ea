package org.amana.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.JsonProblem.MalformedBase64Url;
import org.amana.core.testing.Problems;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {
    @Property
    void decode_ofEncoded_isTheSame(@ForAll byte[] bytes) {
        assertThat(Base64Url.decode(Base64Url.encode(bytes))).isEqualTo(bytes);
    }

    /** "YR" decodes to the same byte as "YQ" in lenient decoders. */
    @ParameterizedTest
    @ValueSource(strings = {"YQ==", "YR", "+/+/", "Y Q", "YQ\n", "Y", "é", "YQ."})
    void decode_whenNotTheOneText_isRefused(String text) {
        assertThat(Problems.of(() -> Base64Url.decode(text))).isInstanceOf(MalformedBase64Url.class);
    }

    @Property
    void decode_ofAnyText_endsInBytesOrAProblem(@ForAll String text) {
        assertThat(Problems.onlyProblemsFrom(() -> Base64Url.decode(text))).isTrue();
    }
}
