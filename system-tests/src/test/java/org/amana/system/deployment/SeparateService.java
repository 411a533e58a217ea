package org.amana.system.deployment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of {@link FourServices}. */
record SeparateService(String module, String schema) {

    /** The role it works with, and where that is another, the one its tables belong to. */
    List<String> roles() {
        String own = "amana_" + schema;
        return schema.equals("ledger") ? List.of(own, own + "_owner") : List.of(own);
    }

    /** Its settings, but for addresses. */
    Map<String, String> environment(Path folder, int databasePort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SERVER_ADDRESS", "localhost");
        environment.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://localhost:" + databasePort + "/postgres");
        environment.put("SPRING_DATASOURCE_USERNAME", roles().getFirst());
        environment.put("SPRING_DATASOURCE_PASSWORD", schema);
        if (roles().size() > 1) {
            environment.put("SPRING_FLYWAY_USER", roles().getLast());
            environment.put("SPRING_FLYWAY_PASSWORD", schema);
        }
        environment.put("AMANA_DATA", folder.resolve(module).toString());
        environment.put("AMANA_TRUST_DIR", folder.resolve("trust").toString());
        environment.put("AMANA_TRUST_DEVELOPMENTCA", "true");
        environment.put("AMANA_TRUST_REFRESH", "3s");
        environment.put("AMANA_FIRSTLOGIN", folder.resolve("first-login.txt").toString());
        environment.put("AMANA_OUTBOUND_LOOPBACKHTTP", "true");
        environment.put("AMANA_LEDGER_REGISTERFILE", folder.resolve("register.json").toString());
        environment.put("AMANA_ISSUER_STATUS_PUBLICATIONINTERVAL", "3s");
        return environment;
    }
}
