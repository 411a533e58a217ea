package org.amana.system.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amana.support.broker.KafkaBroker;
import org.amana.system.deployment.Await;
import org.amana.system.deployment.Door;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Offices that reach each other by a broker alone: nobody gets through to {@code /release} and {@code /notices} over HTTP,
 * and the source has no address for notices at all. A diploma is fetched, the consent is taken back, what came is erased,
 * and the log agrees, though hostile hands write to every topic and the broker is killed in between.
 */
@Tag("long")
class ExchangeByBrokerIT {
    private static final String MUNICIPALITY = "harbour-municipality";
    private static final String ORDERS = "orders.harbour.recognition";
    private static final String ANSWERS = "answers.harbour.recognition";
    private static final String OF_MUNICIPALITY = "notices.harbour";
    private static final String OF_OFFICE = "notices.recognition";
    private static final Door.Answer AWAY = new Door.Answer(503, Map.of(), "");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> TRIED = new CopyOnWriteArrayList<>();
    @TempDir
    private static Path folder;
    private static final Door MUNICIPALITYS = new Door();
    private static volatile boolean noticesAway = true;
    private static KafkaBroker broker;
    private static ExchangeOffices offices;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
        for (String topic : List.of(ORDERS, ANSWERS)) {
            broker.create(topic, Map.of("compression.type", "uncompressed", "max.message.bytes", "1064960"));
        }
        for (String topic : List.of(OF_MUNICIPALITY, OF_OFFICE)) {
            broker.create(topic, Map.of("compression.type", "uncompressed", "max.message.bytes", "16384"));
        }
        offices = ExchangeOffices.start(Files.createDirectory(folder.resolve("offices")), MUNICIPALITYS,
                ExchangeByBrokerIT::settings);
        for (Door door : List.of(offices.issuerDoor(), MUNICIPALITYS)) {
            door.keptBy((call, onward) -> {
                if (call.target().endsWith("/release") || (noticesAway && call.target().endsWith("/notices"))) {
                    TRIED.add(call.target());
                    return AWAY;
                }
                return onward.pass(call);
            });
        }
    }

    private static Map<String, List<String>> settings(String source) {
        List<String> all = List.of("--amana.kafka.brokers=" + broker.address(),
                "--amana.kafka.loopback-plaintext=true", "--amana.kafka.orders[0].requester=" + MUNICIPALITY,
                "--amana.kafka.orders[0].source=" + source, "--amana.kafka.orders[0].orders=" + ORDERS,
                "--amana.kafka.orders[0].answers=" + ANSWERS, "--amana.kafka.notices[0].party=" + MUNICIPALITY,
                "--amana.kafka.notices[0].topic=" + OF_MUNICIPALITY, "--amana.kafka.notices[1].party=" + source,
                "--amana.kafka.notices[1].topic=" + OF_OFFICE);
        return Map.of(ExchangeOffices.LEDGER, all, ExchangeOffices.ISSUER,
                with(all, "--amana.kafka.group=office", "--amana.issuer.order.state-every=PT1S"),
                ExchangeOffices.VERIFIER, with(all, "--amana.kafka.group=municipality",
                        "--amana.verifier.exchange.longest-pause=PT3S", "--amana.verifier.exchange.timeout=PT15S"));
    }

    private static List<String> with(List<String> all, String... own) {
        return java.util.stream.Stream.concat(all.stream(), java.util.Arrays.stream(own)).toList();
    }

    @AfterAll
    static void stop() {
        offices.close();
        MUNICIPALITYS.close();
        broker.close();
    }

    @BeforeEach
    void hostileHandsWrite() {
        TRIED.clear();
        noticesAway = true;
        broker.restart();
        offices.register().behave("row");
        for (String topic : List.of(ORDERS, ANSWERS, OF_MUNICIPALITY, OF_OFFICE)) {
            broker.put("none", Collections.nCopies(50, new ProducerRecord<>(topic, null, bytes("garbage"))));
        }
    }

    @Test
    void diploma_comesByTheBroker_andTheWithdrawalToo_untilItIsErased() throws Exception {
        String order = offices.orders().ask();
        String record = offices.orders().delivered(order, PATIENCE).path("record").asString();
        assertThat(TRIED).as("the source is not asked over HTTP").isEmpty();
        Await.until("the permit has its end", PATIENCE, () -> !offices.file().permits(record).contains("open"));
        assertThat(offices.file().permits(record)).containsExactly("DELIVERED");

        offices.wallet().withdraw(record).require(200);

        Await.until("what came is erased", PATIENCE,
                () -> offices.orders().state(order).at("/deliveries/0").has("erased_at"));
        assertThat(TRIED).as("a notice was tried over HTTP, and did not get through")
                .isNotEmpty()
                .allMatch(target -> target.equals("/harbour-municipality/notices"));
        Await.until("the source heard of it, which has no address", PATIENCE,
                () -> offices.services().log().contains("consent withdrawn: 0 releases stopped"));
        offices.file().requireAgreesWithLog(offices.services(), folder);
        requireSecret();
    }

    @Test
    void broker_killedInTheMiddle_delaysTheDiplomaAndTheWithdrawal_andLosesNeither() throws Exception {
        broker.kill();
        String order = offices.orders().ask();
        offices.orders()
                .awaitReason(order, "source_unavailable",
                        "Nothing is lost: it is tried again by itself until the last day.");
        assertThat(offices.register().wasAsked()).isFalse();
        broker.restart();
        String record = offices.orders().delivered(order, PATIENCE).path("record").asString();
        assertThat(TRIED).as("no way over HTTP beside it").isEmpty();

        broker.kill();
        offices.wallet().withdraw(record).require(200);
        Await.until("the notice is tried over HTTP as ever", PATIENCE, () -> !TRIED.isEmpty());
        assertThat(offices.orders().state(order).at("/deliveries/0").has("erased_at")).isFalse();
        broker.restart();

        Await.until("what came is erased", PATIENCE,
                () -> offices.orders().state(order).at("/deliveries/0").has("erased_at"));
        offices.file().requireAgreesWithLog(offices.services(), folder);
    }

    @Test
    void notice_overHttp_comesBesideADeadBroker() {
        String order = offices.orders().ask();
        String record = offices.orders().delivered(order, PATIENCE).path("record").asString();
        broker.kill();
        noticesAway = false;
        offices.wallet().withdraw(record).require(200);

        Await.until("what came is erased without the broker", PATIENCE,
                () -> offices.orders().state(order).at("/deliveries/0").has("erased_at"));
    }

    @Test
    void source_killedInTheMiddle_isAskedAgainWithTheKeyItKept() throws Exception {
        // the person's card is judged with the status list of the source, so the order is there before the source dies
        broker.kill();
        String order = offices.orders().ask();
        offices.services().kill(ExchangeOffices.ISSUER);
        broker.restart();
        offices.orders().awaitReason(order, "source_unavailable", "The authority does not answer right now.");
        assertThat(offices.orders().state(order).path("deliveries")).isEmpty();
        offices.services().resume(ExchangeOffices.ISSUER);

        offices.orders().delivered(order, PATIENCE);
        assertThat(TRIED).isEmpty();
    }

    /** Nothing in a topic but ciphertext, ids of requests and signed statements; no keys and no headers. */
    private static void requireSecret() {
        List<ConsumerRecord<byte[], byte[]>> orders = sent(ORDERS);
        assertThat(orders).isNotEmpty()
                .allSatisfy(one -> assertThat(text(one)).matches("[A-Za-z0-9_-]+\\.\\.[A-Za-z0-9_.-]+"));
        assertThat(sent(ANSWERS)).isNotEmpty()
                .allSatisfy(one -> assertThat(text(one)).matches(
                        "\\{\"request\":\"[A-Za-z0-9_-]+\",\"answer\":\"[A-Za-z0-9_.-]+\"}|\\{\"order_key\":\"[A-Za-z0-9_.-]+\"}"));
        for (String topic : List.of(ORDERS, ANSWERS, OF_MUNICIPALITY, OF_OFFICE)) {
            assertThat(sent(topic)).isNotEmpty().allSatisfy(one -> {
                assertThat(one.key()).isNull();
                assertThat(one.headers().toArray()).isEmpty();
                assertThat(text(one)).doesNotContain("Tekle", RegisterProcess.SECRET, "R-0001");
            });
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> sent(String topic) {
        return broker.records(topic).stream().filter(one -> !text(one).equals("garbage")).toList();
    }

    private static String text(ConsumerRecord<byte[], byte[]> one) {
        return new String(one.value(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
