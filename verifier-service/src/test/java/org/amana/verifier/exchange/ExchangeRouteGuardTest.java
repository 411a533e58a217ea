package org.amana.verifier.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.verifier.testing.TestWorld;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.seda.SedaComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** There is one way out of an exchange, and nothing can be added beside it unseen. */
class ExchangeRouteGuardTest {
    private final ExchangeContext running = TestWorld.sharedBench().world.bean(ExchangeContext.class);

    /** A route with a way round in it. */
    record Planted(String name, RouteBuilder route) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Writes the steps of a route. */
    @FunctionalInterface
    interface Steps {
        void add(RouteBuilder route);
    }

    @Test
    void routes_ofTheService_haveNoWayRound() {
        assertThat(RouteGuard.violations(running.context())).isEmpty();
        assertThat(running.context().getRoutes()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("planted")
    void guard_findsWhatIsPlanted(Planted planted) {
        CamelContext context = open(planted.route());
        assertThat(RouteGuard.violations(context)).isNotEmpty();
        context.stop();
    }

    static Stream<Planted> planted() {
        return Stream.of(
                plant("to", route -> route.from("direct:a").to("direct:b")),
                plant("topic", route -> route.from("direct:a").to("kafka:a?brokers=localhost:9092")),
                plant("toD", route -> route.from("direct:a").toD("${header.where}")),
                plant("wireTap", route -> route.from("direct:a").wireTap("direct:b")),
                plant("dynamic wireTap", route -> route.from("direct:a").wireTap("${header.where}")),
                plant("recipientList", route -> route.from("direct:a").recipientList(route.header("where"))),
                plant("routingSlip", route -> route.from("direct:a").routingSlip(route.header("where"))),
                plant("dynamicRouter", route -> route.from("direct:a").dynamicRouter(route.header("where"))),
                plant("enrich", route -> route.from("direct:a").enrich("direct:b")),
                plant("pollEnrich", route -> route.from("direct:a").pollEnrich("seda:b")),
                plant("multicast", route -> route.from("direct:a").multicast().to("direct:b")),
                plant("choice", route -> route.from("direct:a").choice().when(route.body()).to("direct:b").end()),
                plant("try", route -> route.from("direct:a").doTry().to("direct:b").doCatch(Exception.class).end()),
                plant("process", route -> route.from("direct:a").process(exchange -> { /* anything */ })),
                plant("another bean", route -> route.from("direct:a").bean(new Object(), "toString")),
                plant("bean by name", route -> route.from("direct:a").bean("whatever")),
                plant("bean by class", route -> route.from("direct:a").bean(StringBuilder.class)),
                plant("another beginning", route -> route.from("seda:a").bean(StringBuilder.class)),
                plant("transform", route -> route.from("direct:a").transform().simple("${bean:x}")),
                plant("onException", route -> {
                    route.onException(Exception.class).to("direct:b");
                    route.from("direct:a").stop();
                }));
    }

    @Test
    void context_findsNoOtherComponentThoughItLiesOnTheClassPath() {
        for (String uri : List.of("file:/tmp", "log:a", "timer:a", "seda:a", "http://localhost", "mock:a",
                "kafka:a"))
            assertThatThrownBy(
                    () -> ExchangeContext.sealed(List.of(route(r -> r.from("direct:a").to(uri)))).start()).as(uri)
                    .isInstanceOfAny(FailedToCreateRouteException.class, ResolveEndpointFailedException.class);
    }

    @Test
    void package_reachesTheNetworkThroughOneClass() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.amana.verifier.exchange");
        noClasses().that()
                .doNotHaveSimpleName("AskSource")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.amana.verifier.transport..")
                .check(classes);
        noClasses().should()
                .dependOnClassesThat()
                .belongToAnyOf(HttpPeer.class, HttpQuestion.class)
                .check(classes);
        noClasses().should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.apache.hc..", "org.springframework.web..",
                        "java.nio.file..",
                        "javax.net..", "org.apache.kafka..", "org.apache.camel.component.kafka..",
                        "org.amana.support.kafka..")
                .orShould()
                .dependOnClassesThat(JavaClass.Predicates.assignableTo(java.net.Socket.class))
                .orShould()
                .dependOnClassesThat(JavaClass.Predicates.assignableTo(java.net.URLConnection.class))
                .check(classes);
        noClasses().that()
                .haveSimpleNameNotEndingWith("Context")
                .and()
                .haveSimpleNameNotEndingWith("Route")
                .and()
                .haveSimpleNameNotEndingWith("Rounds")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.camel..")
                .check(classes);
    }

    @Test
    void orders_knowNothingOfWhyTheyWereOpened_norOfTheWay() {
        var classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.amana.verifier.exchange");
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("way")
                .definedBy("org.amana.verifier.exchange")
                .layer("consent")
                .definedBy("..exchange.consent")
                .layer("law")
                .definedBy("..exchange.law")
                .layer("order")
                .definedBy("..exchange.order")
                .whereLayer("way")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("consent")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("law")
                .mayNotBeAccessedByAnyLayer()
                .check(classes);
    }

    private static Planted plant(String name, Steps steps) {
        return new Planted(name, route(steps));
    }

    private static RouteBuilder route(Steps steps) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                steps.add(this);
            }
        };
    }

    private static CamelContext open(RouteBuilder route) {
        CamelContext context = ExchangeContext.sealed(List.of());
        context.addComponent("seda", new SedaComponent());
        try {
            context.addRoutes(route);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return context;
    }
}
