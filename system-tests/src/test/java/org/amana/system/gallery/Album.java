package org.amana.system.gallery;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.amana.system.browser.Screen;
import org.assertj.core.util.Throwables;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What was looked at: pictures in a folder, findings by picture, routes by service. */
final class Album implements Screen.Looks {

    private static final List<Integer> WIDTHS = List.of(320, 1280);

    private final Path folder;
    private final Map<Integer, String> services;
    private final Set<String> seen = new TreeSet<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * @param folder of the pictures; {@code AMANA_SCREENS} goes before it
     * @param services by port
     */
    Album(Path folder, Map<Integer, String> services) {
        String wish = System.getenv().getOrDefault("AMANA_SCREENS", "");
        this.folder = wish.isEmpty() ? folder : Path.of(wish);
        this.services = Map.copyOf(services);
        try {
            Files.createDirectories(this.folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The screen whose looks this album keeps, at 320 and at 1280 pixels. */
    Screen of(Screen screen) {
        return screen.inWidths(WIDTHS).tell(this, folder);
    }

    @Override
    public void looked(String method, URI address, String picture, List<String> found) {
        found.forEach(finding -> findings.add(picture + ": " + finding));
        Optional.ofNullable(services.get(address.getPort()))
                .flatMap(service -> route(service, method, address.getPath()))
                .ifPresent(seen::add);
    }

    /** An error page answers at any address. */
    Screen error(Screen screen, String address, int status, String what) {
        screen.open(address, status).look(what);
        seen.add("support GET /error");
        return screen;
    }

    /** One walk; where it stops is a finding too, so that the others still go. */
    void walk(String name, Runnable walk) {
        try {
            walk.run();
        } catch (AssertionError | PlaywrightException e) {
            findings.add(name + " stopped: " + Throwables.getStackTrace(e));
        }
    }

    Set<String> seen() {
        return seen;
    }

    List<String> findings() {
        return findings;
    }

    /** The most exact route of the list that answers there. */
    private static Optional<String> route(String service, String method, String path) {
        PathContainer container = PathContainer.parsePath(path.isEmpty() ? "/" : path);
        return Pages.SHOWN.stream()
                .filter(line -> line.startsWith(service + " " + method + " ") || line.startsWith("support " + method))
                .filter(line -> pattern(line).matches(container))
                .min((one, other) -> PathPattern.SPECIFICITY_COMPARATOR.compare(pattern(one), pattern(other)));
    }

    private static PathPattern pattern(String line) {
        return PathPatternParser.defaultInstance.parse(line.substring(line.lastIndexOf(' ') + 1));
    }
}
