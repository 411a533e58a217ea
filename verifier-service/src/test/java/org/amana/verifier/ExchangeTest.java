package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.core.consent.EventKind;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The way of an exchange that goes well, from the desk to the person and the source and back. */
class ExchangeTest {
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void exchange_fromTheDeskToTheData_isDeliveredOnce() throws Exception {
        Opened opened = bench.open();
        assertThat(bench.stateOf(opened)).isEqualTo("ASKED");
        assertThat(opened.request().query().credentials().getFirst().claims()).isEmpty();
        bench.agree(opened);
        assertThat(bench.stateOf(opened)).isEqualTo("READY");
        bench.run();

        assertThat(world.source.refused).isEmpty();
        ObjectNode state = bench.state(opened);
        assertThat(state.get("state").asString()).as(state.toString()).isEqualTo("DELIVERED");
        ObjectNode data = TestWallet
                .json(bench.desk.get("received/" + state.at("/deliveries/0/received_id").asString()));
        assertThat(data.at("/data/0/claims/qualification/title").asString()).isEqualTo("Bachelor of Nursing");
        assertThat(bench.outcomes(opened)).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(EventKind.DELIVERED);
            assertThat(outcome.issuer()).isEqualTo("harbour-bakery");
            assertThat(outcome.record()).isEqualTo(opened.record());
        });
        bench.run();
        assertThat(world.source.seen).hasSize(1);
        assertThat(world.bean(JdbcClient.class)
                .sql("select row_to_json(r)::text || row_to_json(o)::text from received_data r join exchange_order o using (order_id)")
                .query(String.class)
                .list()).allSatisfy(row -> assertThat(row).doesNotContain("Tesfay", "Nursing"));
    }
}
