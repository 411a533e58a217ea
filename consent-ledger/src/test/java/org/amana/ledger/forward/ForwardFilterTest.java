package org.amana.ledger.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Leader;
import org.amana.ledger.log.LeaderAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What goes to the leader of a request, and what comes back of its answer. */
class ForwardFilterTest {
    private static final Leader LEADER = new Leader(3, new LeaderAddress(URI.create("https://ledger-2.internal:8443")));
    private final List<HttpQuestion> sent = new ArrayList<>();
    private Optional<Leader> leader = Optional.of(LEADER);
    private Function<HttpQuestion, HttpAnswer> answer = question -> new HttpAnswer(201, Map.of(), new byte[]{1, 2, 3});

    @Test
    void request_goesWithMethodTargetBodyAndTheHeadersItIsJudgedBy() throws Exception {
        MockHttpServletRequest request = request("/v1/entries");
        request.setQueryString("a=%20b");
        request.addHeader("Authorization", "Amana abc.def.ghi");
        request.addHeader("Idempotency-Key", "key-of-the-test-000001");
        for (String hostile : List.of("Connection", "Transfer-Encoding", "TE", "Upgrade", "Expect", "Host", "Cookie",
                "Proxy-Authorization", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-HTTP-Method-Override",
                "Content-Length", "X-Original-URL")) {
            request.addHeader(hostile, "12");
        }
        MockHttpServletResponse response = passOn(request);

        HttpQuestion question = sent.getFirst();
        assertThat(question.method()).isEqualTo("POST");
        assertThat(question.uri()).hasToString("https://ledger-2.internal:8443/v1/entries?a=%20b");
        assertThat(question.body()).asString().isEqualTo("{}");
        assertThat(question.headers()).containsOnly(Map.entry("Authorization", "Amana abc.def.ghi"),
                Map.entry("Idempotency-Key", "key-of-the-test-000001"), Map.entry("Content-Type", "application/json"),
                Map.entry("Amana-Forwarded", "1"));
        assertThat(response.getStatus()).isEqualTo(201);
        assertThat(response.getContentAsByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void header_thatComesTwice_goesAsOneThatNobodyTakesForEither() throws Exception {
        MockHttpServletRequest request = request("/v1/entries");
        request.addHeader("Idempotency-Key", "key-of-the-test-000001");
        request.addHeader("Idempotency-Key", "key-of-the-test-000002");
        passOn(request);
        assertThat(sent.getFirst().headers()).containsEntry("Idempotency-Key",
                "key-of-the-test-000001, key-of-the-test-000002");
    }

    @Test
    void answer_comesBackWithoutWhatBelongsToItsConnection() throws Exception {
        answer = question -> new HttpAnswer(409, Map.of("Content-Type", List.of("application/problem+json"),
                "Retry-After", List.of("5"), "Connection", List.of("close, X-Hop", "Keep-Alive"), "X-Hop",
                List.of("1"), "Keep-Alive", List.of("timeout=5"), "Transfer-Encoding", List.of("chunked"),
                "Content-Length", List.of("999"), "Vary", List.of("Accept", "Origin")), new byte[]{7});
        MockHttpServletResponse response = passOn(request("/v1/entries"));
        assertThat(response.getStatus()).isEqualTo(409);
        assertThat(response.getHeaderNames()).extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsExactlyInAnyOrder("content-type", "retry-after", "vary");
        assertThat(response.getHeaders("Vary")).containsExactly("Accept", "Origin");
        assertThat(response.getContentAsByteArray()).containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/entries;x=1", "/v1//entries", "/v1/%65ntries", "/v1/./entries", "/v1/entries/",
            "/v1/ent\\ries", "/v1/entries\u0000", "//attacker.example/v1/entries", "/v1/entries#x", "v1/entries"})
    void target_thatIsNotPlain_staysHere(String path) throws Exception {
        assertThat(staysHere(request(path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=b#c", "a=\u00e9 b", "a={b}"})
    void query_thatIsNoneOfAUri_staysHere(String query) throws Exception {
        MockHttpServletRequest request = request("/v1/entries");
        request.setQueryString(query);
        assertThat(staysHere(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json;charset=none-such", "application/json, text/plain", "text/*", "json",
            "application/json\r\nX-Other: 1", "multipart/form-data; boundary=x"})
    void contentType_thatNoCommandHas_staysHere(String type) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/entries");
        request.addHeader("Content-Type", type);
        assertThat(staysHere(request)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Other: 1", "caf\u00e9", "a\u0000b", "\u001b[2J"})
    void header_thatIsNotPlain_staysHere(String value) throws Exception {
        for (String name : List.of("Authorization", "Idempotency-Key", "Accept", "Accept-Language")) {
            MockHttpServletRequest request = request("/v1/entries");
            request.addHeader(name, value);
            assertThat(staysHere(request)).as(name).isTrue();
        }
    }

    @Test
    void request_thatIsNoCommandOrWhenNobodyIsKnownToLead_staysHere() throws Exception {
        assertThat(staysHere(request("/v1/proofs/inclusion"))).isTrue();
        leader = Optional.empty();
        MockHttpServletRequest marked = request("/v1/entries");
        marked.addHeader("Amana-Forwarded", "1");
        assertThat(staysHere(marked)).as("this process leads, or must wait").isTrue();
    }

    @Test
    void request_thatIsMarked_isRefusedUnread() {
        MockHttpServletRequest marked = request("/v1/entries");
        marked.addHeader("amana-forwarded", "");
        assertThat(refusal(marked)).isEqualTo("not_leading");
        assertThat(sent).isEmpty();
    }

    @Test
    void leader_thatCannotBeReachedOrIsLate_isSaidInTheLogsOwnWords() {
        Map<Problem, String> expected = Map.of(new PeerProblem.Unreachable("x"), "not_leading",
                new PeerProblem.Refused("x"), "not_leading", new PeerProblem.TimedOut("x"), "ledger_unavailable",
                new PeerProblem.TooLarge("x"), "ledger_unavailable");
        expected.forEach((problem, reason) -> {
            answer = question -> {
                throw new ProblemException(problem);
            };
            assertThat(refusal(request("/v1/entries"))).as(problem.code()).isEqualTo(reason);
        });
        assertThat(sent).as("each was tried once").hasSize(expected.size());
    }

    @Test
    void fault_ofTheProgram_isNoProblemOfTheCaller() {
        answer = question -> {
            throw new IllegalStateException("a bug");
        };
        assertThatThrownBy(() -> passOn(request("/v1/entries"))).isInstanceOf(IllegalStateException.class);
    }

    private static MockHttpServletRequest request(String path) {
        var request = new MockHttpServletRequest("POST", path);
        request.setContentType("application/json");
        request.setContent("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return request;
    }

    private boolean staysHere(MockHttpServletRequest request) throws Exception {
        var chain = new MockFilterChain();
        filter().doFilter(request, new MockHttpServletResponse(), chain);
        return request.equals(chain.getRequest()) && sent.isEmpty();
    }

    private MockHttpServletResponse passOn(MockHttpServletRequest request) throws Exception {
        var chain = new MockFilterChain();
        var response = new MockHttpServletResponse();
        filter().doFilter(request, response, chain);
        assertThat(chain.getRequest()).isNull();
        return response;
    }

    private String refusal(MockHttpServletRequest request) {
        try {
            return "answered: " + passOn(request).getStatus();
        } catch (ProblemException e) {
            return e.problem().code();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private ForwardFilter filter() {
        return new ForwardFilter(request -> !request.getRequestURI().startsWith("/v1/proofs"), () -> leader,
                new AskLeader(question -> {
                    sent.add(question);
                    return answer.apply(question);
                }));
    }
}
