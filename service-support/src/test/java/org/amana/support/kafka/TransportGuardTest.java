package org.amana.support.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.amana.support.kafka.KafkaProperties.NoticeTopic;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from a topic goes to the code that verifies it and nowhere else. */
class TransportGuardTest {
    private static final KafkaProperties SETTINGS = new KafkaProperties(List.of("localhost:1"), null, null, true,
            "amana", List.of(new NoticeTopic(FakeOffice.PARTY, "notices"), new NoticeTopic("elsewhere", "others")),
            List.of(), 4);
    private final TakeNotice take = new TakeNotice(FakeOffice.PARTY, new FakeOffice(), List.of());

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

    @Test
    void consumers_readTheTopicsOfTheirOwnPartiesAlone() throws Exception {
        var consumers = new NoticeConsumers(SETTINGS, List.of(new FakeOffice()), List.of());

        assertThat(TransportContext.findings(consumers.context())).isEmpty();
        assertThat(consumers.context().getRouteDefinitions()).singleElement()
                .satisfies(route -> assertThat(route.getInput().getEndpointUri()).isEqualTo("kafka:notices"));
        assertThat(consumers.context().getComponentNames()).containsExactly("kafka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:a", "file:/tmp", "log:a", "bean:a", "seda:a", "http://localhost", "jdbc:a"})
    void component_ofAnyOtherKind_isNotFound(String uri) {
        assertThatThrownBy(() -> TransportContext.sealed(SETTINGS).getEndpoint(uri))
                .hasMessageContaining("No endpoint could be found");
    }

    static Stream<Way> waysRound() {
        return Stream.of(new Way("to", route -> route.to("kafka:others")),
                new Way("toD", route -> route.toD("kafka:${body}")),
                new Way("wireTap", route -> route.wireTap("kafka:others")),
                new Way("recipientList", route -> route.recipientList().body().end()),
                new Way("enrich", route -> route.enrich("kafka:others")),
                new Way("bean", route -> route.bean(new Object(), "toString")),
                new Way("process", route -> route.process(_ -> {})),
                new Way("dynamicRouter", route -> route.dynamicRouter().body().end()),
                new Way("onException", route -> route.onException(Exception.class).to("kafka:others").end()),
                new Way("log", route -> route.log("${body}")),
                new Way("error handler", route -> route.errorHandler(
                        new org.apache.camel.model.errorhandler.DeadLetterChannelDefinition("kafka:others"))));
    }

    @ParameterizedTest
    @MethodSource("waysRound")
    void walk_whenAWayRoundIsPlanted_thenFound(Way way) throws Exception {
        assertThat(findings("kafka:notices", way.planted())).isNotEmpty();
        assertThat(findings("kafka:notices", _ -> {})).isEmpty();
        assertThat(findings("direct:notices", _ -> {})).isNotEmpty();
    }

    @Test
    void walk_whenAnotherComponentIsPlanted_thenFound() {
        DefaultCamelContext context = TransportContext.sealed(SETTINGS);
        context.addComponent("other", new KafkaComponent());
        assertThat(TransportContext.findings(context)).containsExactly("component other");
    }

    /** So nothing here can see a person's data, or ask for any. */
    @Test
    void transport_knowsNothingOfExchangesAndOpensNoOtherConnection() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.amana.support.kafka");
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.amana.core.exchange..", "org.amana.core.http..",
                        "org.amana.support.outbound..",
                        "org.amana.support.ledger..", "org.springframework.jdbc..", "java.net..", "java.sql..")
                .check(classes);
    }

    private List<String> findings(String from, Planted planted) throws Exception {
        DefaultCamelContext context = TransportContext.sealed(SETTINGS);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                RouteDefinition route = from(from).errorHandler(noErrorHandler());
                planted.into(route);
                route.process(take);
            }
        });
        return TransportContext.findings(context);
    }
}
