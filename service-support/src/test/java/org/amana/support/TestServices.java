package org.amana.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.support.launch.ServiceLauncher;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Settings of a service under test: free port, own database, own folders. Used by {@link ServiceTest} or by hand. */
public final class TestServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(settings()).applyTo(context);
    }

    /** Starts a service; {@code more} overrides the test settings. Close the context when done. */
    public static ConfigurableApplicationContext start(Class<?> application, String module, Map<String, String> more) {
        var all = new LinkedHashMap<String, Object>(settings());
        all.putAll(more);
        return ServiceLauncher.of(application, module).with(all).run();
    }

    /** Fresh settings, each call with its own port, database and folders. */
    public static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>(TestPostgres.newDatabase().properties());
        int port = freePort();
        Path data = temporaryFolder();
        settings.put("server.port", Integer.toString(port));
        settings.put("amana.base-url", "http://localhost:" + port);
        settings.put("amana.data", data.resolve("service").toString());
        settings.put("amana.trust.dir", data.resolve("trust").toString());
        settings.put("amana.trust.development-ca", "true");
        settings.put("amana.first-login", data.resolve("first-login.txt").toString());
        settings.put("amana.outbound.loopback-http", "true");
        // tests alone have springdoc, which derives the API document; no filter chain opens a path of its own
        settings.put("springdoc.default-produces-media-type", "application/json");
        settings.put("springdoc.override-with-generic-response", "false");
        settings.put("springdoc.enable-extra-schemas", "false");
        settings.put("springdoc.use-fqn", "true");
        return settings;
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("amana-test");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
