package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipInputStream;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.ledger.Caller;
import org.amana.ledger.Desk;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of several people, most requests sent more than once: a retry gets the first answer and no leaf, and
 * what the entries fold to is what the tables claim and what the running ledger answers, also after a restart.
 */
class HistoriesTest {
    private static final int PEOPLE = 5;
    private static final int STEPS = 120;
    private static final List<EventKind> KINDS = List.of(EventKind.DEFERRED, EventKind.GIVEN, EventKind.RENEWED,
            EventKind.REFUSED, EventKind.WITHDRAWN);
    private final long seed = Long.getLong("amana.ledger.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, String> standing = new HashMap<>();
    private int renewals;
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** A request that was taken, and its answer. */
    private record Sent(String path, String key, SignedConsentEvent event, String answer) {}

    /** A person, and what they were asked in this history. */
    private record Asked(Person person, List<ConsentEvent> matters) {}

    @Test
    void ledger_overRandomHistories_isWhatItsEntriesFoldTo() throws Exception {
        System.out.println("-Damana.ledger.seed=" + seed);
        try (var ledger = AttackedLedger.of(3)) {
            Caller wallet = ledger.wallet();
            List<Asked> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                var person = new Person();
                people.add(new Asked(person, List.of(matter(person), matter(person))));
            }
            int refused = 0;
            for (int step = 0; step < STEPS; step++) {
                refused += decide(wallet, people.get(random.nextInt(PEOPLE))) ? 0 : 1;
                repeat(wallet);
            }
            var last = new Person();
            ConsentEvent matter = matter(last);
            decide(wallet, last, matter, EventKind.GIVEN);
            decide(wallet, last, matter, EventKind.RENEWED);
            assertThat(refused).as("seed %d: histories try what cannot follow", seed).isBetween(1, STEPS - 1);
            assertThat(sent.stream().map(one -> one.event().kind())).as("seed %d", seed)
                    .contains(EventKind.GIVEN, EventKind.RENEWED);
            requireAgreement(ledger);
            ledger.stop();
            ledger.start();
            requireAgreement(ledger);
        }
    }

    private static ConsentEvent matter(Person person) {
        ConsentEvent asked = person.answer(EventKind.GIVEN);
        return Person.with(asked, asked.terms().until(asked.time().plus(Duration.ofDays(30))));
    }

    /** True when it was taken. */
    private boolean decide(Caller wallet, Asked asked) {
        ConsentEvent matter = asked.matters().get(random.nextInt(asked.matters().size()));
        return decide(wallet, asked.person(), matter, KINDS.get(random.nextInt(KINDS.size())));
    }

    private boolean decide(Caller wallet, Person person, ConsentEvent matter, EventKind kind) {
        SignedConsentEvent event = person.sign(kind == EventKind.RENEWED
                ? person.renewal(matter, ++renewals)
                : person.instead(matter, kind));
        String path = "/v1/consents" + switch (kind) {
            case RENEWED -> "/" + matter.record() + "/renew";
            case WITHDRAWN -> "/" + matter.record() + "/withdraw";
            default -> "";
        };
        String key = Person.fresh();
        Caller.Answer answer = wallet.post(path, key, Person.body(event));
        if (answer.status() != 201) {
            assertThat(answer.reason()).as("seed %d", seed)
                    .isIn("already_decided", "unknown_record", "wrong_state",
                            "not_a_renewal");
            return false;
        }
        person.appended(ConsentReceipt.parse(answer.json().path("receipt")));
        sent.add(new Sent(path, key, event, answer.text()));
        standing.put(matter.requestHash().value(), kind == EventKind.RENEWED ? "GIVEN" : kind.name());
        return true;
    }

    /** Something that was sent before, once more; with another body under its key it is refused. */
    private void repeat(Caller wallet) {
        if (sent.isEmpty()) {
            return;
        }
        Sent earlier = sent.get(random.nextInt(sent.size()));
        assertThat(wallet.post(earlier.path(), earlier.key(), Person.body(earlier.event())).text())
                .as("seed %d", seed)
                .isEqualTo(earlier.answer());
        Sent other = sent.get(random.nextInt(sent.size()));
        if (!other.equals(earlier) && other.path().equals(earlier.path())) {
            assertThat(wallet.post(earlier.path(), earlier.key(), Person.body(other.event())).reason())
                    .as("seed %d", seed)
                    .isEqualTo("idempotency_key_reused");
        }
    }

    private void requireAgreement(AttackedLedger ledger) throws Exception {
        var officer = new Desk(ledger.address()).signIn("dpo", ledger.firstLogin());
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(officer.getBytes("/audit/desk/api/evidence.zip").body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(folder.resolve(entry.getName()), zip.readAllBytes());
            }
        }
        assertThat(Files.readAllLines(folder.resolve("openings.jsonl"))).as("seed %d: a retry adds no entry", seed)
                .hasSize(sent.size());
        AmanaLedgerCli fold = ledger.fsck("--openings", folder.resolve("openings.jsonl"), "--state",
                folder.resolve("state.jsonl"));
        assertThat(fold.exitCode()).as("seed %d: %s", seed, fold.output()).isZero();
        assertThat(fold.output().lines().filter(line -> line.startsWith("Record "))).hasSize(standing.size());
        Caller recipient = ledger.caller("verifier-service", ServiceRole.RECIPIENT);
        standing.forEach((request, state) -> assertThat(recipient.get("/v1/consents?request_hash=" + request)
                .json()
                .path("state")
                .asString()).as("seed %d", seed).isEqualTo(state));
    }
}
