package org.amana.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.register.CredentialCategory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ExchangeTermsTest {
    private static final CredentialCategory TITLE = new CredentialCategory("https://amana.example/vct/qualification",
            List.of(List.of("qualification", "title"), List.of("given_name")));
    private static final ExchangeTerms TERMS = new ExchangeTerms("subject",
            "https://issuer.example/recognition-office", List.of(TITLE), Instant.parse("2027-05-22T00:00:00Z"),
            Optional.of(Period.ofMonths(1)));

    @Test
    void parse_ofWhatWasWritten_isTheSame() {
        assertThat(ExchangeTerms.parse(TERMS.encode())).isEqualTo(TERMS);
        var once = new ExchangeTerms("subject", TERMS.source(), List.of(TITLE), TERMS.until(), Optional.empty());
        assertThat(ExchangeTerms.parse(once.encode())).isEqualTo(once).isNotEqualTo(TERMS);
    }

    @Test
    void parse_ofTermsAboutAMinor_saysWhichOfTheTwoIsAsked() {
        var child = new ExchangeTerms("subject", TERMS.source(), List.of(TITLE), TERMS.until(), TERMS.every(),
                Optional.of(new Represented.WithGuardian()));
        ExchangeTerms guardian = child.forGuardian("mandate", RequestHash.of("asked"), Views.YES, List.of(TITLE));
        assertThat(ExchangeTerms.parse(child.encode())).isEqualTo(child).matches(ExchangeTerms::isWithGuardian);
        assertThat(ExchangeTerms.parse(guardian.encode())).isEqualTo(guardian)
                .matches(read -> !read.isWithGuardian());
        assertThat(guardian.ward()).contains(new Represented.ForWard(RequestHash.of("asked"), Views.YES));
        assertThat(TERMS.ward()).isEmpty();
        assertThat(TERMS.isWithGuardian()).isFalse();
    }

    @Test
    void parse_ofTermsThatNameBothOrHalf_isRefused() {
        String hash = RequestHash.of("asked").value();
        refuse(terms -> terms.put("guardian", "perhaps"));
        refuse(terms -> terms.put("guardian", true));
        refuse(terms -> terms.putObject("guardian"));
        refuse(terms -> terms.putObject("ward"));
        refuse(terms -> terms.putObject("ward").put("request_hash", hash));
        refuse(terms -> terms.putObject("ward").put("request_hash", "short").put("views", "yes"));
        refuse(terms -> terms.putObject("ward").put("request_hash", hash).put("views", "perhaps"));
        refuse(terms -> terms.putObject("ward").put("request_hash", hash).put("views", "yes").put("name", "Selam"));
        refuse(terms -> terms.put("guardian", "required")
                .putObject("ward")
                .put("request_hash", hash)
                .put("views", "yes"));
    }

    @Test
    void parse_ofAnythingElse_isRefused() {
        refuse(terms -> terms.put("unknown", 1));
        refuse(terms -> terms.put("type", "https://elsewhere.example/payment"));
        refuse(terms -> terms.remove("type"));
        refuse(terms -> terms.remove("source"));
        refuse(terms -> terms.remove("until"));
        refuse(terms -> terms.put("until", "tomorrow"));
        refuse(terms -> terms.put("until", "2027-05-22T00:00:00.5Z"));
        refuse(terms -> terms.put("until", "2027-05-22T02:00:00+02:00"));
        refuse(terms -> terms.put("every", "P0D"));
        refuse(terms -> terms.put("every", "P-1M"));
        refuse(terms -> terms.put("every", "PT1H"));
        refuse(terms -> terms.putArray("categories"));
        refuse(terms -> terms.putArray("credential_ids"));
        refuse(terms -> terms.putArray("credential_ids").add("subject").add("other"));
        refuse(terms -> terms.putArray("credential_ids").add("with space"));
        refuse(terms -> terms.put("source", " "));
    }

    @Test
    void parse_ofAnotherFormOfTheSame_isRefused() {
        String json = new String(Base64Url.decode(TERMS.encode()), java.nio.charset.StandardCharsets.UTF_8);
        for (String form : List.of(json + " ", json.replaceFirst(":", ": "), "\n" + json)) {
            String encoded = Base64Url.encode(form.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ExchangeTerms.parse(encoded)).hasMessageContaining("malformed_exchange_terms");
        }
        for (String encoded : List.of("", "=", "e30", TERMS.encode() + "=", "A".repeat(30_000))) {
            assertThatThrownBy(() -> ExchangeTerms.parse(encoded)).hasMessageContaining("malformed_exchange_terms");
            assertThat(ExchangeTerms.isTypeOf(encoded)).isFalse();
        }
    }

    private static void refuse(Consumer<ObjectNode> change) {
        ObjectNode terms = StrictJson.parseObject(Base64Url.decode(TERMS.encode()), 10_000);
        change.accept(terms);
        String encoded = Base64Url.encode(StrictJson.canonical(terms));
        assertThatThrownBy(() -> ExchangeTerms.parse(encoded)).as(terms.toString())
                .hasMessageContaining("malformed_exchange_terms");
    }
}
