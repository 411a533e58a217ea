package org.amana.wallet.type;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amana.core.json.StrictJson;
import org.amana.schemas.Schemas;
import org.amana.support.page.CountryName;
import org.amana.support.page.IsolatedText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks about types and claims in the holder's language; for an unknown type in the words of the claim names. */
@Component
public class TypeWords {

    private static final String COUNTRIES = "iso-3166-1";

    private final MessageSource messages;
    private final TypeDocuments types = new TypeDocuments();

    TypeWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The type's name, e.g. "Right to work". */
    public String name(String vct, Locale language) {
        return types.metadata(vct)
                .flatMap(type -> display(type.path("display"), "name", language))
                .orElseGet(() -> lastOf(vct));
    }

    /** The claim's label, e.g. "Permission to work". */
    public String label(String vct, List<String> path, Locale language) {
        return types.claim(vct, path)
                .flatMap(claim -> display(claim.path("display"), "label", language))
                .orElseGet(() -> IsolatedText.of(path.getLast().replace('_', ' ')));
    }

    /** The labels of some claims, in the order in which the type lists them. */
    public List<String> labels(String vct, List<List<String>> paths, Locale language) {
        return paths.stream().sorted(types.order(vct)).map(path -> label(vct, path, language)).toList();
    }

    /** Some words as one text, divided as the language divides them. */
    public String list(List<String> words, Locale language) {
        return words.stream()
                .reduce((before, next) -> messages.getMessage("words.list", new Object[]{before, next}, language))
                .orElse("");
    }

    /**
     * Every value at or below some claims, in the order in which the type lists them.
     *
     * @param claims the processed payload
     * @param paths  top-level claims or deeper ones
     */
    public List<ShownClaim> show(String vct, JsonNode claims, List<List<String>> paths, Locale language) {
        List<ShownClaim> shown = new ArrayList<>();
        for (List<String> path : paths.stream().sorted(types.order(vct)).toList()) {
            JsonNode value = claims;
            for (String name : path) {
                value = value.path(name);
            }
            collect(vct, path, value, language, shown);
        }
        return shown;
    }

    private void collect(String vct, List<String> path, JsonNode value, Locale language, List<ShownClaim> shown) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        if (value instanceof ObjectNode object) {
            object.propertyNames()
                    .stream()
                    .map(name -> Stream.concat(path.stream(), Stream.of(name)).toList())
                    .sorted(types.order(vct))
                    .forEach(below -> collect(vct, below, object.path(below.getLast()), language, shown));
            return;
        }
        String codes = types.codeList(vct, path).orElse("");
        shown.add(new ShownClaim(path, label(vct, path, language), kind(value), words(value, codes, language)));
    }

    private String words(JsonNode value, String codes, Locale language) {
        if (value.isArray()) {
            return list(value.valueStream().map(item -> words(item, codes, language)).toList(), language);
        }
        if (value.isBoolean()) {
            return messages.getMessage(value.booleanValue() ? "words.yes" : "words.no", null, language);
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return IsolatedText.number(value.longValue(), language);
        }
        String text = value.isString() ? value.stringValue() : StrictJson.write(value);
        return switch (kind(value)) {
            case "date" -> IsolatedText.date(LocalDate.parse(text), language);
            case "image" -> text;
            default -> codes.isEmpty() ? IsolatedText.of(text) : named(text, codes, language);
        };
    }

    /** A code in words with the code itself behind them; what its list does not know stays as it is. */
    private String named(String code, String codes, Locale language) {
        if (codes.equals(COUNTRIES)) {
            return CountryName.of(code, language);
        }
        return Schemas.codeList(codes)
                .flatMap(list -> list.name(code, language.getLanguage()))
                .map(name -> name.notation().isEmpty()
                        ? name.words()
                        : messages.getMessage("words.code",
                                new Object[]{name.words(), IsolatedText.of(name.notation())}, language))
                .orElseGet(() -> IsolatedText.of(code));
    }

    private static String kind(JsonNode value) {
        if (value.isArray()) {
            return "list";
        }
        if (value.isBoolean()) {
            return "boolean";
        }
        String text = value.isString() ? value.stringValue() : "";
        if (isDay(text)) {
            return "date";
        }
        return text.startsWith("data:image/jpeg;base64,") || text.startsWith("data:image/png;base64,")
                ? "image"
                : "text";
    }

    private static boolean isDay(String text) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<String> display(JsonNode display, String member, Locale language) {
        return in(display, member, language.getLanguage()).or(() -> in(display, member, "en"));
    }

    private static Optional<String> in(JsonNode display, String member, String language) {
        return display.valueStream()
                .filter(entry -> entry.path("locale").asString("").equals(language))
                .findFirst()
                .map(entry -> entry.path(member).asString(""))
                .filter(text -> !text.isEmpty());
    }

    private static String lastOf(String vct) {
        return IsolatedText.of(vct.substring(Math.max(vct.lastIndexOf('/'), vct.lastIndexOf(':')) + 1));
    }
}
