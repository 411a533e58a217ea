package org.amana.node;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.support.launch.ServiceModule;

/**
 * What the command line asks for.
 *
 * <pre>
 * amana-node.jar [tour] [--amana.data=DIR] [--amana.ports.base=N] [--amana.demo=false] [--amana.base-url=http://192.168.1.5]
 * </pre>
 *
 * @param tour true: run the whole story on a node of its own and stop
 * @param data folder that holds everything; made when missing
 * @param basePort welcome page; the services follow on the next four ports
 * @param demo true: invented people and organisations
 * @param origin scheme and host under which browsers reach the services
 * @param settings other {@code --name=value}, handed to every service
 */
public record NodeOptions(boolean tour, Path data, int basePort, boolean demo, URI origin, List<String> settings) {
    private static final int DEFAULT_BASE = 8080;

    public NodeOptions {
        data = data.toAbsolutePath().normalize();
        settings = List.copyOf(settings);
        if (basePort < 1 || basePort > 65_535 - ServiceModule.values().length) {
            throw new WrongStart("--amana.ports.base must be a port number from 1 to 65531, not " + basePort + ".");
        }
        boolean web = "http".equals(origin.getScheme()) || "https".equals(origin.getScheme());
        if (!web || origin.getHost() == null || origin.getPort() != -1 || !origin.getPath().isEmpty()) {
            throw new WrongStart("--amana.base-url must name scheme and host alone, such as http://192.168.1.5.");
        }
    }

    /** Reads the arguments; an unknown word is a wrong start. */
    static NodeOptions parse(String... args) {
        boolean tour = false;
        Path data = Path.of("data");
        int basePort = DEFAULT_BASE;
        boolean demo = true;
        URI origin = URI.create("http://localhost");
        var settings = new ArrayList<String>();
        for (String arg : args) {
            Optional<String> value = Optional.of(arg.indexOf('='))
                    .filter(at -> at > 0)
                    .map(at -> arg.substring(at + 1));
            switch (value.isPresent() ? arg.substring(0, arg.indexOf('=')) : arg) {
                case "tour" -> tour = true;
                case "--amana.data" -> data = Path.of(required(arg, value));
                case "--amana.ports.base" -> basePort = number(required(arg, value));
                case "--amana.demo" -> demo = Boolean.parseBoolean(required(arg, value));
                case "--amana.base-url" -> origin = uri(required(arg, value));
                default -> settings.add(setting(arg, value));
            }
        }
        return new NodeOptions(tour, data, basePort, demo, origin, settings);
    }

    /** Public address of a service, without trailing slash. */
    URI address(ServiceModule service) {
        return URI.create(origin + ":" + port(service));
    }

    int port(ServiceModule service) {
        return basePort + service.port() - DEFAULT_BASE;
    }

    boolean isLoopback() {
        return "localhost".equals(origin.getHost()) || "127.0.0.1".equals(origin.getHost());
    }

    private static String setting(String arg, Optional<String> value) {
        if (!arg.startsWith("--") || value.isEmpty()) {
            throw new WrongStart("'" + arg + "' is not understood. Try: tour, --amana.data=DIR, --amana.ports.base=N, "
                    + "--amana.demo=false, --amana.base-url=URL.");
        }
        return arg;
    }

    private static String required(String arg, Optional<String> value) {
        return value.filter(text -> !text.isBlank())
                .orElseThrow(() -> new WrongStart("'" + arg + "' needs a value after '='."));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new WrongStart("--amana.ports.base must be a port number, not '" + text + "'.", e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new WrongStart("--amana.base-url is not an address: '" + text + "'.", e);
        }
    }
}
