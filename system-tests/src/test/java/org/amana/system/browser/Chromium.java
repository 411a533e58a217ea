package org.amana.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser that journeys click through; {@code ./verify} installs it. */
public final class Chromium implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser", "google-chrome");
    /** Without these the browser looks up hosts that a test must not depend on. */
    private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync");
    private static final int PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    /** Starts it; its absence is a failure, not a skip. */
    public Chromium() {
        this(List.of());
    }

    /**
     * A browser that finds a host on this machine and takes its server's key for trusted.
     *
     * @param spki base64 of SHA-256 over the key (SubjectPublicKeyInfo)
     */
    public static Chromium trusting(String host, String spki) {
        return new Chromium(List.of("--host-resolver-rules=MAP " + host + " 127.0.0.1",
                "--ignore-certificate-errors-spki-list=" + spki));
    }

    private Chromium(List<String> more) {
        Optional<Path> program = program();
        assertThat(program).as("chromium is missing: run ./verify, or apt-get install chromium").isPresent();
        playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(program.orElseThrow())
                        .setArgs(Stream.concat(QUIET.stream(), more.stream()).toList()));
    }

    private static Optional<Path> program() {
        List<Path> folders = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList();
        return PROGRAMS.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A desk computer. */
    public Screen desk(String name) {
        return new Screen(name, page(1200, 900));
    }

    /** A phone with a screen lock that makes passkeys; {@code widthPixels} such as 320 for an old one. */
    public Screen phone(String name, int widthPixels) {
        Page page = page(widthPixels, 740);
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("ctap2Version", "ctap2_1");
        options.addProperty("transport", "internal");
        for (String yes : List.of("hasResidentKey", "hasUserVerification", "isUserVerified",
                "automaticPresenceSimulation",
                "hasPrf")) {
            options.addProperty(yes, true);
        }
        JsonObject arguments = new JsonObject();
        arguments.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", arguments);
        return new Screen(name, page);
    }

    private Page page(int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
