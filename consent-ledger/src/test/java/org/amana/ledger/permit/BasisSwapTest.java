package org.amana.ledger.permit;

import static org.amana.ledger.permit.ByLaw.assertDenied;
import static org.amana.ledger.permit.ByLaw.assertPermitted;
import static org.amana.ledger.permit.ByLaw.use;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.EventKind;
import org.amana.core.register.IntendedUse;
import org.amana.ledger.Caller;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** After a no, another basis opens nothing that the register did not name before the person was asked. */
@LedgerTest
class BasisSwapTest {
    /** That of the registered consent. */
    private static final String PURPOSE = "Keep your diploma on file";
    private final Environment settings;
    private final Exchange exchange;
    private final ByLaw law;

    BasisSwapTest(@Autowired Environment settings) {
        this.settings = settings;
        this.exchange = new Exchange(settings);
        this.law = new ByLaw(exchange);
        law.register();
    }

    private static IntendedUse samePurpose() {
        return use("law-" + Person.fresh(), "  keep your Diploma on  file ");
    }

    private ConsentEvent withdrawn() {
        ConsentEvent given = exchange.give();
        exchange.permitted(given);
        exchange.withdraw(given);
        return given;
    }

    @Test
    void permit_whenTheUseWasRegisteredAfterTheWithdrawal_isDenied() {
        ConsentEvent given = withdrawn();
        IntendedUse swapped = samePurpose();
        law.register(swapped);
        assertDenied("basis_swap", law.access(swapped, given).order());
    }

    @Test
    void permit_whenTheUseWasRegisteredBetweenGivingAndWithdrawing_isDenied() {
        ConsentEvent given = exchange.give();
        IntendedUse swapped = samePurpose();
        law.register(swapped);
        var access = law.access(swapped, given);
        assertPermitted(access.order());
        exchange.withdraw(given);
        assertDenied("basis_swap", access.order());
    }

    @Test
    void permit_afterARefusal_isDenied() {
        ConsentEvent refused = exchange.decide(EventKind.REFUSED);
        ConsentEvent other = exchange.give();
        IntendedUse swapped = samePurpose();
        law.register(swapped);
        assertDenied("basis_swap", law.access(swapped, other).order());
        assertDenied("basis_swap", law.access(swapped, refused).order());
    }

    @Test
    void permit_whenTheConsentsOwnUseRestsOnALawNow_isDenied() {
        ConsentEvent given = withdrawn();
        IntendedUse changed = use("keep-diploma-on-file", "Something else entirely");
        var register = exchange.register();
        ((tools.jackson.databind.node.ArrayNode) register.path("intended_uses")).set(0, changed.toJson());
        exchange.register(register);
        assertDenied("basis_swap", law.access(changed, given).order());
        law.register();
    }

    @Test
    void permit_whenAnOlderUseWasChangedSince_isDenied() {
        IntendedUse older = samePurpose();
        law.register(ByLaw.on(older, "eu-gdpr:A6-1-c"));
        ConsentEvent given = withdrawn();
        law.register(older);
        assertDenied("basis_swap", law.access(older, given).order());
    }

    @Test
    void permit_whenTheUseIsOlderThanTheConsent_isGiven() {
        IntendedUse older = samePurpose();
        law.register(older);
        assertPermitted(law.access(older, withdrawn()).order());
    }

    @Test
    void permit_forAnotherPurposeOrOtherData_isGiven() {
        ConsentEvent given = withdrawn();
        IntendedUse other = use("law-" + Person.fresh(), "Count diplomas " + Person.fresh());
        IntendedUse apart = use("law-" + Person.fresh(), PURPOSE, List.of(List.of("grades")));
        law.register(other, apart);
        assertPermitted(law.access(other, given).order());
        assertPermitted(law.access(apart, given).order());
    }

    /** Random histories: what passes after a no rests on a use that was there before the person was asked. */
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void permits_overRandomHistories_neverFollowANoUnlessTheUseIsOlder(long seed) {
        var random = new Random(seed);
        var fresh = new Exchange(settings);
        var office = new ByLaw(fresh);
        IntendedUse oldest = samePurpose();
        office.register(oldest);
        List<ConsentEvent> asked = new ArrayList<>(List.of(fresh.give()));
        List<ConsentEvent> given = new ArrayList<>(asked);
        List<IntendedUse> uses = new ArrayList<>(List.of(oldest));
        // for each use: how often the person had been asked when it was registered
        List<Integer> askedBefore = new ArrayList<>(List.of(0));
        List<Integer> noes = new ArrayList<>();
        int permitted = 0;
        int denied = 0;
        for (int step = 0; step < 60 || permitted == 0 || denied == 0; step++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    IntendedUse use = samePurpose();
                    office.register(use);
                    uses.add(use);
                    askedBefore.add(asked.size());
                }
                case 1 -> {
                    ConsentEvent next = fresh.give();
                    asked.add(next);
                    given.add(next);
                }
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        noes.add(asked.size());
                        asked.add(fresh.decide(EventKind.REFUSED));
                    } else if (!given.isEmpty() && random.nextInt(3) == 0) {
                        ConsentEvent back = given.remove(random.nextInt(given.size()));
                        noes.add(asked.indexOf(back));
                        fresh.withdraw(back);
                    }
                }
                default -> {
                    if (!uses.isEmpty()) {
                        int use = random.nextInt(uses.size());
                        Caller.Answer answer = office
                                .access(uses.get(use), asked.get(random.nextInt(asked.size())))
                                .order();
                        int before = askedBefore.get(use);
                        boolean swap = noes.stream().anyMatch(no -> no < before);
                        assertThat(answer.json().path("kind").asString()).as(answer.text())
                                .isEqualTo(swap ? "DENY" : "PERMIT");
                        permitted += swap ? 0 : 1;
                        denied += swap ? 1 : 0;
                    }
                }
            }
            if (step > 300) {
                throw new AssertionError("the history never had both");
            }
        }
    }
}
