package org.amana.wallet.home;

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
}
