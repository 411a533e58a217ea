package org.amana.support.launch;

/**
 * The services of Amana and the names that must never collide when they share a host, a database or a process.
 *
 * @see ServiceLauncher
 */
public enum ServiceModule {
    ISSUER("issuer-service", "issuer", 8081), WALLET("wallet-service", "wallet", 8082), VERIFIER("verifier-service",
            "verifier", 8083), LEDGER("consent-ledger", "ledger", 8084);

    private final String module;
    private final String schema;
    private final int port;

    ServiceModule(String module, String schema, int port) {
        this.module = module;
        this.schema = schema;
        this.port = port;
    }

    /** Module name such as {@code issuer-service}: application name, resource folder and service identity. */
    public String module() {
        return module;
    }

    /** PostgreSQL schema. */
    public String schema() {
        return schema;
    }

    /** Port when nothing else is configured. */
    public int port() {
        return port;
    }

    /** Session cookie: cookies know no ports, so each service needs a name of its own. */
    public String sessionCookie() {
        return "AMANA_" + name();
    }

    /**
     * The service of that module name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ServiceModule of(String module) {
        for (ServiceModule service : values()) {
            if (service.module.equals(module)) {
                return service;
            }
        }
        throw new IllegalArgumentException("no service is named " + module);
    }
}
