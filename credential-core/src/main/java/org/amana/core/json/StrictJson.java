package org.amana.core.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.amana.core.json.JsonProblem.MalformedJson;
import org.amana.core.json.JsonProblem.TooLarge;
import org.amana.core.problem.ProblemException;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way foreign JSON enters: the size is checked before the first byte is parsed, UTF-8 is
 * decoded strictly, member names must be unique (parsers that disagree on the last or the first
 * are an attack, RFC 7515 section 4), nesting ends at {@value #MAX_DEPTH}, nothing may follow the
 * value, numbers are finite and short, strings hold no lone surrogate.
 *
 * <pre>
 * StrictJson.parseObject(body, 64 * 1024).get("nonce")
 * </pre>
 */
public final class StrictJson {
    /** Deepest nesting of arrays and objects. */
    public static final int MAX_DEPTH = 64;
    /** Longest text of one number, in characters. */
    public static final int MAX_NUMBER_LENGTH = 64;
    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(1_024)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // names chosen by strangers must not fill a table that lives as long as the process
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private StrictJson() {}

    /**
     * Parses one JSON object.
     *
     * @param maxBytes largest accepted size in UTF-8 bytes
     * @throws ProblemException {@link TooLarge}, {@link MalformedJson}
     */
    public static ObjectNode parseObject(byte[] text, int maxBytes) {
        return asObject(parse(text, maxBytes));
    }

    /** As {@link #parseObject(byte[], int)}, from text that was decoded already. */
    public static ObjectNode parseObject(String text, int maxBytes) {
        // every UTF-16 unit takes at least one byte, so the cheap test comes first
        if (text.length() > maxBytes) {
            throw new ProblemException(new TooLarge(maxBytes));
        }
        return parseObject(text.getBytes(StandardCharsets.UTF_8), maxBytes);
    }

    /**
     * Parses one JSON value.
     *
     * @param maxBytes largest accepted size in bytes
     * @throws ProblemException {@link TooLarge}, {@link MalformedJson}
     */
    public static JsonNode parse(byte[] text, int maxBytes) {
        if (text.length > maxBytes) {
            throw new ProblemException(new TooLarge(maxBytes));
        }
        String decoded = decode(text);
        try {
            JsonNode node = MAPPER.readTree(decoded);
            if (node == null || node.isMissingNode()) {
                throw malformed("JSON text is empty");
            }
            requireInteroperable(node);
            return node;
        } catch (JacksonException e) {
            throw malformed(reason(e));
        }
    }

    /**
     * Canonical UTF-8 bytes (RFC 8785): members sorted, no white space, ECMAScript numbers.
     *
     * @throws ProblemException {@link MalformedJson} for an integer beyond ±(2^53 - 1), which the form would
     *         round, and for a lone surrogate
     */
    public static byte[] canonical(JsonNode node) {
        requireInteroperable(node);
        requireExactIntegers(node);
        try {
            if (node.isContainer()) {
                return new JsonCanonicalizer(MAPPER.writeValueAsString(node)).getEncodedUTF8();
            }
            // the library takes objects and arrays only: wrap and unwrap a single value
            byte[] wrapped = new JsonCanonicalizer("[" + MAPPER.writeValueAsString(node) + "]").getEncodedUTF8();
            return Arrays.copyOfRange(wrapped, 1, wrapped.length - 1);
        } catch (IOException e) {
            throw new IllegalStateException("canonical form of a parsed value failed", e);
        }
    }

    /** Compact text of a node in its own member order. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static ObjectNode asObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw malformed("JSON object expected, found " + node.getNodeType());
    }

    private static String decode(byte[] text) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("JSON text is not UTF-8");
        }
    }

    private static void requireInteroperable(JsonNode node) {
        if (node.isString()) {
            requirePairedSurrogates(node.stringValue());
        } else if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw malformed("JSON number is out of range");
        } else if (node.isObject()) {
            node.properties().forEach(member -> {
                requirePairedSurrogates(member.getKey());
                requireInteroperable(member.getValue());
            });
        } else if (node.isArray()) {
            node.forEach(StrictJson::requireInteroperable);
        }
    }

    private static void requireExactIntegers(JsonNode node) {
        if (node.isIntegralNumber() && !isSafe(node)) {
            throw malformed("JSON integer is beyond 2^53 - 1");
        }
        node.forEach(StrictJson::requireExactIntegers);
    }

    /** Math.abs(Long.MIN_VALUE) is negative: compare both ends instead. */
    private static boolean isSafe(JsonNode integer) {
        return integer.canConvertToLong() && integer.longValue() <= MAX_SAFE_INTEGER
                && integer.longValue() >= -MAX_SAFE_INTEGER;
    }

    private static void requirePairedSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    throw malformed("JSON string holds a lone surrogate");
                }
                i++;
            }
        }
    }

    private static String reason(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return "JSON text is nested deeper than " + MAX_DEPTH + " or a number or name is too long";
        }
        String message = e.getOriginalMessage();
        if (e instanceof StreamReadException && message != null && message.startsWith("Duplicate")) {
            return "JSON object has a member twice";
        }
        return "text is not well-formed JSON";
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new MalformedJson(detail));
    }
}
