package org.amana.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One person's page. {@link #look} is called wherever a person would read: axe finds nothing, nothing
 * is wider than the screen, the browser has no complaint; {@code AMANA_SCREENS=DIR} keeps pictures.
 */
public final class Screen {

    private final String name;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
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
    }

    public Page page() {
        return page;
    }

    /** Opens an address that must answer 200. */
    public Screen open(String address) {
        assertThat(page.navigate(address).status()).as(address).isEqualTo(200);
        return this;
    }

    public Screen open(URI service, String path) {
        return open(service + path);
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
                new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
        return found.textContent().strip();
    }

    /** The page's whole visible text. */
    public String words() {
        return page.locator("body").innerText();
    }

    /** Reads the page as its person would. */
    public Screen look(String what) {
        String folder = System.getenv().getOrDefault("AMANA_SCREENS", "");
        if (!folder.isEmpty()) {
            pictures++;
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "%s-%02d-%s.png".formatted(name, pictures, what)))
                    .setFullPage(true));
        }
        assertThat(new AxeBuilder(page).analyze().getViolations()).as("axe: %s, %s", name, what)
                .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s, %s is wider than the screen by", name, what)
                .isEqualTo(0);
        assertThat(complaints).as("complaints of the browser: %s, %s", name, what).isEmpty();
        assertThat(words()).as("a message is missing: %s, %s", name, what).doesNotContain("??");
        return this;
    }
}
