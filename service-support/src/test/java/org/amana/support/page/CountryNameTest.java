package org.amana.support.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryNameTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");

    @ParameterizedTest
    @CsvSource({"ES, Spain, إسبانيا", "PT, Portugal, البرتغال", "SY, Syria, سوريا",
            "AC, Ascension Island, جزيرة أسينشيون",
            "QA, Qatar, قطر", "XK, Kosovo, كوسوفو", "ZW, Zimbabwe, زيمبابوي"})
    void country_isNamedInTheReadersLanguage(String code, String english, String arabic) {
        assertThat(CountryName.of(code, Locale.ENGLISH)).isEqualTo(english);
        assertThat(CountryName.of(code, ARABIC)).isEqualTo(arabic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA", "QM", "QO", "QZ", "XA", "XB", "XJ", "XL", "XZ", "ZZ"})
    void userAssignedCode_isNobodysCountry(String code) {
        assertThat(CountryName.of(code, Locale.ENGLISH)).isEqualTo(IsolatedText.of(code));
        assertThat(CountryName.of(code, ARABIC)).isEqualTo(IsolatedText.of(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "es", "ESP", "E1", "ES_XA", "Spain"})
    void whatIsNoCode_staysAsItIs(String text) {
        assertThat(CountryName.of(text, Locale.ENGLISH)).isEqualTo(IsolatedText.of(text));
    }
}
