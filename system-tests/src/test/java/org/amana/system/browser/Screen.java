package org.amana.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ViewportSize;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One person's page. {@link #look} is called wherever a person would read: axe finds nothing, nothing
 * is wider than the screen, the browser has no complaint, nothing is left in codes; {@code AMANA_SCREENS=DIR}
 * keeps pictures.
 */
public final class Screen {

    /** Who wants to know of each look, instead of a failure at the first bad page. */
    public interface Looks {

        /**
         * One look, in one width.
         *
         * @param method of the request that the page answers
         * @param findings empty when all is well
         */
        void looked(String method, URI address, String picture, List<String> findings);
    }

    private final String name;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private List<Integer> widths = List.of();
    private String folder = System.getenv().getOrDefault("AMANA_SCREENS", "");
    private Looks looks = (method, address, picture, findings) -> assertThat(findings).as(picture).isEmpty();
    private String lastMethod = "GET";
    private int pictures;

    Screen(String name, Page page) {
        this.name = name;
        this.page = page;
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy") || message.text().contains("TrustedHTML")) {
                complaints.add(message.text());
            }
        });
        page.onRequest(this::remember);
    }

    private void remember(Request request) {
        if (request.isNavigationRequest() && request.frame().equals(page.mainFrame())) {
            lastMethod = request.method();
        }
    }

    /** Looks in each of these widths, in pixels, from now on; what was there comes back after each look. */
    public Screen inWidths(List<Integer> pixels) {
        widths = List.copyOf(pixels);
        return this;
    }

    /** Keeps pictures there and tells of findings, instead of failing at the first. */
    public Screen tell(Looks listener, Path pictureFolder) {
        looks = listener;
        folder = pictureFolder.toString();
        return this;
    }

    public Page page() {
        return page;
    }

    /** Opens an address that must answer 200. */
    public Screen open(String address) {
        return open(address, 200);
    }

    public Screen open(URI service, String path) {
        return open(service + path);
    }

    /** Opens an address that must answer with that status. */
    public Screen open(String address, int status) {
        Response answer = page.navigate(address);
        assertThat(answer.status()).as(address).isEqualTo(status);
        return this;
    }

    /** Waits until the address matches. */
    public Screen arrives(String pathPattern) {
        try {
            page.waitForURL(Pattern.compile(".*" + pathPattern));
        } catch (TimeoutError e) {
            throw new AssertionError("%s waited for %s at %s, which says: %s".formatted(name, pathPattern, page.url(),
                    words()), e);
        }
        return this;
    }

    public Screen click(String selector) {
        page.locator(selector).first().click();
        return this;
    }

    public Screen fill(String selector, String text) {
        page.locator(selector).first().fill(text);
        return this;
    }

    public String text(String selector) {
        Locator found = page.locator(selector).first();
        found.waitFor(
                new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        return found.textContent().strip();
    }

    /** The page's whole visible text. */
    public String words() {
        return page.locator("body").innerText();
    }

    /** Reads the page as its person would. */
    public Screen look(String what) {
        pictures++;
        ViewportSize before = page.viewportSize();
        for (int width : widths.isEmpty() ? List.of(before.width) : widths) {
            page.setViewportSize(width, before.height);
            String picture = "%s-%02d-%s%s".formatted(name, pictures, what, widths.isEmpty() ? "" : "-" + width);
            if (!folder.isEmpty()) {
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(Path.of(folder, picture + ".png")).setFullPage(true));
            }
            List<String> findings = PageCheck.findings(page);
            complaints.forEach(complaint -> findings.add("complaint of the browser: " + complaint));
            complaints.clear();
            looks.looked(lastMethod, URI.create(page.url()), picture, findings);
        }
        page.setViewportSize(before.width, before.height);
        return this;
    }
}
