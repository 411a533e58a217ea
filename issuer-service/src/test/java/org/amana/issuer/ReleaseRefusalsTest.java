package org.amana.issuer;

import static org.amana.issuer.Municipality.diploma;
import static org.amana.issuer.ReleaseDriver.refused;
import static org.amana.issuer.ReleaseWorld.LEDGER;
import static org.amana.issuer.ReleaseWorld.fetches;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.http.HttpAnswer;
import org.amana.core.key.EphemeralKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.issuer.Municipality.Ask;
import org.amana.issuer.Municipality.Card;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Requests that are refused before the ledger is asked: it hears nothing of them, and nothing is fetched. */
@ReleaseTest
class ReleaseRefusalsTest {
    private final Offices offices;
    private final ShiftedClock clock;
    private final ReleaseDriver driver;
    private final Municipality municipality;
    private final Card card;

    ReleaseRefusalsTest(@Autowired Offices offices, @Autowired ShiftedClock clock, @Autowired ReleaseDriver driver,
            @Value("${amana.base-url}") String baseUrl) {
        this.offices = offices;
        this.clock = clock;
        this.driver = driver;
        this.municipality = new Municipality(clock, baseUrl);
        this.card = driver.card(offices.recognition(), "R-0001", "qualification");
    }

    @BeforeEach
    void calm() {
        ReleaseWorld.calm(clock);
    }

    /** One thing that is wrong with a request, and what the refusal names. */
    record Wrong(String what, String detail, Consumer<Ask> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> requests() {
        SigningKeys keys = new SigningKeys();
        return Stream.of(
                new Wrong("for another source", "another source",
                        ask -> ask.audience = Optional.of("https://issuer.example/other-office")),
                new Wrong("older than a minute", "older than a minute", ask -> ask.time = ask.time.minusSeconds(63)),
                new Wrong("from the future", "older than a minute", ask -> ask.time = ask.time.plusSeconds(75)),
                new Wrong("signed with another party's certificate", "two different parties",
                        ask -> ask.signer = keys.otherParty()),
                new Wrong("signed with a certificate nobody listed", "certificate does not hold",
                        ask -> ask.signer = keys.unlisted()),
                new Wrong("with another party's registration", "two different parties",
                        ask -> ask.identifier = "NTRXA-9999"),
                new Wrong("about a request that another party made", "another party's",
                        ask -> ask.asker = keys.otherParty()),
                new Wrong("for more than the person was asked", "more is asked for than the person was asked",
                        ask -> ask.categories = List.of(diploma("institution"))),
                new Wrong("for a type that the person was not asked about",
                        "more is asked for than the person was asked",
                        ask -> ask.categories = List.of(new CredentialCategory(ReleaseWorld.WORK,
                                List.of(List.of("work_permission"))))),
                new Wrong("without an answer of the person", "the person's answer is enclosed",
                        ask -> ask.presentation = Optional.of("")));
    }

    /** Keys are made when the world stands. */
    private static final class SigningKeys {
        org.amana.core.key.SigningKey otherParty() {
            return Municipality.access("NTRXA-9999");
        }

        org.amana.core.key.SigningKey unlisted() {
            return TestCa.root("Nobody").verifier("municipality.test", URI.create("urn:amana:party:nobody"));
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void request_whenOneThingIsWrong_thenRefusedAsBad(Wrong wrong) {
        Ask ask = municipality.ask(card);
        wrong.change().accept(ask);

        String detail = refused(driver.send(ask), 400, "bad_release_request").path("detail").asString("");

        assertThat(detail).contains(wrong.detail());
        assertNothingHappened();
    }

    static Stream<Wrong> answers() {
        return Stream.of(
                new Wrong("bound by another key", "holder_key_mismatch", ask -> ask.holder = EphemeralKey.generate()),
                new Wrong("to other terms", "transaction_data", ask -> {
                    ExchangeTerms asked = ask.terms();
                    ask.signedTerms = Optional.of(new ExchangeTerms(asked.credentialId(), asked.source(),
                            List.of(diploma("given_name")), asked.until(), Optional.empty()).encode());
                }),
                new Wrong("without key binding", "missing_holder_binding", ask -> {
                    String presentation = ask.presentation();
                    ask.presentation = Optional.of(presentation.substring(0, presentation.lastIndexOf('~') + 1));
                }),
                new Wrong("of nonsense", "the presentation does not hold",
                        ask -> ask.presentation = Optional.of("a~b~c")),
                new Wrong("older than a week", "kb_iat",
                        ask -> ask.answeredAt = ask.answeredAt.minus(Duration.ofDays(7)).minusSeconds(120)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answer_whenItIsNotThisPersonsToThisRequest_thenNobodyIsFound(Wrong wrong) {
        Ask ask = municipality.ask(card);
        wrong.change().accept(ask);

        String detail = refused(driver.send(ask), 403, "subject_unknown").path("detail").asString("");

        assertThat(detail).contains(wrong.detail());
        assertNothingHappened();
    }

    @Test
    void answer_toAnotherRequestOfTheSameParty_thenNobodyIsFound() {
        Ask ask = municipality.ask(card);
        ask.presentation = Optional.of(municipality.ask(card).presentation());

        refused(driver.send(ask), 403, "subject_unknown");

        assertNothingHappened();
    }

    @Test
    void card_ofAnotherAuthority_thenNobodyIsFound() {
        Ask ask = municipality.ask(driver.card(offices.labour(), "L-0001", "right-to-work"));

        String detail = refused(driver.send(ask), 403, "subject_unknown").path("detail").asString("");

        assertThat(detail).isEqualTo("the card is another authority's");
        assertNothingHappened();
    }

    @Test
    void card_whenRevoked_thenNobodyIsFound() {
        Card revoked = driver.card(offices.recognition(), "R-0002", "qualification");
        Desk desk = offices.recognition();
        String id = desk.credentials(desk.person("R-0002")).get(0).get("credential_id").stringValue();
        assertThat(desk.change(id, "revoke", "issued by mistake").status()).isLessThan(300);

        refused(driver.send(municipality.ask(revoked)), 403, "subject_unknown");

        assertNothingHappened();
    }

    @Test
    void request_whenSentAgain_thenReplayed() {
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        driver.open(ask, driver.send(ask, compact));

        refused(driver.send(ask, compact), 409, "request_replayed");

        assertThat(LEDGER.orders()).hasSize(1);
        assertThat(fetches()).isOne();
    }

    @Test
    void request_whenSentTwiceAtOnce_thenOneIsAnswered() throws Exception {
        Ask ask = municipality.ask(card);
        String compact = ask.compact();
        Callable<Integer> send = () -> driver.send(ask, compact).status();
        try (var executor = Executors.newFixedThreadPool(4)) {
            List<Integer> answers = executor.invokeAll(List.of(send, send, send, send))
                    .stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        }
        assertThat(fetches()).isOne();
    }

    @Test
    void registration_whenEndedOrUnknown_thenRefused() {
        Ask ended = municipality.ask(card);
        ended.registrationStatus = Optional.of(status(1));
        refused(driver.send(ended), 403, "certificate_ended");

        Ask unknown = municipality.ask(card);
        unknown.registrationStatus = Optional.of(
                new StatusReference(URI.create(LEDGER.url() + "/v1/register/nowhere"), 0));
        refused(driver.send(unknown), 503, "ledger_unavailable");
        assertNothingHappened();

        Ask standing = municipality.ask(card);
        standing.registrationStatus = Optional.of(status(0));
        driver.open(standing, driver.send(standing));
    }

    @Test
    void body_ofAnotherKindOrSizeOrPlace_thenRefused() {
        Ask ask = municipality.ask(card);
        var http = new Http();
        byte[] compact = ask.compact().getBytes(StandardCharsets.US_ASCII);
        assertThat(http.post(ask.address(), List.of(), "application/json", compact).status()).isEqualTo(415);
        assertThat(driver.send(ask, "a".repeat(ReleaseRequest.MAX_BYTES + 1)).status()).isEqualTo(413);
        for (String nonsense : List.of("", "x", "a.b.c", "ey.é.ü", "e30.e30.", "{}")) {
            assertThat(driver.send(ask, nonsense).status()).isBetween(400, 415);
        }
        HttpAnswer nowhere = http.post(URI.create(ask.source().replace("recognition-office", "no-office") + "/release"),
                List.of(), "application/jwt", compact);
        assertThat(nowhere.status()).isEqualTo(404);
        assertNothingHappened();
    }

    private StatusReference status(int value) {
        String path = "/v1/register/status/" + value;
        URI uri = URI.create(LEDGER.url() + path);
        StatusListBits bits = StatusListBits.allValid(1, 8);
        bits.set(1, value);
        LEDGER.serve(path, StatusListToken.sign(ReleaseWorld.registrar(), uri, bits, clock.instant(),
                Duration.ofMinutes(1), Duration.ofHours(1)));
        return new StatusReference(uri, 1);
    }

    private static void assertNothingHappened() {
        assertThat(LEDGER.orders()).isEmpty();
        assertThat(LEDGER.outcomes()).isEmpty();
        assertThat(fetches()).isZero();
    }
}
