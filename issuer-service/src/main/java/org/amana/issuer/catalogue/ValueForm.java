package org.amana.issuer.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** How the text of a register column becomes a claim value; what a clerk should write is said by {@link #expected()}. */
public enum ValueForm {
    STRING("text"), BOOLEAN("yes or no"), DATE("a date like 2027-05-20"), INTEGER("a whole number"), STRING_LIST(
            "one or more values with | between them"), DATA_URL(
                    "a picture as data:image/jpeg;base64,… or data:image/png;base64,…");

    /** 20 kB of image in base64, with its prefix. */
    private static final int MAX_DATA_URL_LENGTH = 27_400;
    private static final int MAX_TEXT_LENGTH = 2_000;
    private final String expected;

    ValueForm(String expected) {
        this.expected = expected;
    }

    /** What a clerk should write, to follow "write". */
    public String expected() {
        return expected;
    }

    /** The claim value, or nothing when the text has another form. */
    public Optional<JsonNode> parse(String text) {
        return switch (this) {
            case STRING -> text.length() <= MAX_TEXT_LENGTH ? Optional.of(new StringNode(text)) : Optional.empty();
            case BOOLEAN -> switch (text.toLowerCase(Locale.ROOT)) {
                case "yes", "true" -> Optional.of(BooleanNode.TRUE);
                case "no", "false" -> Optional.of(BooleanNode.FALSE);
                default -> Optional.empty();
            };
            case DATE -> date(text);
            case INTEGER ->
                text.matches("[0-9]{1,9}") ? Optional.of(new IntNode(Integer.parseInt(text))) : Optional.empty();
            case STRING_LIST -> list(text);
            case DATA_URL -> text.length() <= MAX_DATA_URL_LENGTH
                    && text.matches("data:image/(jpeg|png);base64,[A-Za-z0-9+/]+=*")
                            ? Optional.of(new StringNode(text))
                            : Optional.empty();
        };
    }

    private static Optional<JsonNode> date(String text) {
        try {
            return Optional.of(new StringNode(LocalDate.parse(text).toString()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> list(String text) {
        var parts = Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
        if (text.length() > MAX_TEXT_LENGTH || parts.stream().anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        ArrayNode array = StrictJson.array();
        parts.forEach(array::add);
        return Optional.of(array);
    }
}
