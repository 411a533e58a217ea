package org.amana.wallet.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.wallet.presentation.ExchangeScreen;
import org.amana.wallet.presentation.ExchangeScreen.AskedClaim;
import org.amana.wallet.presentation.ExchangeScreen.AskedData;
import org.amana.wallet.problem.ApiProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ticks of a form become claims of the page, and of nothing else. */
class ExchangeOnPageTest {

    private static final ExchangeOnPage PAGE = new ExchangeOnPage(
            new ExchangeScreen.AskedSource("https://office.example", "Office", "PT"), "Portugal",
            List.of(new AskedData("v", "V",
                    List.of(new AskedClaim(List.of("a"), "A"), new AskedClaim(List.of("b", "c"), "C"))),
                    new AskedData("w", "W", List.of(new AskedClaim(List.of("a"), "A")))),
            "Once", "20 May 2027", false, false);

    @Test
    void chosen_fromTwoTypes_isOneCategoryEach() {
        assertThat(PAGE.chosen(List.of("1.0", "0.1"))).containsExactly(
                new CredentialCategory("v", List.of(List.of("b", "c"))),
                new CredentialCategory("w", List.of(List.of("a"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.", ".0", "0.0.0", "0,0", "-1.0", "0.-1", "0.2", "2.0", "99.99", "100.0", "a.b",
            "0.0 ", "٠.٠", "999999999999.0"})
    void chosen_ofWhatIsNotOnThePage_isNotUnderstood(String place) {
        assertThatThrownBy(() -> PAGE.chosen(List.of("0.0", place))).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isInstanceOf(ApiProblem.UnreadableRequest.class));
    }
}
