package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.GuardianBench;
import org.amana.verifier.testing.GuardianBench.Both;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of an order of two, only a permit that names that guardian's consent is one. */
class GuardiansPermitTest {
    private final Bench shared = TestWorld.sharedBench();
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final GuardianBench guardians = new GuardianBench(bench);

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Test
    void thatNamesAnotherGuardiansRecord_isRefused() throws Exception {
        refuses(request -> Optional
                .of(guardians.minor(new RecordId("B".repeat(22)), GuardianBench.guardian(request).answered().hash())));
    }

    @Test
    void thatNamesAnotherAnswerOfTheGuardian_isRefused() throws Exception {
        refuses(request -> Optional
                .of(guardians.minor(GuardianBench.guardian(request).record(),
                        RequestHash.of("another.request.object"))));
    }

    @Test
    void thatNamesNoGuardian_isRefused() throws Exception {
        refuses(request -> Optional.of(new PersonsAge.UnderAge(Optional.empty())));
    }

    @Test
    void thatSaysNothingOfTheAge_isRefused() throws Exception {
        refuses(request -> Optional.empty());
    }

    @Test
    void ofAPersonWhoIsOfAgeNow_isStored() throws Exception {
        Both both = guardians.agreed();
        guardians.permits(request -> Optional.of(new PersonsAge.OfAge()));
        bench.run();
        assertThat(bench.stateOf(both.person())).isEqualTo("DELIVERED");
    }

    @Test
    void thatNamesAGuardianWhomNobodyAsked_isRefused() throws Exception {
        Opened alone = bench.agreed();
        guardians.permits(request -> Optional
                .of(guardians.minor(new RecordId("B".repeat(22)), RequestHash.of("another.request"))));
        bench.run();
        assertThat(bench.state(alone).get("reason").asString()).isEqualTo("bad_release");
        assertThat(bench.kept(alone)).isZero();
    }

    private void refuses(GuardianBench.Age age) throws Exception {
        Both both = guardians.agreed();
        guardians.permits(age);
        bench.run();
        assertThat(bench.stateOf(both.person())).isEqualTo("FAILED");
        assertThat(bench.state(both.person()).get("reason").asString()).isEqualTo("bad_release");
        assertThat(bench.kept(both.person())).isZero();
        // what was refused was a spent permit: the ledger hears that it came to nothing
        assertThat(bench.outcomes(both.person())).singleElement()
                .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(EventKind.FAILED));
    }

}
