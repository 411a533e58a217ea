package org.amana.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amana.core.json.JsonProblem.MalformedJson;
import org.amana.core.json.JsonProblem.TooLarge;
import org.amana.core.testing.Problems;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class Parse {
        @Test
        void parseObject_ofPlainObject_keepsOrderAndTypes() {
            var object = StrictJson.parseObject("{\"b\":1,\"a\":[true,null,\"é\",1.5]}", 100);

            assertThat(object.propertyNames()).containsExactly("b", "a");
            assertThat(StrictJson.write(object)).isEqualTo("{\"b\":1,\"a\":[true,null,\"é\",1.5]}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "{", "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\":01}", "{\"a\":NaN}",
                "{\"a\":+1}", "{\"a\":1e999}", "{\"a\":-1e999}", "{} {}", "{}x", "// c\n{}", "\uFEFF{}",
                "{\"a\":\"\u0001\"}", "{\"a\":\"\\ud800\"}", "{\"\\udc00x\":1}", "{\"a\":\"\\ud800\\ud800\"}",
                "[1]", "1", "\"a\"", "null"})
        void parseObject_whenNotOneStrictObject_isRefused(String text) {
            assertThat(Problems.of(() -> StrictJson.parseObject(text, 100))).isInstanceOf(MalformedJson.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"nonce\":1,\"nonce\":2}", "{\"a\":{\"b\":1,\"\\u0062\":1}}", "[{\"a\":1,\"a\":1}]"})
        void n028_memberTwice_isRefused(String text) {
            assertThat(Problems.of(() -> StrictJson.parse(utf8(text), 100)))
                    .isEqualTo(new MalformedJson("JSON object has a member twice"));
        }

        @Test
        void parse_atAndBeyondTheDepth_accepts64AndRefuses65() {
            String deepest = "[".repeat(64) + "]".repeat(64);

            assertThat(StrictJson.parse(utf8(deepest), 1_000).isArray()).isTrue();
            assertThat(Problems.of(() -> StrictJson.parse(utf8("[" + deepest + "]"), 1_000)))
                    .isInstanceOf(MalformedJson.class);
            assertThat(Problems.of(() -> StrictJson.parse(utf8("[".repeat(200_000)), 1_000_000)))
                    .isInstanceOf(MalformedJson.class);
        }

        @Test
        void parse_atAndBeyondTheSize_countsBytesNotCharacters() {
            assertThat(StrictJson.parseObject("{\"a\":\"é\"}", 10)).hasSize(1);
            assertThat(Problems.of(() -> StrictJson.parseObject("{\"a\":\"é\"}", 9))).isEqualTo(new TooLarge(9));
            assertThat(Problems.of(() -> StrictJson.parse(new byte[11], 10))).isEqualTo(new TooLarge(10));
        }

        @Test
        void parse_ofLongNumber_isRefusedAndOfBigIntegerIsKept() {
            assertThat(Problems.of(() -> StrictJson.parse(utf8("1".repeat(65)), 100)))
                    .isInstanceOf(MalformedJson.class);
            assertThat(StrictJson.parse(utf8("9223372036854775808"), 100).canConvertToLong()).isFalse();
        }

        @Test
        void parse_ofOtherEncodings_isRefused() {
            assertThat(Problems.of(() -> StrictJson.parse("{}".getBytes(StandardCharsets.UTF_16), 100)))
                    .isInstanceOf(MalformedJson.class);
            assertThat(Problems.of(() -> StrictJson.parse(new byte[]{'"', (byte) 0xC0, (byte) 0x80, '"'}, 100)))
                    .isInstanceOf(MalformedJson.class);
        }

        @Property
        void parse_ofAnyBytes_endsInAValueOrAProblem(@ForAll byte[] bytes) {
            assertThat(Problems.onlyProblemsFrom(() -> StrictJson.parse(bytes, 4_096))).isTrue();
        }

        @Property
        void parse_ofAnyText_endsInAValueOrAProblem(@ForAll String text) {
            assertThat(Problems.onlyProblemsFrom(() -> StrictJson.parseObject("{\"a\":" + text + "}", 4_096)))
                    .isTrue();
        }
    }

    @Nested
    class Canonical {
        /** The example of RFC 8785 section 3.2.2, sorting as in section 3.2.3. */
        @Test
        void canonical_ofTheRfcExample_isItsResult() {
            String input = """
                    {"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                     "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}""";

            assertThat(new String(StrictJson.canonical(StrictJson.parseObject(input, 1_000)), StandardCharsets.UTF_8))
                    .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                            + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
        }

        @ParameterizedTest
        @CsvSource(quoteCharacter = '~', value = {"~[]~,~[]~", "~{}~,~{}~", "~\"a\"~,~\"a\"~", "~ 1.0 ~,~1~",
                "~true~,~true~", "~-0~,~0~", "~9007199254740991~,~9007199254740991~"})
        void canonical_ofAnyKindOfValue_isWritten(String text, String expected) {
            assertThat(new String(StrictJson.canonical(StrictJson.parse(utf8(text), 100)), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }

        @Test
        void canonical_ofIntegerThatWouldBeRounded_isRefused() {
            assertThat(Problems.of(() -> StrictJson.canonical(StrictJson.object().put("a", 1L << 53))))
                    .isInstanceOf(MalformedJson.class);
            assertThat(Problems.of(() -> StrictJson.canonical(StrictJson.object().put("a", Long.MIN_VALUE))))
                    .isInstanceOf(MalformedJson.class);
        }

        @Property
        void canonical_ofAnyText_isReadBackTheSame(@ForAll String text) {
            if (Problems.onlyProblemsFrom(() -> StrictJson.canonical(StrictJson.array().add(text)))
                    && StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                byte[] canonical = StrictJson.canonical(StrictJson.object().put("a", text));
                assertThat(StrictJson.parse(canonical, 100_000).path("a").stringValue()).isEqualTo(text);
            }
        }
    }
}
