package org.amana.issuer.source;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The way of a register file: opened, split into rows, each row imported, closed. Wires only; see {@link RowImport}. */
@Component
class RegisterImportRoute extends RouteBuilder {
    static final String ENTRY = "seda:register-import?waitForTaskToComplete=Never&size=50&blockWhenFull=true";
    static final String RUN = "registerImportRun";
    private final RowImport rowImport;

    RegisterImportRoute(RowImport rowImport) {
        this.rowImport = rowImport;
    }

    @Override
    public void configure() {
        from("seda:register-import?concurrentConsumers=2&size=50").routeId("register-import")
                .doTry()
                .setProperty(RUN, method(rowImport, "open"))
                .setBody(exchangeProperty(RUN))
                .split(method(rowImport, "rows"))
                .streaming()
                .stopOnException()
                .bean(rowImport, "row")
                .end()
                .bean(rowImport, "close")
                .endDoTry()
                .doCatch(Exception.class)
                .bean(rowImport, "fail")
                .end();
    }
}
