package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.amana.core.key.EphemeralKey;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.support.broker.KafkaBroker;
import org.amana.support.kafka.KafkaProperties.OrderTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A broker that speaks TLS and asks for a certificate: with any of it wrong, nothing is written and nothing is read. */
@Tag("long")
class KafkaTlsTest {
    private static final OrderPair PAIR = new OrderPair("harbour-municipality", "https://issuer.example/office");
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final TestCa BROKERS = TestCa.root("Brokers");
    private static final TestCa CLIENTS = TestCa.root("Clients");
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("org.apache.camel")).setLevel(Level.WARN);
        Path own = pair("broker.pem", BROKERS.leaf(TestCertificate.leaf("Broker")
                .extendedKeyUsage(SERVER_AUTH)
                .dnsName("localhost")));
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")), "ssl.keystore.type=PEM",
                "ssl.keystore.location=" + own, "ssl.truststore.type=PEM",
                "ssl.truststore.location=" + root("clients.pem", CLIENTS), "ssl.client.auth=required");
        broker.create("orders");
        broker.create("answers");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void broker_withTheRightNameAndRoot_andAClientThatItKnows_carriesBothWays() throws Exception {
        KafkaProperties settings = settings(broker.tlsAddress(), root("brokers.pem", BROKERS), known());
        var heard = new FakePair();
        var consumers = new OrderConsumers(settings, List.of(heard.source()), List.of(heard.requester()));
        consumers.start();
        try (var orders = new KafkaOrders(settings)) {
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(orders.order(PAIR, "an order")).isTrue();
                assertThat(orders.answer(PAIR, "an answer")).isTrue();
                assertThat(heard.orders).contains("an order");
                assertThat(heard.answers).contains("an answer");
            });
        } finally {
            consumers.stop();
        }
    }

    @Test
    void broker_underAnotherRoot_isNotWrittenTo() throws Exception {
        refused(broker.tlsAddress(), root("others.pem", TestCa.root("Others")), known());
    }

    @Test
    void broker_underAnotherName_isNotWrittenTo() throws Exception {
        refused(broker.tlsAddress().replace("localhost", "127.0.0.1"), root("brokers.pem", BROKERS), known());
    }

    @Test
    void client_withoutACertificate_isNotLetIn() throws Exception {
        refused(broker.tlsAddress(), root("brokers.pem", BROKERS), null);
    }

    @Test
    void client_withACertificateOfAnotherRoot_isNotLetIn() throws Exception {
        refused(broker.tlsAddress(), root("brokers.pem", BROKERS), pair("stranger.pem",
                TestCa.root("Strangers").leaf(TestCertificate.leaf("Stranger").extendedKeyUsage(CLIENT_AUTH))));
    }

    @Test
    void broker_withoutTls_isNotWrittenTo() throws Exception {
        refused(broker.address(), root("brokers.pem", BROKERS), known());
    }

    /** Neither writes nor hears, while a service that is let in does both. */
    private static void refused(String address, Path roots, @Nullable Path own) throws Exception {
        KafkaProperties settings = settings(address, roots, own);
        int before = broker.records("orders").size();
        var heard = new FakePair();
        var consumers = new OrderConsumers(settings, List.of(heard.source()), List.of());
        consumers.start();
        try (var orders = new KafkaOrders(settings);
                var right = new KafkaOrders(settings(broker.tlsAddress(), root("brokers.pem", BROKERS), known()))) {
            assertThat(orders.order(PAIR, "smuggled")).isFalse();
            assertThat(right.order(PAIR, "right")).isTrue();
            assertThat(broker.records("orders")).hasSize(before + 1);
            assertThat(heard.orders).isEmpty();
        } finally {
            consumers.stop();
        }
    }

    private static KafkaProperties settings(String address, Path roots, @Nullable Path own) {
        return new KafkaProperties(List.of(address), roots, own, false, "tls-" + java.util.UUID.randomUUID(), List.of(),
                List.of(new OrderTopic(PAIR.requester(), PAIR.source(), "orders", "answers")), 1);
    }

    private static Path known() throws Exception {
        return pair("known.pem", CLIENTS.leaf(TestCertificate.leaf("Office").extendedKeyUsage(CLIENT_AUTH)));
    }

    private static Path root(String name, TestCa ca) throws IOException, CertificateEncodingException {
        return write(name, certificate(ca.rootCertificate()));
    }

    /** Private key (PKCS#8) and chain. */
    private static Path pair(String name, EphemeralKey key) throws Exception {
        var text = new StringBuilder(pem("PRIVATE KEY", key.privateJwk().toECPrivateKey().getEncoded()));
        for (X509Certificate one : key.chain()) {
            text.append(certificate(one));
        }
        return write(name, text.toString());
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String certificate(X509Certificate certificate) throws CertificateEncodingException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }
}
