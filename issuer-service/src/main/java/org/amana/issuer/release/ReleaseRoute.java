package org.amana.issuer.release;

import org.amana.issuer.permit.PermittedComponent;
import org.apache.camel.builder.RouteBuilder;

/** The way of a release. Wires only; see {@link ReleaseSteps}. */
final class ReleaseRoute extends RouteBuilder {
    static final String ENTRY = "direct:release";
    private final ReleaseSteps steps;

    ReleaseRoute(ReleaseSteps steps) {
        this.steps = steps;
    }

    @Override
    public void configure() {
        from(ENTRY).routeId("release")
                .errorHandler(noErrorHandler())
                .bean(steps, "accept")
                .bean(steps, "subject")
                .bean(steps, "permit")
                .doTry()
                .bean(steps, "fetch")
                .bean(steps, "seal")
                .to(PermittedComponent.URI)
                .doCatch(Exception.class)
                .bean(steps, "giveUp")
                .end();
    }
}
