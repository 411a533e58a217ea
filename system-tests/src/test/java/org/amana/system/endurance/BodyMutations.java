package org.amana.system.endurance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damages a body by its form where it has one (JSON, form fields), and byte by byte. */
final class BodyMutations {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HERE = "\"@here@\"";
    private static final List<String> ODD_VALUES = List.of("null", "true", "\"\"", "-1", "0", "1e999", "1.5",
            "99999999999999999999999999", "[]", "{}", "[null]", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\\u2066x\"",
            "\"" + "v".repeat(20_000) + "\"", "[".repeat(5_000) + "]".repeat(5_000), "{\"a\":".repeat(2_000) + "1"
                    + "}".repeat(2_000),
            "[" + "0,".repeat(20_000) + "0]", "\"\u00ff\"", "NaN", "'x'", "\"http://[::1\"",
            "\"openid4vp://?request_uri=%zz\"", "\"https://localhost:1/x\"", "\"2026-02-30\"", "\"..\"", "-0.0e-9");
    private static final List<String> ODD_FIELDS = List.of("a=%zz", "%=%", "=", "&&&", "a=%e0%a0", "a=%00",
            "response=x&response=y", "state=" + "s".repeat(20_000), "b=1&".repeat(10_000), "grant_type=password",
            "_csrf=x",
            "\u00ff\u00fe=\u00ff", "a[b]=c", "tx_code=\u0664\u0669", "class.module.classLoader=x", "_method=DELETE");

    private final RandomGenerator random;

    BodyMutations(RandomGenerator random) {
        this.random = random;
    }

    byte[] mutate(byte[] body, String contentType) {
        int kind = random.nextInt(10);
        if (kind < 6 && contentType.contains("json")) {
            return json(body);
        }
        if (kind < 6 && contentType.contains("form-urlencoded")) {
            return form(body);
        }
        return kind == 9 ? rubbish() : bytes(body);
    }

    private byte[] json(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            List<Runnable> places = new ArrayList<>();
            collect(tree, places);
            if (places.isEmpty()) {
                return odd().getBytes(StandardCharsets.UTF_8);
            }
            places.get(random.nextInt(places.size())).run();
            return tree.toString().replace(HERE, odd()).getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException alreadyBroken) {
            return bytes(body);
        }
    }

    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            for (String name : object.propertyNames()) {
                places.add(() -> object.put(name, "@here@"));
                places.add(() -> object.remove(name));
                collect(object.path(name), places);
            }
            places.add(() -> object.put("unknown", "@here@"));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> array.set(index, "@here@"));
                collect(array.get(i), places);
            }
            places.add(() -> array.add("@here@"));
        }
    }

    private String odd() {
        return ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
    }

    private byte[] form(byte[] body) {
        List<String> fields = new ArrayList<>(List.of(new String(body, StandardCharsets.ISO_8859_1).split("&", -1)));
        String odd = ODD_FIELDS.get(random.nextInt(ODD_FIELDS.size()));
        int place = random.nextInt(fields.size());
        switch (random.nextInt(4)) {
            case 0 -> fields.add(odd);
            case 1 -> fields.set(place, odd);
            case 2 -> fields.add(fields.get(place));
            default -> fields.set(place, fields.get(place).split("=", 2)[0] + "=" + odd);
        }
        return String.join("&", fields).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(byte[] body) {
        if (body.length == 0) {
            return rubbish();
        }
        byte[] changed = body.clone();
        int place = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[place] = (byte) (0x80 | random.nextInt(128)); // UTF-8 that is none
            case 2 -> changed = Arrays.copyOf(changed, place);
            default -> {
                byte[] twice = Arrays.copyOf(changed, changed.length + place);
                System.arraycopy(changed, 0, twice, changed.length, place);
                changed = twice;
            }
        }
        return changed;
    }

    private byte[] rubbish() {
        byte[] rubbish = new byte[random.nextInt(8) == 0 ? 300_000 : random.nextInt(2_000)];
        random.nextBytes(rubbish);
        return rubbish;
    }
}
