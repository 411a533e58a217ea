package org.amana.wallet.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.message.IcuMessageSource;
import org.amana.support.message.MessageFiles;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

class WalletProblemAnswersTest {

    private final WalletProblemAnswers answers = new WalletProblemAnswers(
            new IcuMessageSource(MessageFiles.read("wallet-service")), new HelpCodes(new SplittableRandom(1)));

    @Test
    void answer_whenTheTrustListIsAway_saysSoAndWhenToComeBack() {
        ResponseEntity<ProblemDetail> answer = answers
                .answer(new ProblemException(new LedgerProblem.Unavailable("no answer")), Locale.ENGLISH);
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("30");
        assertThat(String.valueOf(answer.getBody())).contains("official list").contains("Nothing was shared");
    }

    @Test
    void answer_whenAPeerFails_namesNoHost() {
        ResponseEntity<ProblemDetail> answer = answers.answer(
                new ProblemException(new PeerProblem.Unreachable("bakery.example cannot be reached")), Locale.ENGLISH);
        assertThat(answer.getStatusCode().value()).isEqualTo(502);
        assertThat(String.valueOf(answer.getBody())).doesNotContain("bakery.example");
    }

    @Test
    void arguments_areIsolated_soThatForeignNamesKeepTheirDirection() {
        ResponseEntity<ProblemDetail> answer = answers.answer(new WithNames(), Locale.forLanguageTag("ar"));
        assertThat(String.valueOf(answer.getBody())).contains("\u2068Labour Office\u2069");
    }

    @Test
    void fault_saysNothingOfItsMessage() {
        ResponseEntity<ProblemDetail> answer = answers.fault(new IllegalStateException("secret Rahmani"),
                Locale.ENGLISH);
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(String.valueOf(answer.getBody())).doesNotContain("Rahmani");
    }

    private record WithNames() implements WalletProblem {
        @Override
        public String code() {
            return "issuer_not_trusted";
        }

        @Override
        public String detail() {
            return "";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of("Labour Office");
        }
    }
}
