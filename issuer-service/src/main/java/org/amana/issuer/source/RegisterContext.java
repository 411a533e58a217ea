package org.amana.issuer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** The Camel context of the connections to registers: their components, no routes, started at the first use. */
final class RegisterContext implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();

    RegisterContext() {
        context.setNameStrategy(new org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy("registers"));
        context.setStreamCaching(false);
    }

    void bind(String name, Object bean) {
        context.getRegistry().bind(name, bean);
    }

    ProducerTemplate producer() {
        context.start();
        return context.createProducerTemplate();
    }

    ConsumerTemplate consumer() {
        context.start();
        return context.createConsumerTemplate();
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
