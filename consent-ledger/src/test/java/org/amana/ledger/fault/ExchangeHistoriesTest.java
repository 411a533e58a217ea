package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.amana.core.consent.ConsentFold;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.SignedEvent;
import org.amana.core.consent.UnverifiedEvent;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.Finding;
import org.amana.core.register.CredentialCategory;
import org.amana.ledger.Desk;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random histories of decisions, orders and outcomes, many at once and across a restart: no permit lies after a
 * withdrawal, none is wider than its consent, every answer is an entry, and the auditor's fold finds nothing but what is
 * planted.
 */
class ExchangeHistoriesTest {
    private static final int TRIES = 2;
    private static final int ROUNDS = 14;
    private static final Set<String> GRANTS = Set.of("GIVEN", "RENEWED");
    @SuppressWarnings("NullAway.Init") // set before all tries
    private static AttackedLedger ledger;

    /** An entry that was opened. */
    private record Entry(SignedEvent event, Opening opening) {}

    @BeforeContainer
    static void open() throws Exception {
        ledger = AttackedLedger.of(1);
    }

    @AfterContainer
    static void close() {
        ledger.close();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF)
    void permits_overRandomHistories_areWithinWhatStands(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        var history = new ExchangeHistory(ledger, random);
        history.run(ROUNDS, random.nextInt(ROUNDS));
        NavigableMap<Long, Entry> entries = exported();
        Map<Long, String> kinds = new HashMap<>();
        entries.forEach((index, entry) -> kinds.put(index, entry.event().kind().name()));
        assertThat(kinds).containsAllEntriesOf(history.answered());
        assertThat(history.answered().values()).contains("GIVEN", "WITHDRAWN", "PERMIT", "DENY");
        requireEveryPermitIsCovered(entries);
        assertThat(fold(entries)).isEmpty();
        assertThat(history.reasons()).contains("guardian_missing", "guardian_withdrawn", "suspended");
        requirePlantedPermitsAreFound(entries);
    }

    /** Without the rules of the core: what was decided last, and the claims one by one. */
    private static void requireEveryPermitIsCovered(NavigableMap<Long, Entry> entries) {
        Map<RecordId, String> last = new HashMap<>();
        Map<RecordId, List<CredentialCategory>> granted = new HashMap<>();
        Map<RecordId, Optional<Representation>> represented = new HashMap<>();
        entries.forEach((index, entry) -> {
            RecordId record = entry.event().record();
            if (entry.event() instanceof SignedConsentEvent decision) {
                last.put(record, decision.kind().name());
                granted.put(record, decision.event().terms().categories());
                represented.put(record, decision.event().terms().representation());
            } else if (entry.event().kind() == EventKind.PERMIT
                    && entry.event() instanceof ExchangeEvent permit
                    && permit.statement() instanceof PermitOrder order) {
                assertThat(GRANTS).as("permit %d", index).contains(last.getOrDefault(record, "nothing"));
                Optional<RecordId> guardian = order.age()
                        .flatMap(PersonsAge::findGuardian)
                        .map(PersonsAge.Guardian::record);
                if (Representation.isWithGuardian(represented.getOrDefault(record, Optional.empty()))) {
                    assertThat(guardian).as("permit %d about somebody under age", index).isPresent();
                }
                guardian.ifPresent(other -> {
                    assertThat(GRANTS).contains(last.getOrDefault(other, "nothing"));
                    assertThat(Representation.ward(represented.getOrDefault(other, Optional.empty())))
                            .contains(order.requestHash());
                });
                order.categories()
                        .forEach(asked -> assertThat(granted.getOrDefault(record, List.of())).anySatisfy(given -> {
                            assertThat(given.vct()).isEqualTo(asked.vct());
                            assertThat(given.claims()).containsAll(asked.claims());
                        }));
            }
        });
    }

    private static List<Finding> fold(NavigableMap<Long, Entry> entries) {
        var fold = new ConsentFold();
        return entries.entrySet()
                .stream()
                .flatMap(entry -> fold.add(entry.getValue().event(), entry.getValue().opening().commitment(),
                        entry.getKey()).stream())
                .toList();
    }

    /** The ledger's operator lets a permit in again after the withdrawal; the same is found of a second delivery. */
    private static void requirePlantedPermitsAreFound(NavigableMap<Long, Entry> entries) {
        int planted = 0;
        for (Map.Entry<Long, Entry> withdrawal : entries.entrySet()) {
            if (withdrawal.getValue().event().kind() == EventKind.WITHDRAWN) {
                for (Entry permit : entries.headMap(withdrawal.getKey()).values()) {
                    if (permit.event().kind() == EventKind.PERMIT
                            && permit.event().record().equals(withdrawal.getValue().event().record())) {
                        assertFound(entries, permit, "not_permitted");
                        planted++;
                        break;
                    }
                }
            }
        }
        assertThat(planted).isPositive();
        entries.values()
                .stream()
                .filter(entry -> entry.event().kind() == EventKind.DELIVERED)
                .findFirst()
                .ifPresent(delivery -> assertFound(entries, delivery, "no_such_permit"));
    }

    private static void assertFound(NavigableMap<Long, Entry> entries, Entry again, String reason) {
        var changed = new TreeMap<>(entries);
        changed.put(entries.lastKey() + 1, again);
        assertThat(fold(changed)).extracting(Finding::reason).containsExactly(reason);
    }

    private static NavigableMap<Long, Entry> exported() throws IOException {
        var officer = new Desk(ledger.address()).signIn("dpo", ledger.firstLogin());
        var entries = new TreeMap<Long, Entry>();
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(officer.getBytes("/audit/desk/api/evidence.zip").body()))) {
            for (var file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                if (file.getName().equals("openings.jsonl")) {
                    new String(zip.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                        ObjectNode json = StrictJson.parseObject(line.getBytes(StandardCharsets.UTF_8), 100_000);
                        Opening opening = Opening.parse(json);
                        entries.put(json.path("index").asLong(),
                                new Entry(UnverifiedEvent.parse(opening.event()).verify(), opening));
                    });
                }
            }
        }
        return entries;
    }
}
