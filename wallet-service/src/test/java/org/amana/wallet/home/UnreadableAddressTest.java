package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.amana.wallet.WalletTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

@WalletTest
class UnreadableAddressTest {

    private final String baseUrl;

    UnreadableAddressTest(@Value("${amana.base-url}") String baseUrl) {
        this.baseUrl = baseUrl;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/en/offer?=", "/ar/request?=", "/en/offer?offer=%ff%fe&=x"})
    void page_whenItsParametersCannotBeRead_isARefusalAndNoFault(String address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + address)).header("Accept", "text/html").build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<h1");
        }
    }
}
