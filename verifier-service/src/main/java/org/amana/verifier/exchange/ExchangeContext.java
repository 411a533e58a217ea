package org.amana.verifier.exchange;

import java.util.List;
import java.util.Objects;
import org.amana.verifier.exchange.order.ExchangeOrder;
import org.amana.verifier.exchange.order.ExchangeState;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataFormatResolver;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A Camel context for the exchange alone. It knows two components, which stay within the process, and finds no other,
 * whatever lies on the class path: data come and go through {@link AskSource} and nothing beside.
 */
@Component
class ExchangeContext implements DisposableBean {
    private static final long SHUTDOWN_SECONDS = 10;
    private final CamelContext context;
    private final ProducerTemplate template;

    ExchangeContext(AskSource ask, ReadRelease read, ConcludeExchange conclude) {
        this.context = sealed(List.of(new ExchangeRoute(ask, read, conclude)));
        context.start();
        this.template = context.createProducerTemplate();
    }

    /** A context of these routes that resolves nothing beside {@code direct} and {@code bean}. */
    static CamelContext sealed(List<RouteBuilder> routes) {
        var camel = new DefaultCamelContext();
        camel.getCamelContextExtension().setName("exchange");
        camel.disableJMX();
        camel.setAutowiredEnabled(false);
        camel.addComponent("direct", new DirectComponent());
        camel.addComponent("bean", new BeanComponent());
        camel.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (name, asking) -> null);
        camel.getCamelContextExtension().addContextPlugin(DataFormatResolver.class, (name, asking) -> null);
        camel.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        try {
            for (RouteBuilder route : routes)
                camel.addRoutes(route);
        } catch (Exception e) {
            throw new IllegalStateException("the routes of the exchange cannot be added", e);
        }
        return camel;
    }

    /** One fetch, from beginning to end. */
    ExchangeState fetch(ExchangeOrder leased) {
        return Objects.requireNonNull(template.requestBody(ExchangeRoute.ENTRY, leased, ExchangeState.class));
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void destroy() {
        context.stop();
    }
}
