package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A person's browser: Debian's chromium, small as an old phone. Script errors and messages of the
 * Content-Security-Policy are kept, and fail the test that asks. {@code AMANA_SCREENS=DIR} keeps a picture of each page.
 */
final class Phone implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int NARROW = 320;

    private final Playwright playwright;
    private final Browser browser;
    private final String baseUrl;
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    Phone(String baseUrl) {
        assumeTrue(Files.isExecutable(CHROMIUM), "page checks skipped: no chromium on this machine");
        this.baseUrl = baseUrl;
        playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium()
                .launch(
                        new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(List.of("--no-sandbox")));
        context = browser.newContext();
        page = context.newPage();
        startAnew(true);
    }

    /** Forgets everything, as a new device would. */
    void startAnew(boolean withJavaScript) {
        context.close();
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(390, 760).setJavaScriptEnabled(withJavaScript));
        context.setDefaultTimeout(15_000);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy") || message.text().contains("TrustedHTML")) {
                complaints.add(message.text());
            }
        });
    }

    /** A screen lock that makes passkeys. */
    void addPasskeys(boolean withPrf) {
        CDPSession session = context.newCDPSession(page);
        session.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("ctap2Version", "ctap2_1");
        options.addProperty("transport", "internal");
        for (String yes : List.of("hasResidentKey", "hasUserVerification", "isUserVerified",
                "automaticPresenceSimulation")) {
            options.addProperty(yes, true);
        }
        options.addProperty("hasPrf", withPrf);
        var arguments = new JsonObject();
        arguments.add("options", options);
        session.send("WebAuthn.addVirtualAuthenticator", arguments);
    }

    Page page() {
        return page;
    }

    /** A page that is there. */
    Page open(String path) {
        assertThat(page.navigate(baseUrl + path).status()).as(path).isEqualTo(200);
        return page;
    }

    /** A page that is seen before its modules are there. */
    void begin(String path) {
        page.navigate(baseUrl + path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    /** Arrives at a path of the wallet; forms and modules take their time. */
    void arrives(String path) {
        page.waitForURL(url -> url.startsWith(baseUrl + path));
    }

    /** Arrives at a path with an id in its middle; what the page says when it does not is part of the failure. */
    void arrives(String start, String end) {
        try {
            page.waitForURL(url -> url.startsWith(baseUrl + start) && url.endsWith(end));
        } catch (PlaywrightException notThere) {
            throw new AssertionError(page.url() + " says: " + page.locator("main").innerText(), notThere);
        }
    }

    /** The page as it is now, in each language: no finding of axe, nothing wider than a narrow screen, no complaint. */
    void looksRight(String name) {
        for (String language : List.of("en", "ar")) {
            String path = page.url().substring(baseUrl.length());
            if (path.length() > 3 && path.charAt(3) == '/' && !path.startsWith("/" + language + "/")) {
                open("/" + language + path.substring(3));
            }
            page.setViewportSize(NARROW, 760);
            looksRightNow(name + "-" + language);
            if (path.length() <= 3 || path.charAt(3) != '/') {
                return;
            }
        }
    }

    private void looksRightNow(String name) {
        keepPicture(name);
        assertThat(new AxeBuilder(page).analyze().getViolations()).as("axe on " + name)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat(overflow()).as(name + " is wider than 320 px by").isZero();
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')");
        assertThat(overflow()).as(name + " with doubled text is wider than 320 px by").isZero();
        keepPicture(name + "-200");
        page.evaluate("document.documentElement.style.removeProperty('font-size')");
        page.setViewportSize(390, 760);
        assertThat(complaints).as("complaints of the browser on " + name).isEmpty();
    }

    private int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private void keepPicture(String name) {
        String folder = System.getenv().getOrDefault("AMANA_SCREENS", "");
        if (!folder.isEmpty()) {
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
