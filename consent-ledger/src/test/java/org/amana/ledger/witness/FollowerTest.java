package org.amana.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.amana.ledger.Desk;
import org.amana.ledger.log.BackgroundThreads;
import org.amana.support.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes over one database: what the one that follows does, and what it leaves to the other. */
class FollowerTest {
    @TempDir
    private Path folder;
    private LedgerNode leader;
    private LedgerNode follower;

    @BeforeEach
    void twoOverOneDatabase() {
        leader = LedgerNode.start(TestServices.settings(), Map.of());
        follower = leader.follower(folder.resolve("data"), Map.of());
    }

    @AfterEach
    void stop() {
        follower.close();
        leader.close();
    }

    @Test
    void health_saysWhoLeads_andChangesWithTheLead() {
        assertThat(leader.get("/actuator/health/leading").status()).isEqualTo(200);
        assertThat(follower.get("/actuator/health/leading").status()).isEqualTo(503);
        assertThat(follower.get("/actuator/health").status()).isEqualTo(200);
        assertThat(follower.get("/actuator/health").json().path("components").path("log").path("status").asString())
                .isEqualTo("FOLLOWING");
        assertThat(follower.get("/actuator/health/readiness").status()).isEqualTo(200);
        leader.close();
        await().untilAsserted(
                () -> assertThat(follower.get("/actuator/health/leading").status()).isEqualTo(200));
    }

    @Test
    void threads_ofTheLeader_runThereAloneAndMoveWithTheLead() {
        BackgroundThreads first = notices(leader);
        BackgroundThreads second = notices(follower);
        assertThat(first.activeCount()).isEqualTo(1);
        assertThat(second.activeCount()).isZero();
        leader.close();
        assertThat(first.activeCount()).isZero();
        await().untilAsserted(() -> assertThat(second.activeCount()).isEqualTo(1));
        follower.close();
        assertThat(second.activeCount()).isZero();
    }

    @Test
    void look_atAFollower_isNotGivenAndSaysWhatToDo() {
        Path passwords = Path.of(leader.setting("amana.first-login"));
        Desk officer = new Desk(follower.address()).signIn("dpo", passwords);
        for (String page : new String[]{"/audit/desk", "/audit/desk/clocks",
                "/audit/desk/breach?from=2026-01-01T00:00&to=2026-02-01T00:00"}) {
            HttpResponse<String> answer = officer.get(page);
            assertThat(answer.statusCode()).as(page).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(answer.body()).contains("Another one takes its entries", "Load the page again");
        }
        assertThat(officer.get("/audit/desk/records").statusCode()).isEqualTo(200);
        assertThat(officer.get("/audit").statusCode()).isEqualTo(200);
        assertThat(new Desk(leader.address()).signIn("dpo", passwords).get("/audit/desk").statusCode()).isEqualTo(200);
    }

    @Test
    void proposal_atAFollower_isShownAgainAndSaysWhy() {
        Desk registrar = new Desk(follower.address()).signIn("registrar-a",
                Path.of(leader.setting("amana.first-login")));
        HttpResponse<String> answer = registrar.postFrom("/register/desk", "/register/desk/proposals",
                Map.of("kind", "party", "version", "0", "document", """
                        {"id":"bakery","name":{"en":"Bakery"},"country":"PT","kind":"employer"}"""));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.body()).contains("Nothing was changed", "follows another one", "&quot;bakery&quot;");
    }

    private static BackgroundThreads notices(LedgerNode node) {
        return node.bean("noticeThreads", BackgroundThreads.class);
    }
}
