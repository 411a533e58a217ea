package org.amana.support.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.PollOnError;
import org.apache.camel.component.kafka.consumer.DefaultKafkaManualCommitFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * A Camel context for Kafka alone, apart from those in which data are fetched and released. It knows one component and
 * finds no other; its routes begin at a topic and end in {@link TakeNotice} or {@link TakeOrders}; headers neither come in
 * nor go out.
 */
final class TransportContext {
    /** Of one answer of the broker, which may be longer where one message is. */
    private static final int MAX_FETCH_BYTES = 1_048_576;
    /** Of one message with its frame; the longest is the answer to an order. */
    private static final int MAX_REQUEST_BYTES = 1_064_960;
    private static final int MAX_RECORDS = 16;
    private static final long POLL_MILLIS = 1_000;
    /** So long the others of a group wait for an instance that died, or for one whose connection did. */
    private static final int SESSION_MILLIS = 10_000;
    private static final int BLOCK_MILLIS = 5_000;
    private static final int DELIVERY_MILLIS = 10_000;
    private static final int LONGEST_RECONNECT_MILLIS = 2_000;

    private TransportContext() {}

    /** A context that is not started yet. */
    static DefaultCamelContext sealed(KafkaProperties settings) {
        var camel = new DefaultCamelContext();
        camel.setNameStrategy(new ExplicitCamelContextNameStrategy("transport"));
        camel.disableJMX();
        camel.setAutowiredEnabled(false);
        camel.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (_, _) -> null);
        camel.getCamelContextExtension().addContextPlugin(DataFormatResolver.class, (_, _) -> null);
        var kafka = new KafkaComponent();
        kafka.setConfiguration(configuration(settings));
        kafka.setKafkaManualCommitFactory(new DefaultKafkaManualCommitFactory());
        kafka.setKafkaClientFactory(new StrictClients());
        // a broker that is away when the service starts, or whose name is unknown, must not keep it from starting
        kafka.setLazyStartProducer(true);
        camel.addComponent("kafka", kafka);
        camel.getShutdownStrategy().setTimeout(5);
        return camel;
    }

    /** A sentence for each step that takes a message elsewhere than from a topic to the code that verifies it. */
    static List<String> findings(DefaultCamelContext context) {
        var found = new ArrayList<String>();
        context.getComponentNames()
                .stream()
                .filter(name -> !name.equals("kafka"))
                .forEach(name -> found.add("component " + name));
        for (RouteDefinition route : context.getRouteDefinitions()) {
            if (!route.getInput().getEndpointUri().startsWith("kafka:")) {
                found.add("begins at " + route.getInput().getEndpointUri());
            }
            if (!(route.getErrorHandlerFactory() instanceof NoErrorHandlerDefinition)) {
                found.add("an error handler, which may send elsewhere");
            }
            List<ProcessorDefinition<?>> steps = route.getOutputs();
            if (steps.size() != 1 || !(steps.getFirst() instanceof ProcessDefinition step)
                    || !(step.getProcessor() instanceof TakeNotice || step.getProcessor() instanceof TakeOrders)) {
                found.add("steps other than the one that verifies: " + steps);
            }
        }
        return List.copyOf(found);
    }

    private static KafkaConfiguration configuration(KafkaProperties settings) {
        var kafka = new KafkaConfiguration();
        kafka.setBrokers(String.join(",", settings.brokers()));
        security(kafka, settings);
        kafka.setHeaderFilterStrategy(new NoHeaders());
        kafka.setKeyDeserializer("org.apache.kafka.common.serialization.ByteArrayDeserializer");
        kafka.setValueDeserializer("org.apache.kafka.common.serialization.ByteArrayDeserializer");
        kafka.setKeySerializer("org.apache.kafka.common.serialization.ByteArraySerializer");
        kafka.setValueSerializer("org.apache.kafka.common.serialization.ByteArraySerializer");
        kafka.setGroupId(settings.group());
        // from the beginning for a new group; an offset counts once its notice was taken, which may then come twice
        kafka.setAutoOffsetReset("earliest");
        kafka.setAutoCommitEnable(false);
        kafka.setAllowManualCommit(true);
        kafka.setBreakOnFirstError(true);
        kafka.setPollOnError(PollOnError.RECONNECT);
        kafka.setMaxPollRecords(MAX_RECORDS);
        kafka.setPollTimeoutMs(POLL_MILLIS);
        kafka.setSessionTimeoutMs(SESSION_MILLIS);
        kafka.setFetchMaxBytes(MAX_FETCH_BYTES);
        kafka.setMaxPartitionFetchBytes(MAX_FETCH_BYTES);
        kafka.setMaxRequestSize(MAX_REQUEST_BYTES);
        kafka.setRequestRequiredAcks("all");
        kafka.setUseIterator(false);
        kafka.setMaxBlockMs(BLOCK_MILLIS);
        kafka.setRequestTimeoutMs(BLOCK_MILLIS);
        kafka.setDeliveryTimeoutMs(DELIVERY_MILLIS);
        kafka.setReconnectBackoffMaxMs(LONGEST_RECONNECT_MILLIS);
        return kafka;
    }

    private static void security(KafkaConfiguration kafka, KafkaProperties settings) {
        Path roots = settings.trustedRoots();
        if (settings.loopbackPlaintext() || roots == null) {
            kafka.setSecurityProtocol("PLAINTEXT");
            return;
        }
        kafka.setSecurityProtocol("SSL");
        kafka.setSslEndpointAlgorithm("https");
        kafka.setSslTruststoreType("PEM");
        kafka.setSslTruststoreLocation(readable(roots));
        Path own = settings.clientCertificate();
        if (own != null) {
            kafka.setSslKeystoreType("PEM");
            kafka.setSslKeystoreLocation(readable(own));
        }
    }

    private static String readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("amana.kafka: " + file + " cannot be read");
        }
        return file.toAbsolutePath().toString();
    }

    /** What the component has no option for: no topic is made by asking for it, and the broker gets no figures of ours. */
    private static final class StrictClients extends DefaultKafkaClientFactory {
        @Override
        public Producer<?, ?> getProducer(Properties settings) {
            settings.put("enable.metrics.push", "false");
            return super.getProducer(settings);
        }

        @Override
        public Consumer<?, ?> getConsumer(Properties settings) {
            settings.put("enable.metrics.push", "false");
            settings.put("allow.auto.create.topics", "false");
            return super.getConsumer(settings);
        }
    }

    /** Headers of a foreign record could steer Camel, and those of ours could tell of a person. */
    private static final class NoHeaders implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, @Nullable Object value, Exchange exchange) {
            return true;
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, @Nullable Object value, Exchange exchange) {
            return true;
        }
    }
}
