package org.amana.node.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WelcomePageTest {

    @Test
    void answer_toAnAddressThatDoesNotExist_isAPageThatLeadsBack() throws Exception {
        int port = freePort();
        try (WelcomePage welcome = WelcomePage.open(true, port, service -> URI.create("http://localhost"), true,
                Optional.empty());
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(welcome).isNotNull();
            HttpResponse<String> missing = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/nowhere")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).contains("<h1>", "href=\"/\"");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
