package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Locale;
import org.amana.support.message.IcuMessageSource;
import org.amana.support.message.MessageFiles;
import org.amana.support.page.IsolatedText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UseWordsTest {

    private static final Locale ARABIC = Locale.forLanguageTag("ar");

    private final UseWords words = new UseWords(new IcuMessageSource(MessageFiles.read("wallet-service")));

    private static String plain(String text) {
        return text.replace("\u2068", "").replace("\u2069", "");
    }

    @ParameterizedTest
    @CsvSource({"P0D, They do not keep it., لا يحتفظون بها.", "P1D, They keep it for 1 day., يحتفظون بها مدة يوم واحد.",
            "P6M, They keep it for 6 months., يحتفظون بها مدة 6 أشهر.",
            "P12M, They keep it for 1 year., يحتفظون بها مدة سنة واحدة.",
            "P18M, They keep it for 18 months., يحتفظون بها مدة 18 شهرًا.",
            "P2Y, They keep it for 2 years., يحتفظون بها مدة سنتين.",
            "P1M15D, They keep it for 45 days., يحتفظون بها مدة 45 يومًا."})
    void retention_isASentence(Period retention, String english, String arabic) {
        assertThat(words.retention(retention, Locale.ENGLISH)).isEqualTo(english);
        assertThat(words.retention(retention, ARABIC)).isEqualTo(arabic);
    }

    @ParameterizedTest
    @CsvSource({"A6-1-a, your consent (Art. 6(1)(a) GDPR)", "A6-1-b, a contract with you needs it (Art. 6(1)(b) GDPR)",
            "A6-1-c, a law asks for it (Art. 6(1)(c) GDPR)", "A6-1-d, to protect somebody's life (Art. 6(1)(d) GDPR)",
            "A6-1-e-public-interest, a public task needs it (Art. 6(1)(e) GDPR)",
            "A6-1-f, they say that they have a good reason of their own (Art. 6(1)(f) GDPR)",
            "A9-2-a, your explicit consent (Art. 9(2)(a) GDPR)"})
    void legalBasis_isSaidInWordsWithItsArticle(String term, String text) {
        assertThat(plain(words.legalBasis("eu-gdpr:" + term, Locale.ENGLISH))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"A6-1-a, موافقتك (المادة 6(1)(a) من اللائحة العامة لحماية البيانات)",
            "A6-1-c, القانون يطلب ذلك (المادة 6(1)(c) من اللائحة العامة لحماية البيانات)"})
    void legalBasis_inArabic_isSaidInWordsWithItsArticle(String term, String text) {
        assertThat(plain(words.legalBasis("eu-gdpr:" + term, ARABIC))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"A9-2-h, Art. 9(2)(h) GDPR", "A9-2-b, Art. 9(2)(b) GDPR", "A45-3, Art. 45(3) GDPR", "A49, Art. 49 GDPR",
            "A6-1, Art. 6(1) GDPR", "A61-c, Art. 61(c) GDPR"})
    void legalBasis_withoutWordsOfItsOwn_isItsArticleAlone(String term, String text) {
        assertThat(plain(words.legalBasis("eu-gdpr:" + term, Locale.ENGLISH))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "eu-gdpr:A6x", "eu-gdpr:A", "gdpr:A6-1-c", ""})
    void legalBasis_thatIsNoTerm_staysAsItIs(String term) {
        assertThat(words.legalBasis(term, Locale.ENGLISH)).isEqualTo(IsolatedText.of(term));
    }
}
