package org.amana.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.key.EphemeralKey;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;

/** Random histories of several people: what a ledger accepted folds to what it decided, and no entry can be left out. */
class ConsentFoldTest {
    private static final List<EventKind> KINDS = List.of(EventKind.DEFERRED, EventKind.GIVEN, EventKind.RENEWED,
            EventKind.REFUSED, EventKind.WITHDRAWN);
    private static final List<EphemeralKey> PEOPLE = List.of(EphemeralKey.generate(), EphemeralKey.generate(),
            EphemeralKey.generate());

    private record Entry(SignedConsentEvent event, Commitment commitment) {}

    private record History(List<Entry> entries, List<ConsentState> states) {}

    /** As the sequencer decides: whatever cannot follow is refused and leaves nothing. */
    private static History history(long seed, int attempts) {
        var random = new Random(seed);
        var entries = new ArrayList<Entry>();
        Map<RecordId, ConsentState> states = new LinkedHashMap<>();
        Map<RelationId, ChainPosition> next = new HashMap<>();
        for (int i = 0; i < attempts; i++) {
            EphemeralKey person = PEOPLE.get(random.nextInt(PEOPLE.size()));
            String matter = "%022d".formatted(random.nextInt(8));
            ConsentEvent given = Samples.given(person);
            ChainPosition position = next.getOrDefault(given.relation(), ChainPosition.first());
            var event = new ConsentEvent(KINDS.get(random.nextInt(KINDS.size())), new RecordId(matter), given.actor(),
                    position, given.time(), given.terms(), given.notice(), RequestHash.of(matter));
            try {
                ConsentState after = ConsentLife.after(Optional.ofNullable(states.get(event.record())), event,
                        entries.size());
                states.put(event.record(), after);
                SignedConsentEvent signed = EventSignature.sign(event, person);
                Commitment commitment = Opening.make(signed, random).commitment();
                next.put(event.relation(), position.next(commitment));
                entries.add(new Entry(signed, commitment));
            } catch (ProblemException e) {
                assertThat(e.problem()).isInstanceOf(LifeProblem.class);
            }
        }
        return new History(entries, List.copyOf(states.values()));
    }

    private static List<Finding> fold(ConsentFold fold, List<Entry> entries, List<Integer> order) {
        var findings = new ArrayList<Finding>();
        for (int index : order) {
            Entry entry = entries.get(index);
            fold.add(entry.event(), entry.commitment(), index).ifPresent(findings::add);
        }
        return findings;
    }

    private static List<Integer> order(int size) {
        return new ArrayList<>(java.util.stream.IntStream.range(0, size).boxed().toList());
    }

    @Property(tries = 40)
    void add_ofWhateverWasAccepted_standsAsItWasDecided(@ForAll long seed) {
        History history = history(seed, 40);
        var fold = new ConsentFold();
        assertThat(fold(fold, history.entries(), order(history.entries().size()))).isEmpty();
        assertThat(fold.states()).isEqualTo(history.states());
    }

    @Property(tries = 20)
    void add_whenAnyEntryButTheLastOfItsRelationIsLeftOut_isFound(@ForAll long seed) {
        List<Entry> entries = history(seed, 30).entries();
        for (int left = 0; left < entries.size(); left++) {
            List<Integer> rest = order(entries.size());
            rest.remove(Integer.valueOf(left));
            RelationId relation = entries.get(left).event().event().relation();
            boolean last = entries.subList(left + 1, entries.size())
                    .stream()
                    .noneMatch(later -> later.event().event().relation().equals(relation));
            assertThat(fold(new ConsentFold(), entries, rest).isEmpty()).as("without entry %d", left).isEqualTo(last);
        }
    }

    @Property(tries = 20)
    void add_whenTwoOfARelationAreSwapped_isFound(@ForAll long seed) {
        List<Entry> entries = history(seed, 30).entries();
        for (int first = 0; first < entries.size(); first++) {
            for (int second = first + 1; second < entries.size(); second++) {
                if (entries.get(first)
                        .event()
                        .event()
                        .relation()
                        .equals(entries.get(second).event().event().relation())) {
                    List<Integer> swapped = order(entries.size());
                    java.util.Collections.swap(swapped, first, second);
                    assertThat(fold(new ConsentFold(), entries, swapped)).as("%d and %d", first, second).isNotEmpty();
                }
            }
        }
    }
}
