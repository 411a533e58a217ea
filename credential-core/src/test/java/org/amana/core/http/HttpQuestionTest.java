package org.amana.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpQuestionTest {
    private static final URI TOKEN = URI.create("https://issuer.example/token");

    @Test
    void postForm_ofParameters_encodesThemInOrder() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("grant_type", "urn:ietf:params:oauth:grant-type:pre-authorized_code");
        parameters.put("tx_code", "1 & 2");

        HttpQuestion question = HttpQuestion.postForm(TOKEN, parameters);

        assertThat(new String(question.body(), StandardCharsets.UTF_8)).isEqualTo(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Apre-authorized_code&tx_code=1+%26+2");
        assertThat(question.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
    }

    @Test
    void withHeader_whenNamedInAnotherCase_replaces() {
        assertThat(HttpQuestion.get(TOKEN).withHeader("DPoP", "a").withHeader("dpop", "b").headers())
                .containsExactly(Map.entry("dpop", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "é", "\u0000"})
    void withHeader_whenValueCouldSplitTheRequest_isRefused(String value) {
        assertThatThrownBy(() -> HttpQuestion.get(TOKEN).withHeader("DPoP", value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "mailto:a@b.example", "https://user@issuer.example/", "https://a.example/#f"})
    void get_whenAddressIsNotPlain_isRefused(String uri) {
        assertThatThrownBy(() -> HttpQuestion.get(URI.create(uri))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void toString_ofQuestion_holdsNeitherPathNorQuery() {
        assertThat(HttpQuestion.get(URI.create("https://issuer.example/offers/secret?code=secret")).toString())
                .isEqualTo("GET https://issuer.example");
    }

    @Test
    void header_ofAnswer_isFoundInAnyCase() {
        var answer = new HttpAnswer(200, Map.of("Content-Type", List.of("Application/JSON; charset=utf-8")),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.header("content-TYPE")).contains("Application/JSON; charset=utf-8");
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(answer.json().path("a").intValue()).isEqualTo(1);
    }
}
