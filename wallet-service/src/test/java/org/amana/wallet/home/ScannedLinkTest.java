package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannedLinkTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fi.example%2Foffers%2F1 offer",
            "OPENID4VP://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fv.example%2Fr%2F1 request",
            "haip-vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fv.example%2Fr%2F1 request",
            "https://wallet.example/?credential_offer_uri=https%3A%2F%2Fi.example%2Foffers%2F1 offer",
            "https://wallet.example/authorize?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fv.example request"})
    void parse_whenItIsAProtocolLink_keepsItWhole(String text, String page) {
        assertThat(ScannedLink.parse("  " + text + "\n")).contains(new ScannedLink(page, text));
    }

    @Test
    void parse_whenItIsALinkOfAWallet_takesThePartThatCounts() {
        String inner = "openid4vp://?client_id=x509_hash%3Aabc&request_uri=https%3A%2F%2Fv.example%2Fr%2F1";
        String link = "http://localhost:8082/en/request?uri="
                + java.net.URLEncoder.encode(inner, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(ScannedLink.parse(link)).contains(new ScannedLink("request", inner));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hello", "javascript:alert(1)", "file:///etc/passwd", "https://example.org/", ":",
            "://",
            "https://a b/?uri=x", "https://x.example/?uri=%zz", "http://x.example/?uri=data:text/html,hi",
            "mailto:a@example.org"})
    void parse_whenItIsNoLinkForAWallet_isEmpty(String text) {
        assertThat(ScannedLink.parse(text)).isEmpty();
    }

    @Test
    void parse_atTheLimit_isReadAndBeyondIsNot() {
        String start = "openid4vp://?x=";
        assertThat(ScannedLink.parse(start + "a".repeat(8_000 - start.length()))).isPresent();
        assertThat(ScannedLink.parse(start + "a".repeat(8_001 - start.length()))).isEmpty();
    }
}
