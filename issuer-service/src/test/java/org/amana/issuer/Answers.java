package org.amana.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.amana.core.http.HttpAnswer;

/** What a refusal must look like: its status, its code, its reason, and only the allowed characters. */
final class Answers {
    private Answers() {}

    static void refused(HttpAnswer answer, int status, String error, String reason) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(answer.json().get("error").stringValue()).isEqualTo(error);
        assertThat(answer.json().get("error_description").stringValue()).contains(reason)
                .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]*");
    }

    /** As {@link #refused}, with a challenge that says the same (RFC 9449 section 7.1). */
    static void challenged(HttpAnswer answer, int status, String error, String reason) {
        refused(answer, status, error, reason);
        assertThat(answer.header("www-authenticate")).hasValueSatisfying(
                value -> assertThat(value).startsWith("DPoP error=\"" + error + "\""));
    }

    static void granted(HttpAnswer answer) {
        assertThat(answer.status()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    }
}
