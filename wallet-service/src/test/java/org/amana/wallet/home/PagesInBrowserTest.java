package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.amana.support.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Import;

/** Every filled page in both languages: axe, 320 px, doubled text, Content-Security-Policy. */
@ServiceTest
@Import(Gallery.class)
@TestInstance(Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private final Phone phone;

    PagesInBrowserTest(@Value("${amana.base-url}") String baseUrl) {
        this.phone = new Phone(baseUrl);
    }

    @AfterAll
    void closePhone() {
        phone.close();
    }

    @Test
    void filledPages_lookRight() {
        for (String name : Gallery.NAMES) {
            phone.open("/en/gallery/" + name);
            phone.looksRight("gallery-" + name);
        }
    }

    @Test
    void firstVisit_staysWithinTheBudget() {
        assertThat(firstVisitBytes("request")).as("request page, compressed").isLessThan(40_000);
        assertThat(firstVisitBytes("home")).as("home, compressed").isLessThan(60_000);
    }

    /** What crosses the line with an empty cache: page, style, modules, pictures. */
    private int firstVisitBytes(String name) {
        phone.startAnew(true);
        phone.open("/ar/gallery/" + name);
        return (int) phone.page().evaluate("""
                () => ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type))
                  .reduce((sum, entry) => sum + entry.transferSize, 0)""");
    }
}
