package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.Door;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger or the source, each a process of its own, is killed while a diploma is fetched by consent: nothing leaves
 * without a permit, the clerk reads why, and once they are back the diploma comes once.
 */
@Tag("long")
class ExchangeOutageIT {
    private static final Door.Answer AWAY = new Door.Answer(503, Map.of(), "");
    @TempDir
    private static Path folder;
    private static ExchangeOffices offices;

    @BeforeAll
    static void start() throws IOException {
        offices = ExchangeOffices.start(folder, "--amana.verifier.exchange.longest-pause=PT5S");
    }

    @AfterAll
    static void stop() {
        offices.close();
    }

    @BeforeEach
    void nobodyAskedTheRegister() {
        offices.register().behave("row");
    }

    @Test
    void ledgerDown_whileAnOrderIsDue_theRegisterIsNotEvenAsked() throws Exception {
        String order = askWhileSourceIsAway();
        offices.services().kill(ExchangeOffices.LEDGER);
        offices.issuerDoor().keptByNobody();
        offices.orders()
                .awaitReason(order, "ledger_unavailable",
                        "The authority cannot ask its ledger right now, so it sends nothing.");
        assertThat(offices.register().wasAsked()).isFalse();
        offices.services().resume(ExchangeOffices.LEDGER);
        requireOnce(order);
    }

    @Test
    void ledgerDown_betweenPermitAndSending_nothingLeaves() throws Exception {
        offices.ledgerDoor().keptBy((call, onward) -> {
            if (call.target().endsWith("/check")) {
                offices.services().kill(ExchangeOffices.LEDGER);
            }
            return onward.pass(call);
        });
        String order = offices.orders().ask();
        offices.orders().awaitReason(order, "ledger_unavailable", "so it sends nothing");
        assertThat(offices.register().wasAsked()).isTrue();
        offices.ledgerDoor().keptByNobody();
        offices.services().resume(ExchangeOffices.LEDGER);
        requireOnce(order, "FAILED ledger_unavailable");
    }

    @Test
    void sourceKilled_betweenThePermitAndItsAnswer_thePermitFailsAndAnotherBringsItOnce() throws Exception {
        var permitted = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        offices.ledgerDoor().keptBy((call, onward) -> {
            Door.Answer answer = onward.pass(call);
            if (call.target().equals("/v1/permits")) {
                permitted.countDown();
                dead.await();
            }
            return answer;
        });
        String order = offices.orders().ask();
        Await.until("the permit is an entry", () -> permitted.getCount() == 0);
        offices.services().kill(ExchangeOffices.ISSUER);
        offices.ledgerDoor().keptByNobody();
        dead.countDown();
        offices.orders()
                .awaitReason(order, "source_unavailable",
                        "Nothing is lost: it is tried again by itself until the last day.");
        assertThat(offices.register().wasAsked()).isFalse();
        offices.services().resume(ExchangeOffices.ISSUER);
        requireOnce(order, "FAILED interrupted");
    }

    @Test
    void sourceDownForADay_theDiplomaComesOnceSoonAfterItsReturn() throws Exception {
        String order = askWhileSourceIsAway();
        offices.services().kill(ExchangeOffices.ISSUER);
        offices.issuerDoor().keptByNobody();
        for (String service : List.of(ExchangeOffices.LEDGER, ExchangeOffices.WALLET, ExchangeOffices.VERIFIER)) {
            offices.services().kill(service);
            offices.services().resume(service, "--amana.demo=true", "--amana.demo-clock-ahead=25h");
        }
        offices.wallet().unlock();
        int tries = offices.orders().state(order).path("attempts").asInt();
        Await.until("it is tried a day later",
                () -> offices.orders().state(order).path("attempts").asInt() > tries + 1);
        offices.orders().awaitReason(order, "source_unavailable", "Nothing is lost");
        offices.services().resume(ExchangeOffices.ISSUER, "--amana.demo=true", "--amana.demo-clock-ahead=25h");
        requireOnce(order);
    }

    /** The person has agreed, and nobody gets further than to the door of the source. */
    private static String askWhileSourceIsAway() {
        offices.issuerDoor().keptBy((call, onward) -> call.target().endsWith("/release") ? AWAY : onward.pass(call));
        String order = offices.orders().ask();
        offices.orders().awaitReason(order, "source_unavailable", "The authority does not answer right now.");
        assertThat(offices.register().wasAsked()).isFalse();
        return order;
    }

    /** One delivery under the last permit; those before came to these ends. */
    private static void requireOnce(String order, String... ends) throws IOException {
        var expected = new ArrayList<>(List.of(ends));
        expected.add("DELIVERED");
        String record = offices.orders().delivered(order, Duration.ofMinutes(2)).path("record").asString();
        Await.until("each permit has its end", Duration.ofMinutes(3),
                () -> !offices.file().permits(record).contains("open"));
        PersonsFile file = offices.file();
        assertThat(file.permits(record)).isEqualTo(expected);
        assertThat(file.denials(record)).isEmpty();
        file.requireAgreesWithLog(offices.services(), folder);
        assertThat(offices.orders().state(order).path("deliveries")).hasSize(1);
    }
}
