package org.amana.system.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a page as it stands, as far as a program can see it. */
final class PageCheck {

    private static final Pattern LANGUAGE = Pattern.compile("/(ar|en)(/.*)?");
    /** A message that is missing, a word of a program, a period of ISO 8601, a sector, a legal ground. */
    private static final Pattern RAW = Pattern.compile(
            "\\?\\?|\\b[a-z]+_[a-z_]+\\b|\\b[A-Z]{2,}_[A-Z_]+\\b|(?<![\\w-])P(?:\\d+[YMWD])+(?![\\w-])|(?<![\\w-])PT(?:\\d+[HMS])+(?![\\w-])|\\beu-gdpr\\b|\\$\\{|#\\{|\\bnull\\b");
    /** Text a person reads: not code, not what stands there to be copied, not what is hidden. */
    private static final String READ_TEXT = """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const texts = [];
              while (walker.nextNode()) {
                const holder = walker.currentNode.parentElement;
                const text = walker.currentNode.textContent.trim();
                if (text && !holder.closest('code, .mono, script, style, textarea, [translate=no]')
                    && holder.checkVisibility({ visibilityProperty: true })) {
                  texts.push(text);
                }
              }
              return texts.join('\\n');
            }""";

    private PageCheck() {}

    static List<String> findings(Page page) {
        List<String> findings = new ArrayList<>();
        new AxeBuilder(page).analyze()
                .getViolations()
                .forEach(rule -> findings
                        .add("axe: " + rule.getId() + " " + rule.getNodes().getFirst().getHtml()));
        Object wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!Integer.valueOf(0).equals(wider)) {
            findings.add("wider than the screen by " + wider);
        }
        Matcher raw = RAW.matcher(String.valueOf(page.evaluate(READ_TEXT)));
        while (raw.find()) {
            findings.add("shown raw: " + raw.group());
        }
        language(page, findings);
        return findings;
    }

    private static void language(Page page, List<String> findings) {
        Matcher path = LANGUAGE.matcher(URI.create(page.url()).getPath());
        String language = path.matches() ? path.group(1) : "en";
        String wanted = language + " " + (language.equals("ar") ? "rtl" : "ltr");
        Object found = page
                .evaluate("document.documentElement.lang + ' ' + (document.documentElement.dir || 'ltr')");
        if (!wanted.equals(found)) {
            findings.add("language and direction are " + found + ", not " + wanted);
        }
    }
}
