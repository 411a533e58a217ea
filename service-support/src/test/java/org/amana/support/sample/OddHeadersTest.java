package org.amana.support.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amana.support.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** Headers that no client of ours sends: each combination is answered in the surface's own shape. */
@ServiceTest
class OddHeadersTest {
    private static final List<String> PATHS = List.of("/open/problem", "/nowhere", "/open/echo", "/en/page",
            "/open/form",
            "/login", "/x/desk/api/things");
    private static final List<String> HEADERS = List.of("Accept: ;;;", "Accept: */*\r\nAccept: ;;;",
            "Accept: text/html,;;",
            "Accept: text/html\r\nContent-Type: multipart/form-data", "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=x", "Accept: text/html\r\nContent-Type: a",
            "Content-Type: text/plain; charset=nope", "Content-Type: */*",
            "Content-Type: text/*; q=1", "Content-Type: application/x-www-form-urlencoded; charset=nope",
            "Accept: text/html,*/*\r\nAccept-Language: xx-@@;q=z");
    private final URI self;

    OddHeadersTest(@Value("${amana.base-url}") String baseUrl) {
        self = URI.create(baseUrl);
    }

    @Test
    void answer_ofOddHeaders_isNeverAFaultAndAlwaysInShape() throws IOException {
        var wrong = new ArrayList<String>();
        for (String path : PATHS) {
            for (String method : List.of("GET", "POST", "TRACE")) {
                for (String headers : HEADERS) {
                    String request = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Length: 3\r\n" + headers + "\r\n\r\na=1";
                    String answer = send(request);
                    if (!isInShape(answer)) {
                        wrong.add(request + "\n" + answer);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean isInShape(String answer) {
        int status = Integer.parseInt(answer.substring(9, 12));
        return status < 400
                || (status < 500
                        && (answer.contains("<h1") || answer.contains("Content-Type: application/problem+json")));
    }

    private String send(String request) throws IOException {
        try (var socket = new Socket(self.getHost(), self.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
