package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amana.support.broker.KafkaBroker;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.amana.support.kafka.KafkaProperties.OrderTopic;
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

/** Orders and answers through a real broker, which hostile hands may write to and which is killed. */
@Tag("long")
class KafkaOrdersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final OrderPair PAIR = new OrderPair("harbour-municipality", "https://issuer.example/office");
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KafkaBroker broker;
    private final FakePair ends = new FakePair();
    private final List<TopicConsumers> running = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaProperties settings;
    @SuppressWarnings("NullAway.Init") // set before each test
    private KafkaOrders orders;

    @BeforeAll
    static void start(@TempDir Path folder) {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("org.apache.camel")).setLevel(Level.WARN);
        broker = KafkaBroker.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void topics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().replaceAll("[^A-Za-z]", "-");
        settings = new KafkaProperties(List.of(broker.address()), null, null, true, "group-" + name,
                List.of(new NoticeTopic("harbour-bakery", "notices-" + name)),
                List.of(new OrderTopic(PAIR.requester(), PAIR.source(), "orders-" + name, "answers-" + name)), 2);
        broker.restart();
        for (String topic : List.of("notices-", "orders-", "answers-")) {
            broker.create(topic + name, Map.of("max.message.bytes", "1064960", "compression.type", "uncompressed"));
        }
        orders = new KafkaOrders(settings);
    }

    @AfterEach
    void close() {
        running.forEach(TopicConsumers::stop);
        orders.close();
    }

    @Test
    void longestMessages_arrive_withoutKeyAndHeaders() throws Exception {
        consume();
        String order = "o".repeat(360_448);
        String answer = "a".repeat(1_048_832);

        assertThat(orders.order(PAIR, order)).isTrue();
        assertThat(orders.answer(PAIR, answer)).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ends.orders.equals(List.of(order))).isTrue();
            assertThat(ends.answers.equals(List.of(answer))).isTrue();
        });
        assertThat(broker.records(topic().orders())).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(record.headers().toArray()).isEmpty();
        });
    }

    @Test
    void messages_thatCannotBeTaken_holdUpNothing() throws Exception {
        ends.before = message -> {
            if (message.startsWith("trips")) {
                throw new IllegalStateException("a fault");
            }
        };
        consume();
        for (String topic : List.of(topic().orders(), topic().answers())) {
            broker.put("none", List.of(record(topic, null), record(topic, ""), record(topic, "trips"),
                    record(topic, "x".repeat(1_060_000)), record(topic, "good")));
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ends.orders).containsExactly("good");
            assertThat(ends.answers).containsExactly("good");
        });
    }

    @Test
    void orders_areShared_andAnswersAreHeardByEachInstance_fromItsStartOn() throws Exception {
        broker.put("none", List.of(record(topic().answers(), "before")));
        consume();
        var other = new FakePair();
        consume(other);
        for (int i = 0; i < 4; i++) {
            assertThat(orders.order(PAIR, "order " + i)).isTrue();
        }
        assertThat(orders.answer(PAIR, "answer")).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ends.orders.size() + other.orders.size()).isEqualTo(4);
            assertThat(ends.answers).containsExactly("answer");
            assertThat(other.answers).containsExactly("answer");
        });
    }

    @Test
    void broker_thatIsKilled_costsTheFirstSecondsAndTheNextNothing_andComesBack() throws Exception {
        assertThat(orders.order(PAIR, "before")).isTrue();
        broker.kill();

        assertThat(seconds(() -> assertThat(orders.order(PAIR, "lost")).isFalse())).isLessThan(30);
        assertThat(seconds(() -> {
            for (int i = 0; i < 100; i++) {
                assertThat(orders.order(PAIR, "lost")).isFalse();
            }
        })).isLessThan(2);
        try (var notices = new KafkaNotices(settings)) {
            assertThat(seconds(() -> notices.publish("harbour-bakery", "a notice", () -> {}))).isLessThan(2);
        }
        broker.restart();

        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> orders.order(PAIR, "after"));
    }

    @Test
    void pair_withoutTopics_isNotWrittenTo() {
        var other = new OrderPair("harbour-bakery", PAIR.source());
        assertThat(orders.pairs()).containsExactly(PAIR);
        assertThat(orders.order(other, "an order")).isFalse();
        assertThat(orders.answer(other, "an answer")).isFalse();
        assertThat(broker.records(topic().orders())).isEmpty();
    }

    private static long seconds(Runnable doing) {
        long began = System.nanoTime();
        doing.run();
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private void consume() throws Exception {
        consume(ends);
    }

    /** Waits until answers are heard, which counts from the start on. */
    private void consume(FakePair by) throws Exception {
        var consumers = new OrderConsumers(settings, List.of(by.source()), List.of(by.requester()));
        consumers.start();
        running.add(consumers);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> {
            orders.answer(PAIR, FakePair.PROBE);
            return by.hears;
        });
    }

    private OrderTopic topic() {
        return settings.orders().getFirst();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, @Nullable String value) {
        return new ProducerRecord<>(topic, null, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
