package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.json.StrictJson;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages of an exchange that come twice, late, to the wrong one or with more than was permitted, over real HTTP between
 * four services: nothing of it is stored, the ledger has the entry, and the clerk reads a plain sentence.
 */
@Tag("long")
class ExchangeMessagesIT {
    private static final String MUNICIPALITY = "harbour-municipality";
    private static final String UNTRUSTED = "What came could not be trusted, so it was dropped. Nothing was stored.";
    private static final String BAD_RELEASE = "FAILED bad_release";
    @TempDir
    private static Path folder;
    private static ExchangeOffices offices;
    private static DishonestSource dishonest;

    @BeforeAll
    static void start() throws IOException {
        offices = ExchangeOffices.start(folder);
        dishonest = new DishonestSource(offices.services());
    }

    @AfterAll
    static void stop() {
        offices.close();
    }

    @AfterEach
    void everythingPasses() {
        offices.issuerDoor().keptByNobody();
        offices.ledgerDoor().keptByNobody();
    }

    @Test
    void requestSentAgain_isRefusedAndNothingIsAskedOfTheLedger() throws Exception {
        var seen = new AtomicReference<Door.Call>();
        offices.issuerDoor().keptBy((call, onward) -> {
            if (call.target().endsWith("/release")) {
                seen.set(call);
            }
            return onward.pass(call);
        });
        String order = offices.orders().ask();
        delivered(order);
        offices.register().behave("row");

        HttpResponse<String> again = post(seen.get());

        assertThat(again.statusCode()).as(again.body()).isEqualTo(409);
        assertThat(again.body()).contains("request_replayed", "The data are not released");
        assertThat(offices.register().wasAsked()).isFalse();
        requirePermits(order, "DELIVERED");
    }

    @Test
    void permitSixSecondsLate_theRegisterIsNotAsked() throws Exception {
        offices.ledgerDoor().keptBy((call, onward) -> {
            Door.Answer answer = onward.pass(call);
            if (call.target().equals("/v1/permits")) {
                LockSupport.parkNanos(Duration.ofSeconds(6).toNanos());
            }
            return answer;
        });
        offices.register().behave("row");
        String order = offices.orders().ask();
        offices.orders().awaitReason(order, "source_unavailable", "Nothing is lost: it is tried again by itself");
        assertThat(offices.register().wasAsked()).isFalse();
        offices.ledgerDoor().keptByNobody();
        delivered(order);
        assertThat(settled(order)).endsWith("DELIVERED").contains("FAILED permit_expired").doesNotContain("open");
    }

    @Test
    void moreThanWasPermitted_isNotStored() throws Exception {
        String order = answeredWith(asked -> dishonest.release(asked, MUNICIPALITY,
                permit(asked, "given_name"), claims("given_name", "family_name")));
        refused(order, "more was sent than was permitted");
        requirePermits(order, BAD_RELEASE);
    }

    @Test
    void otherFieldsThanWerePermitted_areNotStored() throws Exception {
        String order = answeredWith(asked -> dishonest.release(asked, MUNICIPALITY,
                permit(asked, "given_name"), claims("grades")));
        refused(order, "more was sent than was permitted");
        requirePermits(order, BAD_RELEASE);
    }

    @Test
    void madeOutToSomebodyElse_isNotStored() throws Exception {
        var denied = new AtomicReference<DishonestSource.Decided>();
        String order = answeredWith(asked -> {
            denied.set(dishonest.order(asked, "harbour-bakery", "given_name"));
            return dishonest.release(asked, "harbour-bakery", denied.get().receipt(), claims("given_name"));
        });
        refused(order, "the release is not the answer to this request");
        assertThat(denied.get().kind()).isEqualTo("DENY");
        assertThat(offices.file().denials(offices.orders().record(order))).containsExactly("other_requester");
        requirePermits(order);
    }

    @Test
    void denialInsteadOfAPermit_isNoProof() throws Exception {
        String order = answeredWith(asked -> dishonest.release(asked, MUNICIPALITY,
                dishonest.order(asked, "harbour-bakery", "given_name").receipt(), claims("given_name")));
        refused(order, "no ledger in the trust list has signed the permit");
        requirePermits(order);
    }

    @Test
    void permitUsedAgain_bringsNothing() throws Exception {
        var first = new CompletableFuture<ConsentReceipt>();
        String order = answeredWith(asked -> {
            first.complete(permit(asked, "given_name"));
            return dishonest.release(asked, MUNICIPALITY, first.join(), claims("family_name"));
        });
        refused(order, "more was sent than was permitted");
        keptBy(asked -> dishonest.release(asked, MUNICIPALITY, first.join(), claims("given_name")));
        offices.orders().retry(order);
        offices.orders().awaitReason(order, "permit_used", "What came was permitted for an earlier delivery only");
        requirePermits(order, BAD_RELEASE);

        String other = answeredWith(asked -> dishonest.release(asked, MUNICIPALITY, first.join(),
                claims("given_name")));
        refused(other, "the permit is for another exchange");
        requirePermits(other);

        offices.issuerDoor().keptByNobody();
        offices.orders().retry(other);
        delivered(other);
    }

    private static ConsentReceipt permit(DishonestSource.Asked asked, String claim) {
        DishonestSource.Decided decided = dishonest.order(asked, MUNICIPALITY, claim);
        assertThat(decided.kind()).as(decided.reason()).isEqualTo("PERMIT");
        return decided.receipt();
    }

    private static ObjectNode claims(String... names) {
        ObjectNode claims = StrictJson.object();
        List.of(names).forEach(name -> claims.put(name, RegisterProcess.SECRET));
        return claims;
    }

    private static String answeredWith(Function<DishonestSource.Asked, Door.Answer> answer) {
        keptBy(answer);
        return offices.orders().ask();
    }

    private static void keptBy(Function<DishonestSource.Asked, Door.Answer> answer) {
        offices.issuerDoor()
                .keptBy((call, onward) -> call.target().endsWith("/release")
                        ? answer.apply(DishonestSource.Asked.read(call))
                        : onward.pass(call));
    }

    /** Nothing of it is there, and for those who look after the service it says what did not hold. */
    private static void refused(String order, String detail) {
        offices.orders().await(order, "FAILED");
        JsonNode state = offices.orders().awaitReason(order, "bad_release", UNTRUSTED);
        assertThat(state.at("/dead_letters/0/detail").asString()).isEqualTo(detail);
        assertThat(state.toString()).doesNotContain(RegisterProcess.SECRET);
    }

    private static void delivered(String order) {
        offices.orders().delivered(order);
    }

    /** What became of each permit, as the person has it; the whole log agrees. */
    private static void requirePermits(String order, String... ends) throws IOException {
        assertThat(settled(order)).containsExactly(ends);
        offices.file().requireAgreesWithLog(offices.services(), folder);
    }

    private static List<String> settled(String order) {
        String record = offices.orders().record(order);
        var permits = new ArrayList<String>();
        Await.until("each permit has its end", () -> {
            permits.clear();
            permits.addAll(offices.file().permits(record));
            return !permits.contains("open");
        });
        return permits;
    }

    private static HttpResponse<String> post(Door.Call call) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(offices.services().issuer() + call.target()))
                    .header("Content-Type", "application/jwt")
                    .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
