package org.amana.support.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.NoSuchMessageException;

class FrameTextsTest extends EveryLanguage {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private final IcuMessageSource source = new IcuMessageSource(Map.of("en",
            Map.of("copies", "{0, plural, one {One copy left} other {# copies left}}", "english", "Only English"),
            "ar", Map.of("copies",
                    "{0, plural, zero {لا نسخ} one {نسخة واحدة} two {نسختان} few {# نسخ} many {# نسخة} other {# نسخة}}")));

    FrameTextsTest() {
        super("service-support", "en", "ar");
    }

    @Test
    void plural_followsTheLanguagesOwnRules() {
        assertThat(source.getMessage("copies", new Object[]{1}, Locale.ENGLISH)).isEqualTo("One copy left");
        assertThat(source.getMessage("copies", new Object[]{2}, ARABIC)).isEqualTo("نسختان");
        assertThat(source.getMessage("copies", new Object[]{10}, ARABIC)).as("Latin digits").isEqualTo("10 نسخ");
    }

    @Test
    void key_whenALanguageLacksIt_isEnglishAndAnUnknownOneFails() {
        assertThat(source.getMessage("english", null, ARABIC)).isEqualTo("Only English");
        assertThatThrownBy(() -> source.getMessage("none", null, ARABIC)).isInstanceOf(NoSuchMessageException.class);
    }
}
