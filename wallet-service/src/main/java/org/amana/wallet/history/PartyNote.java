package org.amana.wallet.history;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other side, as it was known at that time.
 *
 * @param name           by language tag; at least one
 * @param identifier     official identifier or, without one, the protocol's
 * @param registrar      who vouched for it
 * @param erasureContact where a person asks for erasure
 * @param supervisor     the data protection authority, by language tag
 */
public record PartyNote(Map<String, String> name, String identifier, @Nullable String country,
                        @Nullable String registrar, @Nullable String erasureContact,
                        @Nullable Map<String, String> supervisor) {

    public PartyNote {
        name = Map.copyOf(name);
    }

    public String name(Locale language) {
        return in(name, language);
    }

    /** A text in the language asked for, else English, else any. */
    public static String in(Map<String, String> texts, Locale language) {
        String text = texts.getOrDefault(language.getLanguage(), texts.get("en"));
        return text == null ? texts.values().stream().findFirst().orElse("") : text;
    }
}
