package org.amana.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private record Example(String detail) implements Problem {
        @Override
        public String code() {
            return "example";
        }
    }

    @Test
    void n165_foreignTextInDetail_isShownWithoutQuotesLineBreaksAndMarkup() {
        String description = new Example("found \"<b>\"\r\nSet-Cookie: a=b \\ é").description();

        assertThat(description).isEqualTo("found '<b>'??Set-Cookie: a=b ? ?");
        assertThat(new ProblemException(new Example("a\nb"))).hasMessage("example: a?b");
        assertThat(new Finding("nonce_mismatch", "a\u202Eb").detail()).isEqualTo("a?b");
    }

    @Test
    void description_ofPlainText_isThatText() {
        assertThat(new Example("alg ES256 expected, found 'none'").description())
                .isEqualTo("alg ES256 expected, found 'none'");
    }

    @Test
    void errorText_atAndBeyondTheLimit_endsInDots() {
        assertThat(ErrorText.of("a".repeat(300))).hasSize(300).doesNotEndWith("...");
        assertThat(ErrorText.of("a".repeat(301))).hasSize(300).endsWith("...");
        assertThat(ErrorText.quote("b".repeat(10_000))).hasSizeLessThan(70);
    }

    @Test
    void finding_whenReasonIsNoMachineWord_isRefused() {
        assertThatThrownBy(() -> new Finding("Not a word", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void errorText_ofAnything_staysInTheAllowedCharacters(@ForAll String text) {
        assertThat(ErrorText.of(text)).matches("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]{0,300}");
    }
}
