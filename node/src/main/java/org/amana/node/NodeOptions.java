package org.amana.node;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.support.launch.ServiceModule;
import org.springframework.boot.convert.DurationStyle;

/**
 * What the command line asks for.
 *
 * <pre>
 * amana-node.jar [tour] [--amana.data=DIR] [--amana.ports.base=N] [--amana.demo=false]
 *     [--amana.tls=dev] [--amana.base-url=https://amana.example]
 * </pre>
 *
 * @param tour true: run the whole story on a node of its own and stop
 * @param data folder that holds everything; made when missing
 * @param basePort welcome page; the services follow on the next four ports
 * @param demo true: invented people and organisations
 * @param baseUrl scheme and host under which browsers reach the services; https: with development TLS
 * @param settings other {@code --name=value}, handed to every service
 */
record NodeOptions(boolean tour, Path data, int basePort, boolean demo, BaseUrl baseUrl, List<String> settings) {
    private static final int DEFAULT_BASE = 8080;
    private static final String CLOCK_AHEAD = "--amana.demo-clock-ahead=";

    NodeOptions {
        data = data.toAbsolutePath().normalize();
        settings = List.copyOf(settings);
        if (basePort < 1 || basePort > 65_535 - ServiceModule.values().length) {
            throw new WrongStart("--amana.ports.base must be a port number from 1 to 65531, not " + basePort + ".");
        }
    }

    /** Reads the arguments; an unknown word is a wrong start. */
    static NodeOptions parse(String... args) {
        boolean tour = false;
        Path data = Path.of("data");
        int basePort = DEFAULT_BASE;
        boolean demo = true;
        boolean tls = false;
        Optional<String> baseUrl = Optional.empty();
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
                case "--amana.base-url" -> baseUrl = Optional.of(required(arg, value));
                case "--amana.tls" -> tls = isDevelopment(required(arg, value));
                default -> settings.add(setting(arg, value));
            }
        }
        return new NodeOptions(tour, data, basePort, demo, BaseUrl.parse(baseUrl, tls), settings);
    }

    /** The machine's clock; in a demo that is to see what comes with time, as far ahead of it as all its services. */
    Clock clock() {
        return Clock.offset(Clock.systemUTC(), settings.stream()
                .filter(setting -> setting.startsWith(CLOCK_AHEAD))
                .findFirst()
                .map(setting -> ahead(setting.substring(CLOCK_AHEAD.length())))
                .orElse(Duration.ZERO));
    }

    private static Duration ahead(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongStart(CLOCK_AHEAD + " needs a time such as 40d, not '" + text + "'.", e);
        }
    }

    /** Public address of a service, without trailing slash. */
    URI address(ServiceModule service) {
        return URI.create(baseUrl.origin() + ":" + port(service));
    }

    int port(ServiceModule service) {
        return basePort + service.port() - DEFAULT_BASE;
    }

    /** Public address of the welcome page. */
    URI welcome() {
        return URI.create(baseUrl.origin() + ":" + basePort);
    }

    private static String setting(String arg, Optional<String> value) {
        if (!arg.startsWith("--") || value.isEmpty()) {
            throw new WrongStart("'" + arg + "' is not understood. Try: tour, --amana.data=DIR, --amana.ports.base=N, "
                    + "--amana.demo=false, --amana.tls=dev, --amana.base-url=URL.");
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

    private static boolean isDevelopment(String text) {
        if (!text.equals("dev")) {
            throw new WrongStart("--amana.tls knows one value, dev. Leave it away for http on this machine alone.");
        }
        return true;
    }
}
