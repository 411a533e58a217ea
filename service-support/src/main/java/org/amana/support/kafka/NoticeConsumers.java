package org.amana.support.kafka;

import java.util.List;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.amana.support.web.ProblemMapping;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads the topics of the parties that this service has. */
final class NoticeConsumers implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeConsumers.class);
    private final DefaultCamelContext context;
    private volatile boolean running;

    NoticeConsumers(KafkaProperties settings, List<NoticeTaker> takers, List<ProblemMapping> mappings)
            throws Exception {
        this.context = TransportContext.sealed(settings);
        for (NoticeTaker taker : takers) {
            for (NoticeTopic one : settings.notices()) {
                if (taker.isHere(one.party())) {
                    context.addRoutes(route(one.topic(), new TakeNotice(one.party(), taker, mappings)));
                    LOG.info("notices to {} are read from topic {}", one.party(), one.topic());
                }
            }
        }
        List<String> findings = TransportContext.findings(context);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("notices could go another way: " + String.join("; ", findings));
        }
    }

    private static RouteBuilder route(String topic, TakeNotice take) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("kafka:" + topic).routeId("notices " + topic).errorHandler(noErrorHandler()).process(take);
            }
        };
    }

    /** For the test that looks at all of it. */
    DefaultCamelContext context() {
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
