package org.amana.issuer.release;

import java.io.IOException;
import java.util.Optional;
import org.amana.core.problem.ProblemException;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.permit.Departed;
import org.amana.issuer.permit.OneWayOut;
import org.amana.issuer.permit.PermittedComponent;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy;
import org.apache.camel.spi.ComponentResolver;
import org.springframework.stereotype.Component;

/**
 * The Camel context of the release, apart from the service's other one: it has the components {@code direct}, {@code bean} and {@code
 * permitted}, finds no other by itself, and does not start with routes that know another way out.
 */
@Component
public final class ReleaseContext implements AutoCloseable {
    private static final OneWayOut RULE = new OneWayOut(ReleaseRoute.ENTRY, ReleaseSteps.class);
    private final DefaultCamelContext context;
    private final ProducerTemplate template;

    ReleaseContext(ReleaseSteps steps, PermittedComponent wayOut) throws Exception {
        this.context = closed();
        wayOut.addTo(context);
        context.addRoutes(new ReleaseRoute(steps));
        RULE.require(context);
        context.start();
        this.template = context.createProducerTemplate();
    }

    /** A context without components but {@code direct} and {@code bean}; none is looked up on the class path or among beans. */
    static DefaultCamelContext closed() {
        var context = new DefaultCamelContext();
        context.setNameStrategy(new ExplicitCamelContextNameStrategy("release"));
        context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (_, _) -> null);
        context.addComponent("direct", new DirectComponent());
        context.addComponent("bean", new BeanComponent());
        return context;
    }

    /** What a context with these routes would be refused for. */
    static java.util.List<String> findings(RouteBuilder routes) throws Exception {
        try (DefaultCamelContext other = closed()) {
            other.addRoutes(routes);
            return RULE.findings(other);
        }
    }

    /**
     * Releases what a request asks for that came by the topic of one party.
     *
     * @param party who alone is answered there
     * @throws ProblemException with which it is refused
     */
    public Departed release(Authority source, String compact, String party) {
        return release(new ReleaseTask.Received(source, compact, Optional.of(party)));
    }

    /**
     * Runs the route.
     *
     * @return nothing else can be answered with: a body that did not go through the way out is of another type
     */
    Departed release(ReleaseTask.Received received) {
        try {
            return java.util.Objects.requireNonNull(
                    template.requestBody(ReleaseRoute.ENTRY, received, Departed.class));
        } catch (CamelExecutionException e) {
            ProblemException refused = ReleaseSteps.refusal(e);
            if (refused != null) {
                throw refused;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** For the test that looks at all of it. */
    DefaultCamelContext context() {
        return context;
    }

    @Override
    public void close() throws IOException {
        context.close();
    }
}
