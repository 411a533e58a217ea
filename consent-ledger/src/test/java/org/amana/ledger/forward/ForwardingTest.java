package org.amana.ledger.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.amana.core.consent.Commitment;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.log.Sequencer;
import org.amana.ledger.witness.LedgerNode;
import org.amana.support.TestServices;
import org.amana.support.peer.ServiceEndpoints;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

/** Two processes over one database and under one public address: what is asked of the one that follows. */
class ForwardingTest {
    /** They look like commands, and change nothing that a follower could not change. */
    private static final Set<String> READS = Set.of("/v1/proofs/inclusion", "/v1/proofs/consistency",
            "/v1/proofs/witnessed", "/v1/subject/records");
    @TempDir
    private Path folder;
    private LedgerNode leader;
    private LedgerNode follower;
    private Caller atLeader;
    private Caller atFollower;

    @BeforeEach
    void twoOverOneDatabase() {
        leader = LedgerNode.start(TestServices.settings(), Map.of());
        follower = leader.follower(folder.resolve("data"), Map.of());
        atLeader = Caller.listed("wallet-of-this-test", leader.baseUrl(), leader.trustDir(), ServiceRole.BLIND_WRITER);
        atFollower = atLeader.at(follower.address());
        awaitAddress(leader.address());
    }

    @AfterEach
    void stop() {
        follower.close();
        leader.close();
    }

    @Test
    void write_atTheFollower_getsTheLeadersReceiptAndSpendsItsTokenOnce() {
        long spent = spent();
        Caller.Answer answer = append(atFollower, 1);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("index").longValue()).isEqualTo(treeSize() - 1);
        assertThat(answer.json().path("proof").asString()).startsWith("c2sp.org/tlog-proof@v1\n");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo(append(atLeader, 1).header("Cache-Control"));
        assertThat(answer.response().headers().allValues("Date")).hasSize(1);
        assertThat(spent()).as("one for each request").isEqualTo(spent + 2);
        assertThat(follower.bean(Sequencer.class).isLeading()).isFalse();
    }

    @Test
    void write_underOneKeyAtBoth_isOneEntryWithTheSameBytes() {
        byte[] first = append(atFollower, 2).bytes();
        long treeSize = treeSize();
        assertThat(append(atLeader, 2).bytes()).isEqualTo(first);
        assertThat(append(atFollower, 2).bytes()).isEqualTo(first);
        assertThat(treeSize()).isEqualTo(treeSize);
    }

    @Test
    void refusals_ofTheLeader_comeBackAsTheyAre() {
        assertThat(append(atFollower, 3).status()).isEqualTo(201);
        Caller.Answer other = atFollower.post("/v1/entries", "key-of-the-test-000003", entry(4));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.reason()).isEqualTo("idempotency_key_reused");
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
        assertThat(atFollower.post("/v1/consents", "key-of-the-test-000004", entry(4)).status()).isEqualTo(403);
        Caller.Answer nobody = Caller.anonymous("POST", follower.address() + "/v1/entries", "{}");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isNotEmpty();
        assertThat(Caller.anonymous("POST", follower.address() + "/v1/subject/erasure", "no.jws.here").status())
                .as("the leader's own refusal")
                .isEqualTo(400);
    }

    @Test
    void write_whenTheLeaderIsGone_is503UntilTheFollowerLeadsAndKeepsThePromise() throws Exception {
        byte[] kept = append(atFollower, 5).bytes();
        leads("http://localhost:" + TestServices.freePort(), 0);
        Caller.Answer answer = append(atFollower, 5);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("not_leading");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.json().path("detail").asString()).contains("send the same again");

        leader.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> append(atFollower, 5).status() == 201);
        assertThat(append(atFollower, 5).bytes()).isEqualTo(kept);
        assertThat(append(atFollower, 6).status()).isEqualTo(201);
        assertThat(send("application/json", "{}", true).statusCode())
                .as("a mark means nothing to whoever leads")
                .isEqualTo(401);
    }

    @Test
    void write_thatWasPassedOnBefore_isNotPassedOnAgain() throws Exception {
        HttpResponse<String> answer = send("application/json", "{}", true);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("not_leading");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void write_whenTheRowNamesAnother_goesNowhere() {
        for (String address : List.of("https://ledger.attacker.example", "http://198.51.100.7", "file:///etc/passwd",
                "http://localhost@attacker.example", leader.address() + "/v1/register", follower.address(), "")) {
            leads(address, 0);
            assertThat(append(atFollower, 7).reason()).as(address).isEqualTo("not_leading");
        }
        leads(leader.address(), 1);
        assertThat(append(atFollower, 7).reason()).as("of an earlier epoch").isEqualTo("not_leading");
        leads(leader.address(), 0);
        assertThat(append(atFollower, 7).status()).isEqualTo(201);
    }

    @Test
    void body_thatIsTooLarge_isRefusedAtTheFollower() throws Exception {
        leads("http://localhost:" + TestServices.freePort(), 0);
        assertThat(send("application/json", "x".repeat(1_024), false).statusCode()).as("at the limit").isEqualTo(503);
        assertThat(send("application/json", "x".repeat(1_025), false).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = client(HttpRequest.newBuilder(URI.create(follower.address() + "/v1/entries"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1_025]))));
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void target_thatTwoServersCouldReadInTwoWays_staysHere() throws Exception {
        for (String path : List.of("/v1/entries;x=1", "/v1//entries", "/v1/%65ntries", "/v1/../v1/entries",
                "/v1/consents/%2e%2e/withdraw", "/v1/consents/a%2fb/withdraw", "/v1/entries/")) {
            HttpResponse<String> answer = client(HttpRequest.newBuilder(URI.create(follower.address() + path))
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void reads_atTheFollower_areAnsweredThere() {
        leads("http://localhost:" + TestServices.freePort(), 0);
        assertThat(follower.get("/tlog/checkpoint").status()).isEqualTo(200);
        assertThat(follower.get("/v1/trust-list").status()).isEqualTo(200);
        assertThat(Caller.anonymous("POST", follower.address() + "/v1/proofs/inclusion", "{}").reason())
                .isEqualTo("not_in_log");
    }

    /** A new command that nobody thought of here fails this test. */
    @Test
    void commands_areAllThatIsNotAReadOfTheApi() {
        RequestMatcher commands = ForwardConfiguration.commands(leader.beans(ServiceEndpoints.class));
        var mappings = leader.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        Set<String> left = mappings.getHandlerMethods()
                .keySet()
                .stream()
                .filter(info -> !info.getMethodsCondition().toString().equals("[GET]"))
                .flatMap(info -> info.getPatternValues()
                        .stream()
                        .filter(path -> path.startsWith("/v1/"))
                        .filter(path -> info.getMethodsCondition()
                                .getMethods()
                                .stream()
                                .noneMatch(method -> commands.matches(new MockHttpServletRequest(method.name(),
                                        path.replaceAll("\\{[^}]*}", "one"))))))
                .collect(Collectors.toSet());
        assertThat(left).isEqualTo(READS);
    }

    private HttpResponse<String> send(String type, String body, boolean marked)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(follower.address() + "/v1/entries"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return client(marked ? request.header("Amana-Forwarded", "no matter what") : request);
    }

    private static HttpResponse<String> client(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        }
    }

    /** Writes what a leader would, and waits until the follower has read it. */
    private void leads(String address, int epochsAgo) {
        leader.asOwner()
                .sql("update head set leader_address = ?, leader_epoch = epoch - ?")
                .params(address, epochsAgo)
                .update();
        boolean counts = address.startsWith("http://localhost:") && URI.create(address).getPath().isEmpty()
                && !address.equals(follower.address()) && epochsAgo == 0;
        awaitAddress(counts ? address : "");
    }

    private void awaitAddress(String address) {
        var sequencer = follower.bean(Sequencer.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sequencer.leader()
                        .map(known -> known.address().toString())
                        .orElse("")
                        .equals(address));
    }

    private long spent() {
        return leader.asOwner().sql("select count(*) from service_token_seen").query(Long.class).single();
    }

    private long treeSize() {
        return leader.asOwner().sql("select tree_size from head").query(Long.class).single();
    }

    private static Caller.Answer append(Caller caller, int number) {
        return caller.post("/v1/entries", "key-of-the-test-%06d".formatted(number), entry(number));
    }

    private static ObjectNode entry(int number) {
        byte[] bytes = new byte[Commitment.BYTES];
        bytes[0] = Commitment.VERSION;
        bytes[1] = (byte) number;
        return StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url());
    }
}
