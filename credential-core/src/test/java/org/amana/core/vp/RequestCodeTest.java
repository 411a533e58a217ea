package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.amana.core.problem.ProblemException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told aloud is typed wrong: every usual slip is noticed, and nothing else stands in the way. */
class RequestCodeTest {
    /** 572 has the check digit 4 (Damm 2004, the published example); zeros before it change nothing. */
    private static final String CODE = "000000005724";

    @ParameterizedTest
    @ValueSource(strings = {CODE, "000 000 005 724", " 000-000.005/724 ", "\u0660\u0660\u0660 \u0660\u0660\u0660 "
            + "\u0660\u0660\u0665 \u0667\u0662\u0664",
            "\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F0\u06F5\u06F7\u06F2\u06F4",
            "\u200E000\u00A0000\u202F005\u2066724\u2069", "\uFF10\uFF10\uFF100 0000 5724"})
    void parse_howeverItIsWritten_isTheSameCode(String typed) {
        assertThat(RequestCode.parse(typed)).isEqualTo(new RequestCode(CODE));
    }

    @Test
    void grouped_isReadInFourGroups_andNothingElseShowsIt() {
        assertThat(new RequestCode(CODE).grouped()).isEqualTo("000 000 005 724");
        assertThat(new RequestCode(CODE).toString()).doesNotContain("572", "5");
    }

    @Nested
    class Refused {
        @ParameterizedTest
        @CsvSource({"'',0", "57240,5", "00000000572,11", "0000000005724,13", "---,0"})
        void parse_withTooFewOrTooManyDigits_saysHowMany(String typed, int digits) {
            refuses(typed, new RequestCodeProblem.WrongLength(digits));
        }

        @ParameterizedTest
        @ValueSource(strings = {"OOO OOO OO5 724", "000 000 005 72l", "\u4E94", "000000005724x", "\u00B2"})
        void parse_withLetters_isRefused(String typed) {
            refuses(typed, new RequestCodeProblem.NotDigits());
        }

        @Test
        void parse_ofFarTooMuch_isRefusedUnread() {
            refuses(CODE + " ".repeat(RequestCode.MAX_TYPED - RequestCode.LENGTH + 1),
                    new RequestCodeProblem.NotDigits());
            assertThat(RequestCode.parse(CODE + " ".repeat(RequestCode.MAX_TYPED - RequestCode.LENGTH))).isNotNull();
        }

        @Test
        void make_ofWhatIsNone_isRefused() {
            for (String wrong : new String[]{"000000005725", "00000005724", "000 000 005 724", "\u0660" + CODE}) {
                assertThatIllegalArgumentException().isThrownBy(() -> new RequestCode(wrong));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> RequestCode.of(new byte[15]));
        }
    }

    @Property
    void anyOneWrongDigit_isNoticed(@ForAll @Size(16) byte[] secret, @ForAll @IntRange(max = 11) int place,
                                    @ForAll @IntRange(max = 9) int wrong) {
        StringBuilder digits = new StringBuilder(RequestCode.of(secret).digits());
        Assume.that(digits.charAt(place) != '0' + wrong);
        digits.setCharAt(place, (char) ('0' + wrong));
        refuses(digits.toString(), new RequestCodeProblem.WrongCheckDigit());
    }

    @Property
    void neighboursThatChangedPlaces_areNoticed(@ForAll @Size(16) byte[] secret,
                                                @ForAll @IntRange(max = 10) int place) {
        StringBuilder digits = new StringBuilder(RequestCode.of(secret).digits());
        char first = digits.charAt(place);
        Assume.that(first != digits.charAt(place + 1));
        digits.setCharAt(place, digits.charAt(place + 1));
        digits.setCharAt(place + 1, first);
        refuses(digits.toString(), new RequestCodeProblem.WrongCheckDigit());
    }

    @Property
    void anyText_isACodeOrAProblem(@ForAll @StringLength(max = 120) String typed) {
        try {
            assertThat(RequestCode.parse(typed).digits()).hasSize(RequestCode.LENGTH);
        } catch (ProblemException e) {
            assertThat(e.problem()).isInstanceOf(RequestCodeProblem.class);
        }
    }

    @Property
    void code_fromAnyBytes_isReadBack(@ForAll @Size(min = 16, max = 64) byte[] secret) {
        RequestCode code = RequestCode.of(secret);
        assertThat(RequestCode.parse(code.grouped())).isEqualTo(code);
        assertThat(code.digits().getBytes(StandardCharsets.UTF_8)).hasSize(RequestCode.LENGTH);
    }

    private static void refuses(String typed, RequestCodeProblem problem) {
        assertThatThrownBy(() -> RequestCode.parse(typed)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
