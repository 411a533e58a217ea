package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.PersonsAge;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.consent.Views;
import org.amana.core.json.StrictJson;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Offices;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.awaitility.Awaitility;
import tools.jackson.databind.node.ObjectNode;

/** What several people decide while offices ask for permits at the same time, some of it across a restart. */
final class ExchangeHistory {
    private static final List<EventKind> DECISIONS = List.of(EventKind.GIVEN, EventKind.GIVEN, EventKind.RENEWED,
            EventKind.WITHDRAWN, EventKind.DEFERRED, EventKind.REFUSED);
    /** A family has one matter, and it comes to a yes of both more often. */
    private static final List<EventKind> OF_FAMILIES = List.of(EventKind.GIVEN, EventKind.GIVEN, EventKind.GIVEN,
            EventKind.RENEWED, EventKind.WITHDRAWN, EventKind.DEFERRED, EventKind.REFUSED);
    private static final int ORDERS = 8;
    private static final int MOST_ORDERS = 100;
    /** People who decide for themselves; the two after them are a child and their guardian. */
    private static final int ALONE = 3;
    private final AttackedLedger ledger;
    private final Random random;
    private final Offices offices;
    private final Caller wallet;
    private final Caller source;
    private final Caller requester;
    private final List<Asked> people;
    private final Map<Long, String> answered = new ConcurrentHashMap<>();
    private final Map<Long, ConsentEvent> permits = new ConcurrentHashMap<>();
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();
    private final Set<RecordId> permitted = ConcurrentHashMap.newKeySet();
    private final Set<RecordId> withdrawn = ConcurrentHashMap.newKeySet();
    /** What guardians were asked, by the record of the person under age. */
    private final Map<RecordId, ConsentEvent> guardians = new ConcurrentHashMap<>();
    private int renewals;

    /** A person, and what they were asked. */
    private record Asked(Person person, List<ConsentEvent> matters) {}

    ExchangeHistory(AttackedLedger ledger, Random random) {
        this.ledger = ledger;
        this.random = random;
        Path trust = ledger.trustDir();
        this.offices = new Offices(trust);
        this.wallet = ledger.wallet();
        this.source = ledger.caller("issuer-service", ServiceRole.SOURCE);
        this.requester = ledger.caller("verifier-service", ServiceRole.RECIPIENT);
        this.people = IntStream.range(0, ALONE)
                .mapToObj(any -> asked(new Person()))
                .collect(Collectors.toCollection(ArrayList::new));
        people.addAll(family());
    }

    /** Somebody under age, and their guardian. */
    private List<Asked> family() {
        var person = new Person();
        var child = new Asked(person, List.of(matter(person, Optional.of(new Representation.WithGuardian(Views.YES)))));
        return List.of(child, guardianOf(child));
    }

    private Asked guardianOf(Asked child) {
        var guardian = new Person();
        var matters = new ArrayList<ConsentEvent>();
        for (ConsentEvent asked : child.matters()) {
            ConsentEvent matter = matter(guardian, Optional.of(new Representation.ForWard(asked.requestHash())));
            guardians.put(asked.record(), matter);
            matters.add(matter);
        }
        return new Asked(guardian, matters);
    }

    private static Asked asked(Person person) {
        return new Asked(person, IntStream.range(0, 3).mapToObj(any -> matter(person, Optional.empty())).toList());
    }

    private static ConsentEvent matter(Person person, Optional<Representation> representation) {
        ConsentEvent asked = Offices.asked(person.answer(EventKind.GIVEN));
        return Person.with(asked, asked.terms().represented(representation));
    }

    /** Who says no or puts it off does not say yes. */
    private static ConsentEvent fitting(ConsentEvent matter, EventKind kind) {
        Views views = switch (kind) {
            case REFUSED -> Views.NO;
            case DEFERRED -> Views.NOT_ABLE;
            default -> Views.YES;
        };
        return new ConsentEvent(kind, matter.record(), matter.actor(), matter.position(), matter.time(),
                matter.terms()
                        .represented(matter.terms()
                                .representation()
                                .map(found -> found instanceof Representation.ForWard
                                        ? found
                                        : new Representation.WithGuardian(views))),
                matter.notice(), matter.requestHash());
    }

    /**
     * Runs so many rounds, and more until something that was permitted was withdrawn and denied; all of one round happens
     * at once. Then one guardian agrees and takes it back between two orders.
     */
    void run(int rounds, int restartIn) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < rounds || !hasSeenAll(); round++) {
                if (round > rounds && round % 4 == 0) {
                    people.set(random.nextInt(ALONE), asked(new Person()));
                }
                if (round % 8 == 7) {
                    List<Asked> family = family();
                    people.set(ALONE, family.getFirst());
                    people.set(ALONE + 1, family.getLast());
                }
                List<Callable<Boolean>> work = new ArrayList<>();
                people.forEach(person -> work.add(decision(person)));
                IntStream.range(0, ORDERS).forEach(any -> work.add(order()));
                List.copyOf(permits.entrySet())
                        .stream()
                        .limit(2)
                        .forEach(permit -> work.add(outcome(permit.getKey(), permit.getValue())));
                if (round == restartIn) {
                    work.add(this::restart);
                }
                for (Future<Boolean> done : threads.invokeAll(work)) {
                    done.get();
                }
            }
        }
        guardianTakesBack();
    }

    private void guardianTakesBack() throws Exception {
        List<Asked> family = family();
        ConsentEvent childs = family.getFirst().matters().getFirst();
        ConsentEvent guardians = family.getLast().matters().getFirst();
        decision(family.getFirst(), childs, EventKind.GIVEN).call();
        denied(childs, new PersonsAge.UnderAge(Optional.empty()), DenyReason.GUARDIAN_MISSING);
        decision(family.getLast(), guardians, EventKind.GIVEN).call();
        order(childs, Optional.of(named(guardians))).call();
        denied(childs, new PersonsAge.OfAge(), DenyReason.SUSPENDED);
        decision(family.getLast(), guardians, EventKind.WITHDRAWN).call();
        denied(childs, named(guardians), DenyReason.GUARDIAN_WITHDRAWN);
    }

    /** Orders until one is denied for that: some are wrong in another way, which comes first. */
    private void denied(ConsentEvent matter, PersonsAge age, DenyReason reason) throws Exception {
        for (int i = 0; i < MOST_ORDERS && !reasons.contains(reason.code()); i++) {
            order(matter, Optional.of(age)).call();
        }
    }

    private boolean hasSeenAll() {
        return !withdrawn.isEmpty() && answered.containsValue("DENY");
    }

    private boolean restart() {
        ledger.stop();
        ledger.start();
        return true;
    }

    private Callable<Boolean> decision(Asked asked) {
        ConsentEvent matter = one(asked.matters());
        return decision(asked, matter, one(matter.terms().representation().isPresent() ? OF_FAMILIES : DECISIONS));
    }

    private Callable<Boolean> decision(Asked asked, ConsentEvent matter, EventKind kind) {
        SignedConsentEvent event = asked.person()
                .sign(kind == EventKind.RENEWED
                        ? asked.person().renewal(matter, ++renewals)
                        : asked.person().instead(fitting(matter, kind), kind));
        String path = "/v1/consents" + switch (kind) {
            case RENEWED -> "/" + matter.record() + "/renew";
            case WITHDRAWN -> "/" + matter.record() + "/withdraw";
            default -> "";
        };
        String key = Person.fresh();
        return () -> {
            Caller.Answer answer = sent(() -> wallet.post(path, key, Person.body(event)));
            if (answer.status() == 201) {
                asked.person().appended(ConsentReceipt.parse(answer.json().path("receipt")));
                answered.put(answer.json().path("index").asLong(), kind.name());
                if (kind == EventKind.WITHDRAWN && permitted.contains(matter.record())) {
                    withdrawn.add(matter.record());
                }
            } else {
                assertThat(answer.reason()).isIn("already_decided", "unknown_record", "wrong_state", "not_a_renewal");
            }
            return true;
        };
    }

    private Callable<Boolean> order() {
        ConsentEvent matter = one((random.nextBoolean() ? people.get(ALONE) : one(people)).matters());
        return order(matter, age(matter.record()));
    }

    private Callable<Boolean> order(ConsentEvent matter, Optional<PersonsAge> age) {
        Offices.Order order = Offices.order(matter);
        Offices.Order changed = switch (random.nextInt(8)) {
            case 0 -> order.to("other-firm");
            case 1 -> order.asking(List.of(List.of("grades")));
            case 2 -> order.asking(List.of(List.of("qualification")));
            case 3 -> order.purpose("check-right-to-work");
            default -> order;
        };
        var body = StrictJson.object()
                .put("order", PermitOrder.sign(offices.source(), changed.source(), changed.id(), changed.time(),
                        matter.record(), changed.request(), changed.requester(), changed.purpose(),
                        changed.categories(), Optional.empty(), age));
        return () -> {
            Caller.Answer answer = sent(() -> source.post("/v1/permits", Person.fresh(), body));
            if (answer.status() != 201) {
                assertThat(answer.reason()).isEqualTo("unknown_record");
                return true;
            }
            long index = answer.json().path("index").asLong();
            String kind = answer.json().path("kind").asString();
            answered.put(index, kind);
            reasons.add(answer.json().path("reason").asString(""));
            if (kind.equals("PERMIT")) {
                permits.put(index, matter);
                permitted.add(matter.record());
            }
            return true;
        };
    }

    /** Of a person under age mostly their guardian, at times nobody, another child's, or that they are of age. */
    private Optional<PersonsAge> age(RecordId record) {
        if (!guardians.containsKey(record)) {
            return Optional.empty();
        }
        return Optional.of(switch (random.nextInt(8)) {
            case 0 -> new PersonsAge.OfAge();
            case 1 -> new PersonsAge.UnderAge(Optional.empty());
            case 2 -> named(one(List.copyOf(guardians.values())));
            default -> named(Objects.requireNonNull(guardians.get(record)));
        });
    }

    private static PersonsAge named(ConsentEvent guardian) {
        return new PersonsAge.UnderAge(Optional.of(new PersonsAge.Guardian(guardian.record(), guardian.requestHash(),
                guardian.terms().validUntil().orElseThrow())));
    }

    private Callable<Boolean> outcome(long permit, ConsentEvent matter) {
        boolean delivered = random.nextBoolean();
        ObjectNode body = delivered
                ? Offices.outcome(offices.requester(), "harbour-bakery", matter, permit, Optional.empty())
                : Offices.outcome(offices.source(), Fixtures.RECOGNITION_OFFICE, matter, permit, Optional.of("late"));
        return () -> {
            Caller.Answer answer = sent(() -> (delivered ? requester : source)
                    .post("/v1/permits/" + permit + "/outcomes", Person.fresh(), body));
            if (answer.status() == 201) {
                answered.put(answer.json().path("index").asLong(), delivered ? "DELIVERED" : "FAILED");
            } else {
                assertThat(answer.reason()).isEqualTo("already_decided");
                permits.remove(permit);
            }
            return true;
        };
    }

    /** Sent until the ledger answers: what is asked again under its name is not done twice. */
    private static Caller.Answer sent(Supplier<Caller.Answer> call) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .ignoreException(UncheckedIOException.class)
                .until(call::get, answer -> answer.status() < 500 && answer.status() != 599);
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Why orders were denied. */
    Set<String> reasons() {
        return reasons;
    }

    /** Kinds by index of the entries that answers told of. */
    Map<Long, String> answered() {
        return answered;
    }
}
