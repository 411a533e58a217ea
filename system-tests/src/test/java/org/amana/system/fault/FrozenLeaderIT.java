package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.UnverifiedNote;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.TwoLedgers;
import org.amana.system.journey.LedgerCli;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGSTOP and {@code kill -9} of the leading ledger while entries come in: the other takes over, exactly one writes, and
 * what was acknowledged stays.
 */
@Tag("long")
class FrozenLeaderIT {

    /** Design: 3 s. Here far more, for the machine may do much else; the time it took is printed. */
    private static final Duration LONGEST_TAKE_OVER = Duration.ofSeconds(15);
    private static final int CLIENTS = 4;

    private final Map<Integer, EntryWriter.Answer> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void leader_whenFrozenThawedAndKilled_isReplacedEachTimeAndNoEntryIsLostOrForked(@TempDir Path folder)
            throws Exception {
        try (TwoLedgers ledgers = TwoLedgers.start(folder);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            EntryWriter writer = EntryWriter.listed(ledgers.trust(), ledgers.publicAddress());
            EntryWriter.Answer first = writer.append(ledgers.address(0), next.getAndIncrement());
            assertThat(first.status()).as(first.body()).isEqualTo(201);
            Await.until("the follower passes it on", () -> writer.append(ledgers.address(1), 0).equals(first));
            assertThat(follows(ledgers, 1)).isTrue();
            var running = new CompletableFuture<?>[CLIENTS];
            for (int client = 0; client < CLIENTS; client++) {
                running[client] = CompletableFuture.runAsync(() -> appendUntilOver(writer, ledgers), clients);
            }
            awaitMore();

            ledgers.freeze(0);
            awaitLeader(ledgers, writer, 1, "frozen");
            awaitMore();
            ledgers.thaw(0);
            Await.until("the thawed one follows", () -> follows(ledgers, 0));
            awaitMore();
            ledgers.kill(1);
            awaitLeader(ledgers, writer, 0, "killed");
            ledgers.restart(1);
            Await.until("the restarted one follows", () -> follows(ledgers, 1));
            awaitMore();

            over.set(true);
            CompletableFuture.allOf(running).join();
            requireAllKept(ledgers, writer);
        }
    }

    private void appendUntilOver(EntryWriter writer, TwoLedgers ledgers) {
        while (!over.get()) {
            int entry = next.getAndIncrement();
            for (int attempt = 0; !acknowledged.containsKey(entry); attempt++) {
                EntryWriter.Answer answer = writer.append(ledgers.address((entry + attempt) % 2), entry);
                if (answer.status() == 201) {
                    acknowledged.put(entry, answer);
                } else {
                    assertThat(answer.status()).as(answer.body()).isIn(0, 503);
                }
            }
        }
    }

    private void awaitMore() {
        int before = acknowledged.size();
        Await.until("more entries", () -> acknowledged.size() > before + 20);
    }

    private static boolean follows(TwoLedgers ledgers, int number) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI health = URI.create(ledgers.address(number) + "/actuator/health/leading");
            return http.send(HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(3)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 503;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitLeader(TwoLedgers ledgers, EntryWriter writer, int number, String other) {
        long from = System.nanoTime();
        Await.until("number " + number + " leads",
                () -> writer.append(ledgers.address(number), 0).status() == 201);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        System.out.println("take-over from one that was " + other + ": " + took.toMillis() + " ms");
        assertThat(took).isLessThan(LONGEST_TAKE_OVER);
    }

    /** Each entry has one place, the same wherever it is asked for, and both show one log that holds. */
    private void requireAllKept(TwoLedgers ledgers, EntryWriter writer) throws IOException, InterruptedException {
        Map<Long, Integer> places = new TreeMap<>();
        acknowledged.forEach((entry, answer) -> assertThat(places.put(answer.index(), entry)).isNull());
        assertThat(places).as("one place for each, entry 0 was first")
                .containsOnlyKeys(
                        LongStream.rangeClosed(1, acknowledged.size()).boxed().toList());
        acknowledged.forEach((entry, answer) -> {
            if (entry % 7 == 0) {
                assertThat(writer.append(ledgers.address(0), entry).body()).isEqualTo(answer.body());
            }
        });
        Await.until("both show the same", () -> checkpoint(ledgers, 0).equals(checkpoint(ledgers, 1)));
        assertThat(checkpoint(ledgers, 0).treeSize()).isEqualTo(acknowledged.size() + 1);
        for (int number = 0; number < 2; number++) {
            assertThat(LedgerCli.run("fsck", ledgers.address(number) + "/tlog", "--key",
                    ledgers.ledgerKey().toString())).contains("This log holds");
        }
    }

    private static Checkpoint checkpoint(TwoLedgers ledgers, int number) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String note = http.send(HttpRequest.newBuilder(URI.create(ledgers.address(number) + "/tlog/checkpoint"))
                    .build(), HttpResponse.BodyHandlers.ofString()).body();
            return LogIdentity.parse(Files.readString(ledgers.ledgerKey())).open(UnverifiedNote.parse(note));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
