package org.amana.support.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the texts of a module together: every language has every key, every pattern is one that ICU reads, and the
 * languages use the same arguments. A module's test extends it and names the module:
 *
 * <pre>
 * class WalletTextsTest extends EveryLanguage { WalletTextsTest() { super("wallet-service", "en", "ar"); } }
 * </pre>
 */
public abstract class EveryLanguage {
    private final Map<String, Map<String, String>> texts;
    private final Set<String> languages;

    protected EveryLanguage(String module, String... languages) {
        this.texts = MessageFiles.read(module);
        this.languages = new TreeSet<>(Set.of(languages));
    }

    @Test
    void languages_areThoseThatAreOffered() {
        assertThat(texts.keySet()).isEqualTo(languages);
    }

    @Test
    void keys_areInEveryLanguage() {
        var all = new TreeSet<String>();
        texts.values().forEach(ofLanguage -> all.addAll(ofLanguage.keySet()));
        texts.forEach((language, ofLanguage) -> assertThat(new TreeSet<>(ofLanguage.keySet())).as(language)
                .isEqualTo(all));
    }

    @Test
    void texts_areNotEmpty() {
        texts.forEach((language, ofLanguage) -> ofLanguage.forEach(
                (key, text) -> assertThat(text).as("%s in %s", key, language).isNotBlank()));
    }

    @Test
    void patterns_takeTheSameArguments() {
        texts.getOrDefault("en", Map.of()).forEach((key, english) -> texts.forEach((language, ofLanguage) -> {
            String text = ofLanguage.getOrDefault(key, english);
            assertThat(arguments(text)).as("%s in %s", key, language).isEqualTo(arguments(english));
        }));
    }

    private static Set<String> arguments(String text) {
        var pattern = new MessagePattern(text);
        var names = new TreeSet<String>();
        for (int i = 0; i < pattern.countParts(); i++) {
            MessagePattern.Part part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_NUMBER
                    || part.getType() == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(part));
            }
        }
        return names;
    }
}
