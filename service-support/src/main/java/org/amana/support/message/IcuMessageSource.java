package org.amana.support.message;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.amana.support.page.IsolatedText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.AbstractMessageSource;

/**
 * Texts with ICU MessageFormat, so that plurals and word order can differ per language:
 *
 * <pre>
 * copies.left={0, plural, one {One copy left} other {# copies left}}
 * </pre>
 *
 * <p>A key that a language lacks is answered in English. Text arguments are isolated by the caller
 * ({@link IsolatedText}); digits are Latin everywhere, as on the card.
 */
public final class IcuMessageSource extends AbstractMessageSource {
    private final Map<String, Map<String, String>> texts;
    private final Map<Pattern, MessageFormat> formats = new ConcurrentHashMap<>();

    /** Texts by language tag, key and pattern. */
    public IcuMessageSource(Map<String, Map<String, String>> texts) {
        this.texts = Map.copyOf(texts);
    }

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        Pattern pattern = find(code, locale);
        return pattern == null ? null : format(pattern, new Object[0]);
    }

    @Override
    protected @Nullable String getMessageInternal(@Nullable String code, Object @Nullable [] args,
                                                  @Nullable Locale locale) {
        if (code == null) {
            return null;
        }
        Pattern pattern = find(code, locale == null ? Locale.ENGLISH : locale);
        return pattern == null ? null : format(pattern, args == null ? new Object[0] : args);
    }

    /** Patterns go through {@link #getMessageInternal}; the JDK's own MessageFormat knows no plurals. */
    @Override
    protected java.text.@Nullable MessageFormat resolveCode(String code, Locale locale) {
        return null;
    }

    private @Nullable Pattern find(String code, Locale locale) {
        for (String language : new String[]{locale.toLanguageTag(), locale.getLanguage(), "en"}) {
            String text = texts.getOrDefault(language, Map.of()).get(code);
            if (text != null) {
                return new Pattern(language, text);
            }
        }
        return null;
    }

    private String format(Pattern pattern, Object[] arguments) {
        MessageFormat format = formats.computeIfAbsent(pattern, IcuMessageSource::compile);
        // ICU's format keeps state while it formats
        return format.clone().format(arguments);
    }

    private static MessageFormat compile(Pattern pattern) {
        return new MessageFormat(pattern.text(), IsolatedText.latinDigits(Locale.forLanguageTag(pattern.language())));
    }

    private record Pattern(String language, String text) {}
}
