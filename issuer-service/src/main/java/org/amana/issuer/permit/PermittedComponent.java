package org.amana.issuer.permit;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.springframework.stereotype.Component;

/**
 * The one way out of the release routes, {@value #URI}. It takes a {@link Departure} and nothing else, looks a last time
 * whether the consent stands, spends the permit, and only then leaves a {@link Departed} that the endpoint may answer with.
 * Any other message is a fault of ours.
 */
@Component
public class PermittedComponent {
    /** Name of the scheme. */
    public static final String SCHEME = "permitted";
    /** The one address. */
    public static final String URI = SCHEME + ":requester";
    private final Permits permits;
    private final ReleaseOrders orders;

    PermittedComponent(Permits permits, ReleaseOrders orders) {
        this.permits = permits;
        this.orders = orders;
    }

    /** Adds the component to a context. */
    public void addTo(CamelContext context) {
        context.addComponent(SCHEME, new Scheme(this));
    }

    private Departed leave(Departure departure) {
        Permit permit = departure.permit();
        permit.requireNotWithdrawn();
        permits.requireInForce(permit.order());
        permit.spend();
        orders.sent(permit);
        return new Departed(departure.release());
    }

    private static final class Scheme extends DefaultComponent {
        private final PermittedComponent way;

        Scheme(PermittedComponent way) {
            this.way = way;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            if (!uri.replace("//", "").equals(URI)) {
                throw new IllegalArgumentException("there is one way out, " + URI);
            }
            return new WayOut(uri, this, way);
        }
    }

    private static final class WayOut extends DefaultEndpoint {
        private final PermittedComponent way;

        WayOut(String uri, Scheme scheme, PermittedComponent way) {
            super(uri, scheme);
            this.way = way;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    if (!(exchange.getMessage().getBody() instanceof Departure departure)) {
                        throw new IllegalStateException("nothing leaves without its permit");
                    }
                    exchange.getMessage().setBody(way.leave(departure));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("nothing comes in at the way out");
        }

        @Override
        public boolean isSingleton() {
            return true;
        }
    }
}
