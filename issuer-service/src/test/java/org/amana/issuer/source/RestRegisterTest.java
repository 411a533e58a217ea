package org.amana.issuer.source;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amana.issuer.authority.RegisterConnection;
import org.amana.issuer.permit.Leaves;
import org.amana.support.outbound.OutboundPeers;
import org.amana.support.settings.AmanaProperties.Outbound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class RestRegisterTest extends OfficeRegisterContract {
    private static final WireMockServer OTHER = new WireMockServer(
            wireMockConfig().dynamicPort().bindAddress("localhost"));
    private static final OutboundPeers PEERS = OutboundPeers.guardedBy(new Outbound(true, List.of(), null));
    @TempDir
    private Path folder = Path.of(".");

    @BeforeAll
    static void start() {
        OTHER.start();
    }

    @AfterAll
    static void stop() {
        OTHER.stop();
    }

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(folder.resolve("token"), "s3cret-token\n");
        OTHER.resetAll();
        OTHER.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        OTHER.stubFor(get(urlEqualTo("/cases/R-0001?part=all")).willReturn(okJson("""
                {"register_number":"R-0001","family_name":"حداد","qualification_title":"Bachelor; \\"Nursing\\"",
                "eqf_level":6,"regulated_profession":true,"grades":null,"sectors":["A","B"]}""")));
        OTHER.stubFor(get(urlEqualTo("/cases/R%2F00.2?part=all"))
                .willReturn(okJson("{\"register_number\":\"R/00.2\",\"family_name\":\"Шевченко\"}")));
    }

    @Override
    OfficeRegister open() {
        var rest = new RegisterConnection.Rest(OTHER.baseUrl() + "/cases/{register_number}?part=all",
                folder.resolve("token"), null, null);
        return new RestRegister(OFFICE,
                new RegisterConnection(Duration.ofMillis(800), DataSize.ofKilobytes(2), rest, null, null), rest, PEERS);
    }

    @Test
    void ask_carriesTheBearerAndNothingElseOfOurs() {
        assertThat(register().row(Leaves.of(OFFICE), "R-0001")).isPresent();

        OTHER.verify(1, getRequestedFor(urlEqualTo("/cases/R-0001?part=all"))
                .withHeader("Authorization", equalTo("Bearer s3cret-token"))
                .withoutHeader("Cookie"));
    }

    @Test
    void row_listsAreJoinedAsInTheImport() {
        assertThat(register().row(Leaves.of(OFFICE), "R-0001").orElseThrow()).containsEntry("sectors", "A|B");
    }

    @Test
    void answer_whenItIsNoRow_thenItsKindOfProblem() {
        assertThat(whenAnswered(aResponse().withStatus(500))).isInstanceOf(RegisterProblem.Unavailable.class);
        assertThat(whenAnswered(aResponse().withStatus(301).withHeader("Location", OTHER.baseUrl() + "/cases/R-0002")))
                .isInstanceOf(RegisterProblem.Unavailable.class);
        assertThat(whenAnswered(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)))
                .isInstanceOf(RegisterProblem.Unavailable.class);
        assertThat(whenAnswered(okJson("{}").withFixedDelay(2_000))).isInstanceOf(RegisterProblem.TimedOut.class);
        assertThat(whenAnswered(okJson("{\"a\":\"b\"}").withChunkedDribbleDelay(5, 3_000)))
                .isInstanceOf(RegisterProblem.TimedOut.class);
        assertThat(whenAnswered(okJson("{\"a\":\"" + "x".repeat(2_048) + "\"}")))
                .isInstanceOf(RegisterProblem.TooLarge.class);
        for (String text : List.of("", "[]", "null", "{\"a\":1.5}", "{\"a\":{\"b\":\"c\"}}", "{\"a\":[1]}",
                "{\"a\":[\"x|y\"]}", "{\"a\":99999999999999999999}", "{\"a\":\"1\",\"a\":\"2\"}", "{")) {
            assertThat(whenAnswered(okJson(text))).as(text).isInstanceOf(RegisterProblem.Unreadable.class);
        }
    }

    @Test
    void register_whenNobodyListensOrTheRuleForbids_thenUnavailable() throws IOException {
        int port;
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(problem(at("http://localhost:" + port, PEERS))).isInstanceOf(RegisterProblem.Unavailable.class);
        var strict = OutboundPeers.guardedBy(new Outbound(false, List.of(), null));
        assertThat(problem(at(OTHER.baseUrl(), strict))).isInstanceOf(RegisterProblem.Unavailable.class);
        OTHER.verify(0, getRequestedFor(urlEqualTo("/R-0001")));
    }

    private static OfficeRegister at(String origin, OutboundPeers peers) {
        var rest = new RegisterConnection.Rest(origin + "/{register_number}", null, null, null);
        return new RestRegister(OFFICE,
                new RegisterConnection(Duration.ofSeconds(1), DataSize.ofKilobytes(2), rest, null, null), rest, peers);
    }

    private RegisterProblem whenAnswered(ResponseDefinitionBuilder answer) {
        OTHER.stubFor(get(urlEqualTo("/cases/R-0001?part=all")).atPriority(1).willReturn(answer));
        var problem = (RegisterProblem) problem(register());
        // the address and what it answered stay out of words that others read
        assertThat(problem.detail()).doesNotContain("R-0001", "localhost", "x|y");
        return problem;
    }
}
