package org.amana.core.vci;

import java.util.Optional;
import java.util.OptionalInt;
import org.amana.core.json.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code tx_code} object of an offer: what the person must type, not the code itself.
 *
 * <pre>
 * {"input_mode":"numeric","length":6,"description":"On the second sheet of the letter"}
 * </pre>
 *
 * @param length number of characters, empty when the issuer does not say
 * @param description where the person finds it, at most 300 characters, foreign text
 */
public record TransactionCode(InputMode inputMode, OptionalInt length, Optional<String> description) {
    private static final int MAX_DESCRIPTION_LENGTH = 300;

    /** Which characters occur. */
    public enum InputMode {
        NUMERIC, TEXT;

        String wire() {
            return this == NUMERIC ? "numeric" : "text";
        }
    }

    public TransactionCode {
        if (length.isPresent() && (length.getAsInt() < 1 || length.getAsInt() > 100)) {
            throw new IllegalArgumentException("tx_code length is 1 to 100");
        }
        description.ifPresent(text -> {
            if (text.length() > MAX_DESCRIPTION_LENGTH) {
                throw new IllegalArgumentException("tx_code description has at most 300 characters");
            }
        });
    }

    static TransactionCode parse(ObjectNode json) {
        var members = new Members(json, "tx_code", VciProblem.InvalidCredentialOffer::new);
        InputMode mode = switch (members.optionalString("input_mode").orElse("numeric")) {
            case "numeric" -> InputMode.NUMERIC;
            case "text" -> InputMode.TEXT;
            default -> throw members.wrong("input_mode", "numeric or text");
        };
        JsonNode length = json.get("length");
        OptionalInt characters = length == null
                ? OptionalInt.empty()
                : OptionalInt.of(members.integer("length", 1, 100));
        Optional<String> description = members.optionalString("description");
        if (description.isPresent() && description.get().length() > MAX_DESCRIPTION_LENGTH) {
            throw members.wrong("description", "at most 300 characters");
        }
        return new TransactionCode(mode, characters, description);
    }

    ObjectNode toJson() {
        ObjectNode json = StrictJson.object().put("input_mode", inputMode.wire());
        length.ifPresent(characters -> json.put("length", characters));
        description.ifPresent(text -> json.put("description", text));
        return json;
    }
}
