package org.amana.support.launch;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts one service. All its resources lie under {@code /<module>/} of the class path, so that four services can live
 * in one process:
 *
 * <pre>
 * public static void main(String[] args) {
 *     ServiceLauncher.of(IssuerApplication.class, "issuer-service").run(args);
 * }
 * </pre>
 *
 * <p>Settings of the shared {@code service-support/service.yaml} are overridden by {@code /<module>/application.yaml},
 * that by environment variables and these by arguments.
 */
public final class ServiceLauncher {
    private final Class<?> application;
    private final ServiceModule service;
    private final Map<String, Object> settings;

    private ServiceLauncher(Class<?> application, ServiceModule service, Map<String, Object> settings) {
        this.application = application;
        this.service = service;
        this.settings = settings;
    }

    /**
     * A launcher of one service.
     *
     * @param application the {@code @SpringBootApplication} class in the service's root package
     * @param module such as {@code issuer-service}
     */
    public static ServiceLauncher of(Class<?> application, String module) {
        return new ServiceLauncher(application, ServiceModule.of(module), Map.of());
    }

    /**
     * The same launcher with settings that stand above environment and files, and below the arguments; for several
     * services in one process.
     */
    public ServiceLauncher with(Map<String, Object> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return new ServiceLauncher(application, service, all);
    }

    /** Starts the service and returns when it answers requests. */
    public ConfigurableApplicationContext run(String... args) {
        var builder = new SpringApplicationBuilder(application).properties(defaults());
        if (!settings.isEmpty()) {
            // several services in one process stop in the order the process decides
            builder.registerShutdownHook(false);
        }
        return builder.run(LaunchArguments.join(args, settings));
    }

    private Map<String, Object> defaults() {
        var defaults = new HashMap<String, Object>();
        String module = service.module();
        defaults.put("spring.config.location",
                "classpath:/service-support/service.yaml,optional:classpath:/" + module + "/application.yaml");
        defaults.put("spring.application.name", module);
        defaults.put("amana.service.module", module);
        defaults.put("amana.service.schema", service.schema());
        defaults.put("amana.service.port", service.port());
        defaults.put("amana.service.cookie", service.sessionCookie());
        return defaults;
    }
}
