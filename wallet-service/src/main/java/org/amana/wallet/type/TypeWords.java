package org.amana.wallet.type;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amana.core.json.StrictJson;
import org.amana.schemas.Schemas;
import org.amana.support.page.IsolatedText;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks about types and claims in the holder's language; for an unknown type in the words of the claim names. */
@Component
public class TypeWords {

    private static final int MAX_METADATA_BYTES = 1 << 20;

    private final MessageSource messages;
    private final Map<String, Optional<ObjectNode>> metadata = new ConcurrentHashMap<>();

    TypeWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The type's name, e.g. "Right to work". */
    public String name(String vct, Locale language) {
        return metadata(vct).flatMap(type -> display(type.path("display"), "name", language))
                .orElseGet(() -> lastOf(vct));
    }

    /** The claim's label, e.g. "Permission to work". */
    public String label(String vct, List<String> path, Locale language) {
        return metadata(vct).flatMap(type -> type.path("claims")
                .valueStream()
                .filter(claim -> isAt(claim.path("path"), path))
                .findFirst())
                .flatMap(claim -> display(claim.path("display"), "label", language))
                .orElseGet(() -> IsolatedText.of(path.getLast().replace('_', ' ')));
    }

    /**
     * Every value at or below some claims, in the order of the claims.
     *
     * @param claims the processed payload
     * @param paths  top-level claims or deeper ones
     */
    public List<ShownClaim> show(String vct, JsonNode claims, List<List<String>> paths, Locale language) {
        List<ShownClaim> shown = new ArrayList<>();
        for (List<String> path : paths) {
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
            object.properties().forEach(member -> {
                List<String> below = new ArrayList<>(path);
                below.add(member.getKey());
                collect(vct, below, member.getValue(), language, shown);
            });
            return;
        }
        shown.add(new ShownClaim(path, label(vct, path, language), kind(value), words(value, language)));
    }

    private String words(JsonNode value, Locale language) {
        if (value.isArray()) {
            return value.valueStream().map(item -> words(item, language)).collect(Collectors.joining(", "));
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
            default -> IsolatedText.of(text);
        };
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

    private Optional<ObjectNode> metadata(String vct) {
        // only known types are remembered: the names of unknown ones come from outside and have no end
        return Schemas.byVct(vct).isEmpty()
                ? Optional.empty()
                : metadata.computeIfAbsent(vct, known -> Schemas.byVct(known)
                        .map(type -> StrictJson.parseObject(type.typeMetadata(), MAX_METADATA_BYTES)));
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

    private static boolean isAt(JsonNode pointer, List<String> path) {
        return pointer.size() == path.size() && IntStream.range(0, path.size())
                .allMatch(i -> pointer.path(i).asString("").equals(path.get(i)));
    }

    private static String lastOf(String vct) {
        return IsolatedText.of(vct.substring(Math.max(vct.lastIndexOf('/'), vct.lastIndexOf(':')) + 1));
    }
}
