package org.amana.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amana.core.consent.Commitment;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ReceiptVerdict;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.core.witness.Continuation;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.Person;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code kill -9} of the ledger's JVM and of its PostgreSQL at every named point of an entry's making: what was
 * acknowledged stays, what is asked again under its key gets one leaf and one receipt, and the log only grows.
 */
class KilledAtPointTest {
    /** Ten in every build; {@code -Damana.kills=100} for more. */
    private static final int KILLS = Integer.getInteger("amana.kills", 10);
    private static final int CLIENTS = 6;
    /** So many that they are copied. */
    private static final int CROWD = 40;
    private static final List<Point> POINTS = List.copyOf(EnumSet.allOf(Point.class));
    private final long seed = Long.getLong("amana.ledger.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private long entries;

    /** Something asked under a key, and the answer that was given to it first. */
    private static final class Request {
        private final String path;
        private final String key = Person.fresh();
        private final ObjectNode body;
        private Optional<Caller.Answer> first = Optional.empty();

        Request(String path, ObjectNode body) {
            this.path = path;
            this.body = body;
        }
    }

    @Test
    void ledger_whenKilledAnywhere_losesNothingAndDoesNothingTwice(
                                                                   @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        System.out.println("-Damana.ledger.seed=" + seed + " -Damana.kills=" + KILLS);
        Map<Point, Integer> struck = new EnumMap<>(Point.class);
        long begun = System.nanoTime();
        try (var ledger = new LedgerProcess(folder)) {
            assertThat(ledger.caller("registrar", ServiceRole.REGISTRAR)
                    .post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost"))
                    .status()).isEqualTo(200);
            entries = checkpoint(ledger).treeSize();
            for (int kill = 0; kill < KILLS; kill++) {
                Point point = POINTS.get(kill % POINTS.size());
                boolean jvm = kill % 2 == 0; // an odd number of points: each is struck in both ways
                killAt(ledger, point, jvm, folder);
                struck.merge(point, 1, Integer::sum);
            }
        }
        System.out.println(KILLS + " kills in " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s: "
                + struck + ", " + entries + " entries");
    }

    private void killAt(LedgerProcess ledger, Point point, boolean jvm, Path folder) throws Exception {
        String round = point + (jvm ? " of the JVM" : " of PostgreSQL") + ", seed " + seed;
        Path before = Files.writeString(folder.resolve("before"), note(ledger));
        Caller wallet = ledger.caller("wallet-service", ServiceRole.BLIND_WRITER, ServiceRole.CONSENT_WRITER);
        var leaving = new Person();
        List<ConsentReceipt> left = point.isOfErasure() ? List.of(refuse(wallet, leaving)) : List.of();
        var fresh = new ArrayList<Request>();
        for (int client = 0; client < (point == Point.IN_COPY ? CROWD : CLIENTS); client++) {
            fresh.add(client == 0 ? consent() : blind());
        }

        ledger.arm(point, jvm);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Request request : fresh) {
                requests.put(request.key, request);
                running.add(clients.submit(() -> send(wallet, request)));
            }
            if (point.isOfErasure()) {
                running.add(clients.submit(() -> erase(ledger, leaving)));
            }
            ledger.recover(point, jvm);
            for (Future<?> one : running) {
                one.get();
            }
        }

        if (point.isOfErasure()) {
            requireForgotten(ledger, leaving, left, round);
        }
        requireEachOnce(wallet, fresh, jvm, round);
        entries += fresh.size() + left.size() + (point.isOfErasure() ? 1 : 0);
        assertThat(checkpoint(ledger).treeSize()).as(round).isEqualTo(entries);
        requireOnlyGrown(ledger, before, round);
    }

    private ConsentReceipt refuse(Caller wallet, Person person) {
        Caller.Answer refused = wallet.post("/v1/consents", Person.fresh(),
                Person.body(person.sign(person.answer(EventKind.REFUSED))));
        assertThat(refused.status()).as(refused.text()).isEqualTo(201);
        return ConsentReceipt.parse(refused.json().path("receipt"));
    }

    private static Request consent() {
        var person = new Person();
        return new Request("/v1/consents", Person.body(person.sign(person.answer(EventKind.GIVEN))));
    }

    private Request blind() {
        byte[] bytes = new byte[Commitment.BYTES];
        random.nextBytes(bytes);
        bytes[0] = Commitment.VERSION;
        return new Request("/v1/entries",
                StrictJson.object().put("commitment", Commitment.of(bytes).toBase64Url()));
    }

    /** Once; whatever comes of it. */
    private static void send(Caller wallet, Request request) {
        try {
            Caller.Answer answer = wallet.post(request.path, request.key, request.body);
            if (answer.status() == 201) {
                request.first = Optional.of(answer);
            } else {
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            }
        } catch (UncheckedIOException e) {
            // no answer: the ledger died
        }
    }

    private static int erase(LedgerProcess ledger, Person person) {
        try {
            return Caller.anonymous("POST", ledger.address() + "/v1/subject/erasure",
                    SubjectRequest.sign(SubjectRequest.Wish.ERASURE, person.key(), ledger.address().toString(),
                            Person.fresh(), Instant.now())) // the service's clock runs
                    .status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** Asked again until it is so: 200 when it was not done before, 404 when it was. */
    private static void requireForgotten(LedgerProcess ledger, Person person, List<ConsentReceipt> receipts,
                                         String round)
            throws Exception {
        await(round).atMost(Duration.ofSeconds(60)).until(() -> List.of(200, 404).contains(erase(ledger, person)));
        assertThat(erase(ledger, person)).as(round).isEqualTo(404);
        LogIdentity log = LogIdentity.parse(Files.readString(ledger.key()));
        for (ConsentReceipt receipt : receipts) {
            assertThat(receipt.verify(log)).as(round).isInstanceOf(ReceiptVerdict.Verified.class);
        }
    }

    /** Every request of this round, and one of any earlier, has one entry and one answer. */
    private void requireEachOnce(Caller wallet, List<Request> fresh, boolean jvm, String round) {
        var asked = new ArrayList<>(fresh);
        asked.add(requests.values().stream().skip(random.nextInt(requests.size())).findFirst().orElseThrow());
        for (Request request : asked) {
            Optional<Caller.Answer> acknowledged = request.first;
            await(round).atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                Caller.Answer again = wallet.post(request.path, request.key, request.body);
                request.first = again.status() == 201 ? Optional.of(again) : request.first;
                return again.status() == 201;
            });
            Caller.Answer again = request.first.orElseThrow();
            acknowledged.ifPresent(first -> {
                assertThat(index(again)).as(round).isEqualTo(index(first));
                if (jvm) { // a database that died may have lost the checkpoint, never the entry: it is signed again
                    assertThat(again.text()).as(round).isEqualTo(first.text());
                }
            });
            assertThat(wallet.post(request.path, request.key, request.body).text()).as(round).isEqualTo(again.text());
        }
        var places = new TreeSet<Long>();
        requests.values().forEach(request -> assertThat(places.add(index(request.first.orElseThrow()))).isTrue());
    }

    private static long index(Caller.Answer answer) {
        return answer.json().path("index").longValue();
    }

    private static void requireOnlyGrown(LedgerProcess ledger, Path before, String round)
            throws IOException {
        String tlog = ledger.address() + "/tlog";
        AmanaLedgerCli fsck = AmanaLedgerCli.run("fsck", tlog, "--key", ledger.key());
        assertThat(fsck.exitCode()).as(round + fsck.output()).isZero();
        LogIdentity log = LogIdentity.parse(Files.readString(ledger.key()));
        assertThat(Continuation.check(log, Files.readString(before), note(ledger), (path, max) -> {
            Caller.Answer file = Caller.anonymous("GET", tlog + "/" + path, "");
            return file.status() == 200 ? Optional.of(file.bytes()) : Optional.empty();
        })).as(round).isInstanceOf(Continuation.Continues.class);
    }

    private static String note(LedgerProcess ledger) {
        return Caller.anonymous("GET", ledger.address() + "/tlog/checkpoint", "").text();
    }

    private static Checkpoint checkpoint(LedgerProcess ledger) throws IOException {
        return LogIdentity.parse(Files.readString(ledger.key())).open(UnverifiedNote.parse(note(ledger)));
    }
}
