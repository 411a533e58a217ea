package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.core.key.EphemeralKey;
import org.amana.support.broker.KafkaBroker;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;

/** Notices through a real broker, which hostile hands may write to and which is killed in the middle. */
@Tag("long")
class KafkaNoticesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KafkaBroker broker;
    private final FakeOffice office = new FakeOffice();
    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaProperties settings;
    private @Nullable NoticeConsumers consumers;
    private @Nullable KafkaNotices notices;

    @BeforeAll
    static void start(@TempDir Path folder) {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.ERROR);
        ((Logger) LoggerFactory.getLogger("org.apache.camel")).setLevel(Level.WARN);
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void topic(TestInfo test) {
        String topic = "notices." + test.getTestMethod().orElseThrow().getName().replaceAll("[^A-Za-z]", "-");
        settings = new KafkaProperties(List.of(broker.address()), null, null, true, "group-" + topic,
                List.of(new NoticeTopic(FakeOffice.PARTY, topic)), List.of(), 4);
        broker.restart();
        broker.create(topic);
    }

    @AfterEach
    void close() {
        if (consumers != null) {
            consumers.stop();
        }
        if (notices != null) {
            notices.close();
        }
    }

    @Test
    void notice_arrivesAsItWasSigned_withoutKeyAndHeaders() throws Exception {
        consume();
        var kept = new AtomicInteger();
        String notice = office.notice("first");

        publisher().publish(FakeOffice.PARTY, notice, kept::incrementAndGet);
        publisher().publish("somebody-else", office.notice("other"), kept::incrementAndGet);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.done).containsExactly("first"));
        await().atMost(PATIENCE).until(() -> kept.get() == 1);
        assertThat(broker.records(topic())).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo(bytes(notice));
            assertThat(record.key()).isNull();
            assertThat(record.headers().toArray()).isEmpty();
        });
    }

    @Test
    void messages_thatAreNoNotices_areDroppedAndHoldUpNothing() throws Exception {
        consume();
        broker.put("none", List.of(record(bytes("garbage")), record(new byte[0]), record(null),
                record(new byte[8_193]), record(new byte[900_000]), record(bytes("é".repeat(100))),
                record(bytes(FakeOffice.notice("forged", FakeOffice.PARTY, EphemeralKey.generate()))),
                record(bytes(FakeOffice.notice("foreign", "harbour-bakery", EphemeralKey.generate()))),
                record(bytes(office.notice("changed").replaceFirst("\\.[A-Za-z0-9]", ".x"))), steering(),
                record(bytes(office.notice("good")))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.done).containsExactly("steered", "good"));
        await().atMost(PATIENCE).until(() -> broker.committed(settings.group(), topic()) == 11);
    }

    /** A good notice whose headers would steer Camel if they came in. */
    private ProducerRecord<byte[], byte[]> steering() {
        ProducerRecord<byte[], byte[]> record = record(bytes(office.notice("steered")));
        for (String name : List.of("CamelBeanMethodName", "kafka.OVERRIDE_TOPIC", "CamelKafkaManualCommit",
                "CamelExceptionCaught")) {
            record.headers().add(name, bytes("toString"));
        }
        return record;
    }

    @Test
    void notice_thatComesAgain_isDoneOnce_alsoAfterARestart() throws Exception {
        consume();
        String notice = office.notice("once");
        broker.put("none", List.of(record(bytes(notice)), record(bytes(notice)), record(bytes(notice))));
        await().atMost(PATIENCE).until(() -> broker.committed(settings.group(), topic()) == 3);
        assertThat(office.done).containsExactly("once");
        int before = office.calls.get();

        consumers().stop();
        consume();
        broker.put("none", List.of(record(bytes(office.notice("next")))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.done).containsExactly("once", "next"));
        assertThat(office.calls.get()).isEqualTo(before + 1);
    }

    @Test
    void notice_thatCannotBeTakenNow_staysInFrontUntilItIs() throws Exception {
        office.fail(2, FakeOffice::away);
        consume();
        broker.put("none", List.of(record(bytes(office.notice("first"))), record(bytes(office.notice("second")))));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.done).containsExactly("first", "second"));

        office.fail(2, () -> new TransientDataAccessResourceException("away"));
        broker.put("none", List.of(record(bytes(office.notice("third")))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(office.done).containsExactly("first", "second", "third"));
        await().atMost(PATIENCE).until(() -> broker.committed(settings.group(), topic()) == 3);
    }

    @Test
    void notice_thatTripsAFaultOfOurs_holdsUpNothing() throws Exception {
        office.fail(1, () -> new IllegalStateException("a fault"));
        consume();
        broker.put("none", List.of(record(bytes(office.notice("trips"))), record(bytes(office.notice("next")))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(office.done).containsExactly("next"));
    }

    @Test
    void broker_thatIsAwayAtTheStart_delaysNobody_andIsFoundLater() throws Exception {
        broker.kill();
        consume();
        var kept = new AtomicInteger();
        long began = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            publisher().publish(FakeOffice.PARTY, office.notice("lost"), kept::incrementAndGet);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(kept).hasValue(0);

        broker.restart();

        publishUntilKept("later");
        await().atMost(PATIENCE).until(() -> office.done.contains("later"));
    }

    /** As the outbox does. */
    private void publishUntilKept(String id) {
        var kept = new AtomicInteger();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            publisher().publish(FakeOffice.PARTY, office.notice(id), kept::incrementAndGet);
            return kept.get() > 0;
        });
    }

    @Test
    void broker_thatIsKilledInTheMiddle_losesNothingItKept() throws Exception {
        consume();
        publishUntilKept("before");
        await().atMost(PATIENCE).until(() -> office.done.contains("before"));
        publishUntilKept("just before");
        broker.kill();
        publisher().publish(FakeOffice.PARTY, office.notice("while"), () -> {});
        broker.restart();
        publishUntilKept("after");

        await().atMost(PATIENCE).until(() -> office.done.contains("after"));
        assertThat(office.done).contains("just before");
        assertThat(office.done).doesNotHaveDuplicates();
    }

    private void consume() throws Exception {
        consumers = new NoticeConsumers(settings, List.of(office), List.of(FakeOffice.MAPPING));
        consumers.start();
    }

    private NoticeConsumers consumers() {
        return java.util.Objects.requireNonNull(consumers);
    }

    private KafkaNotices publisher() {
        if (notices == null) {
            notices = new KafkaNotices(settings);
        }
        return notices;
    }

    private String topic() {
        return settings.notices().getFirst().topic();
    }

    private ProducerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ProducerRecord<>(topic(), null, value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
