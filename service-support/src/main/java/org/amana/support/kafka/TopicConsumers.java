package org.amana.support.kafka;

import java.util.List;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.SmartLifecycle;

/** Reads topics, each by a route that ends in the code which verifies. */
abstract class TopicConsumers implements SmartLifecycle {
    private final DefaultCamelContext context;
    private volatile boolean running;

    TopicConsumers(KafkaProperties settings) {
        this.context = TransportContext.sealed(settings);
    }

    /** Before the start. */
    final void read(String topic, String options, Processor take) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:" + topic + options).routeId("topic " + topic)
                        .errorHandler(noErrorHandler())
                        .process(take);
            }
        });
    }

    /** After the last topic. */
    final void requireOneWay() {
        List<String> findings = TransportContext.findings(context);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("messages could go another way: " + String.join("; ", findings));
        }
    }

    /** For the test that looks at all of it. */
    final DefaultCamelContext context() {
        return context;
    }

    @Override
    public void start() {
        if (!context.getRouteDefinitions().isEmpty()) {
            context.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        context.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
