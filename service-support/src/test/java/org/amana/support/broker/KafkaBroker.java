package org.amana.support.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka broker, a process of its own from the tests' class path, which can be killed and started again on its data. What
 * tests do beside it goes over plain listeners on loopback; a second listener speaks TLS where a certificate is given.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final Path folder;
    private final int port;
    private final int tlsPort;
    private Process process;

    private KafkaBroker(Path folder, String... settings) {
        this.folder = folder;
        this.port = freePort();
        this.tlsPort = freePort();
        int controller = freePort();
        var all = new ArrayList<>(List.of("process.roles=broker,controller", "node.id=1",
                "controller.quorum.voters=1@localhost:" + controller, "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"), "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1", "share.coordinator.state.topic.replication.factor=1",
                "transaction.state.log.replication.factor=1", "group.initial.rebalance.delay.ms=0",
                "auto.create.topics.enable=false", "inter.broker.listener.name=PLAIN",
                "listener.security.protocol.map=PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SSL",
                "listeners=PLAIN://localhost:" + port + ",CONTROLLER://localhost:" + controller
                        + (settings.length == 0 ? "" : ",TLS://localhost:" + tlsPort)));
        all.addAll(List.of(settings));
        write("server.properties", String.join("\n", all));
        write("logback.xml", "<configuration><root level=\"WARN\"/></configuration>");
        await(java("kafka.tools.StorageTool", "format", "--cluster-id", Uuid.randomUuid().toString(), "--config",
                folder.resolve("server.properties").toString()));
        this.process = launch();
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param folder empty
     * @param tls settings of a second listener, such as {@code ssl.keystore.location=…}
     */
    public static KafkaBroker start(Path folder, String... tls) {
        var broker = new KafkaBroker(folder, tls);
        broker.awaitUp();
        return broker;
    }

    /** Where it answers without TLS. */
    public String address() {
        return "localhost:" + port;
    }

    /** Where it answers with TLS. */
    public String tlsAddress() {
        return "localhost:" + tlsPort;
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts it again with what it had, unless it runs. */
    public void restart() {
        if (!process.isAlive()) {
            process = launch();
        }
        awaitUp();
    }

    /** Creates a topic of one partition. */
    public void create(String topic) {
        create(topic, Map.of());
    }

    /** As above, with settings of its own, such as {@code compression.type}. */
    public void create(String topic, Map<String, String> settings) {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                    .all()
                    .get(PATIENCE.toSeconds(),
                            TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts records into a topic, as anybody could who may write to it. */
    public void put(String compression, List<ProducerRecord<byte[], byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                client(Map.of("compression.type", compression, "max.request.size", 4_000_000, "linger.ms", 50)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var sent = records.stream().map(producer::send).toList();
            for (var one : sent) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that lies in a topic now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer = new KafkaConsumer<>(client(Map.of()), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    /** How far a group has read a topic; 0 before it read anything. */
    public long committed(String group, String topic) {
        try (Admin admin = admin()) {
            var offset = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .get(new TopicPartition(topic, 0));
            return offset == null ? 0 : offset.offset();
        } catch (Exception e) {
            return 0;
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Admin admin() {
        return Admin.create(client(Map.of()));
    }

    private Map<String, Object> client(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("bootstrap.servers", address());
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    private void awaitUp() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Admin admin = admin()) {
                admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the broker does not answer:\n" + log(), e);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void await(Process tool) {
        try {
            if (!tool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IllegalStateException("the broker's folder cannot be made:\n" + log());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process launch() {
        return java("kafka.Kafka", folder.resolve("server.properties").toString());
    }

    private Process java(String main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml"), "-cp",
                System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("broker.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("broker.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void write(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
