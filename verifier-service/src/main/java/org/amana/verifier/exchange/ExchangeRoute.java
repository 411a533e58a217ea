package org.amana.verifier.exchange;

import org.apache.camel.builder.RouteBuilder;

/** The way of one fetch: ask the source, read what came, conclude. Wires only, and knows no other way out or in. */
final class ExchangeRoute extends RouteBuilder {
    static final String ENTRY = "direct:exchange";
    private final AskSource ask;
    private final ReadRelease read;
    private final ConcludeExchange conclude;

    ExchangeRoute(AskSource ask, ReadRelease read, ConcludeExchange conclude) {
        this.ask = ask;
        this.read = read;
        this.conclude = conclude;
    }

    @Override
    public void configure() {
        // a fault goes to the caller: Camel's own handler would log it with what was on its way
        errorHandler(noErrorHandler());
        from(ENTRY).routeId("exchange").bean(ask, "ask").bean(read, "read").bean(conclude, "conclude");
    }
}
