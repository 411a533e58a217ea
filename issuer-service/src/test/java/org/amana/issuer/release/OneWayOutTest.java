package org.amana.issuer.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.amana.issuer.ReleaseTest;
import org.amana.issuer.permit.OneWayOut;
import org.amana.issuer.permit.PermittedComponent;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** No message of the release leaves but through the way out; and the walk that says so sees each way round. */
@ReleaseTest
class OneWayOutTest {
    private final ReleaseContext release;
    private final ReleaseSteps steps;

    OneWayOutTest(@Autowired ReleaseContext release, @Autowired ReleaseSteps steps) {
        this.release = release;
        this.steps = steps;
    }

    @Test
    void routes_haveNoWayButOne() {
        DefaultCamelContext context = release.context();

        assertThat(new OneWayOut(ReleaseRoute.ENTRY, ReleaseSteps.class).findings(context)).isEmpty();
        assertThat(context.getRouteDefinitions()).hasSize(1);
        assertThat(context.getEndpoints()).extracting(endpoint -> endpoint.getEndpointUri().replaceFirst("\\?.*", ""))
                .allMatch(uri -> uri.equals("direct://release") || uri.startsWith("permitted:")
                        || uri.startsWith("bean:"));
        assertThat(context.getComponentNames()).isSubsetOf("direct", "bean", "permitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:/tmp", "seda:other", "log:out", "sftp:host/folder", "jdbc:dataSource", "mock:out",
            "rest:get:x", "timer:x", "kafka:out"})
    void component_ofAnyOtherKind_isNotFound(String uri) {
        assertThatThrownBy(() -> release.context().getEndpoint(uri)).hasMessageContaining("No endpoint could be found");
    }

    @Test
    void wayOut_withAnythingButADeparture_thenNothingLeaves() {
        var template = release.context().createProducerTemplate();
        assertThatThrownBy(() -> template.requestBody(PermittedComponent.URI, "Amina Haddad"))
                .isInstanceOf(CamelExecutionException.class)
                .hasRootCauseMessage("nothing leaves without its permit");
        assertThatThrownBy(() -> release.context().getEndpoint("permitted:elsewhere"))
                .hasStackTraceContaining("there is one way out");
        assertThatThrownBy(() -> release.context().getEndpoint(PermittedComponent.URI).createConsumer(_ -> {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    /** One way round, put into a route that is right but for it. */
    interface Planted {
        void into(RouteDefinition route) throws Exception;
    }

    record Way(String name, Planted planted) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> waysRound() {
        return Stream.of(new Way("to", route -> route.to("direct:elsewhere")),
                new Way("to a topic", route -> route.to("kafka:out?brokers=localhost:9092")),
                new Way("toD", route -> route.toD("direct:${header.where}")),
                new Way("wireTap", route -> route.wireTap("direct:elsewhere")),
                new Way("recipientList", route -> route.recipientList().constant("direct:elsewhere").end()),
                new Way("enrich", route -> route.enrich("direct:elsewhere")),
                new Way("pollEnrich", route -> route.pollEnrich("direct:elsewhere")),
                new Way("bean of another class", route -> route.bean(new java.util.Random(), "nextInt")),
                new Way("bean by type", route -> route.bean(ReleaseSteps.class, "accept")),
                new Way("bean by name", route -> route.to("bean:other")),
                new Way("process", route -> route.process(_ -> {})),
                new Way("dynamicRouter", route -> route.dynamicRouter().constant("direct:elsewhere")),
                new Way("routingSlip", route -> route.routingSlip().constant("direct:elsewhere").end()),
                new Way("multicast", route -> route.multicast().to("direct:elsewhere").end()),
                new Way("split", route -> route.split().body().to(PermittedComponent.URI).end()),
                new Way("loadBalance", route -> route.loadBalance().roundRobin().to("direct:elsewhere").end()),
                new Way("onCompletion", route -> route.onCompletion().to("direct:elsewhere").end()),
                new Way("onException", route -> route.onException(Exception.class).to("direct:elsewhere").end()),
                new Way("setBody by a bean", route -> route.setBody().method(new java.util.Random(), "nextInt")),
                new Way("log", route -> route.log("${body}")),
                new Way("to within doTry", route -> route.doTry()
                        .to("direct:elsewhere")
                        .doCatch(Exception.class)
                        .end()),
                new Way("to within doCatch", route -> route.doTry()
                        .to(PermittedComponent.URI)
                        .doCatch(Exception.class)
                        .to("direct:elsewhere")
                        .end()));
    }

    @ParameterizedTest
    @MethodSource("waysRound")
    void walk_whenAWayRoundIsPlanted_thenFound(Way way) throws Exception {
        assertThat(ReleaseContext.findings(route(way.planted()))).isNotEmpty();
        assertThat(ReleaseContext.findings(route(_ -> {}))).isEmpty();
    }

    @Test
    void walk_whenTheRouteBeginsOrEndsElsewhere_thenFound() throws Exception {
        assertThat(ReleaseContext.findings(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:another").errorHandler(noErrorHandler()).to(PermittedComponent.URI);
            }
        })).containsExactly("from direct:another");
        assertThat(ReleaseContext.findings(new RouteBuilder() {
            @Override
            public void configure() {
                from(ReleaseRoute.ENTRY).errorHandler(deadLetterChannel("direct:elsewhere")).to(PermittedComponent.URI);
            }
        })).containsExactly("an error handler, which may send elsewhere");
        assertThat(ReleaseContext.findings(new RouteBuilder() {
            @Override
            public void configure() {
                interceptSendToEndpoint("*").to("direct:elsewhere");
                from(ReleaseRoute.ENTRY).errorHandler(noErrorHandler()).to(PermittedComponent.URI);
            }
        })).isNotEmpty();
    }

    private RouteBuilder route(Planted planted) {
        return new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                RouteDefinition route = from(ReleaseRoute.ENTRY).errorHandler(noErrorHandler());
                planted.into(route);
                route.bean(steps, "accept").to(PermittedComponent.URI);
            }
        };
    }
}
