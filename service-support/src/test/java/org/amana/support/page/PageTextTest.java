package org.amana.support.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PageTextTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");

    @Test
    void dates_areIsolatedGregorianAndInLatinDigits() {
        assertThat(IsolatedText.date(LocalDate.of(2027, 5, 20), ARABIC)).isEqualTo("\u206820 مايو 2027\u2069");
        assertThat(IsolatedText.date(LocalDate.of(2027, 5, 20), Locale.forLanguageTag("fa-AF"))).contains("20", "2027");
        assertThat(IsolatedText.moment(Instant.parse("2027-05-20T14:05:00Z"), Locale.ENGLISH)).startsWith("\u2068")
                .contains("20 May 2027", "14:05 UTC");
        assertThat(IsolatedText.number(2_011, Locale.ENGLISH)).isEqualTo("\u20682011\u2069");
        assertThat(IsolatedText.number(9_999, ARABIC)).isEqualTo("\u20689999\u2069");
        assertThat(IsolatedText.number(10_000, Locale.ENGLISH)).isEqualTo("\u206810,000\u2069");
        assertThat(IsolatedText.number(12_345, ARABIC)).contains("12").doesNotContain("١");
    }

    @Test
    void qr_hasAQuietZoneAndEscapesItsLabel() {
        String svg = QrSvg.of("openid4vp://?x=1", "a \"label\" <b>");
        assertThat(svg).contains("viewBox=\"0 0 33 33\"", "aria-label=\"a &quot;label&quot; &lt;b>\"", "M4 4h7v1H4z");
        assertThat(QrSvg.of("x".repeat(QrSvg.MAX_BYTES), "")).startsWith("<svg");
        assertThatThrownBy(() -> QrSvg.of("x".repeat(QrSvg.MAX_BYTES + 1), "")).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void translations_keepPathAndQuery() {
        var languages = new PageLanguages(List.of("en", "ar"), List.of("en"));
        var page = new PageExpressions(ARABIC, languages, "/ar/request", "uri=x", null);
        assertThat(page.dir()).isEqualTo("rtl");
        assertThat(page.start()).isEqualTo("/ar");
        assertThat(page.translations()).extracting(PageExpressions.Translation::href)
                .containsExactly("/en/request?uri=x", "/ar/request?uri=x");
        assertThat(new PageExpressions(Locale.ENGLISH, languages, "/labour-office/desk", null, null).translations())
                .isEmpty();
        assertThat(languages.ofPath("/arabic")).isEmpty();
    }

    @Test
    void draft_whenNobodyCheckedTheLanguage_leadsToEnglish() {
        var unchecked = new PageLanguages(List.of("en", "ar"), List.of("en"));
        assertThat(new PageExpressions(ARABIC, unchecked, "/ar/home", null, null).draftOf())
                .map(PageExpressions.Translation::href)
                .contains("/en/home");
        assertThat(new PageExpressions(Locale.ENGLISH, unchecked, "/en/home", null, null).draftOf()).isEmpty();
        assertThat(new PageExpressions(Locale.ENGLISH, unchecked, "/labour-office/desk", null, null).draftOf())
                .isEmpty();
        var checked = new PageLanguages(List.of("en", "ar"), List.of("en", "ar"));
        assertThat(new PageExpressions(ARABIC, checked, "/ar/home", null, null).draftOf()).isEmpty();
    }
}
