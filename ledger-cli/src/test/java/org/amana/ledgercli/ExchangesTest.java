package org.amana.ledgercli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.Samples;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestCa;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What offices do under a consent, as an auditor and a person check it. */
class ExchangesTest {
    private static final String OFFICE = "https://issuer.example/recognition-office";
    private static final SigningKey SOURCE = TestCa.root("issuer").issuer(OFFICE);
    private static final Optional<DenyReason> PERMITTED = Optional.empty();
    private final OpenedLog log = new OpenedLog();
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void give() {
        log.entries.add(new byte[]{2, '{', '}'});
        log.append(EventSignature.sign(given(), log.person));
        log.claims.add("{\"record\":\"" + Samples.RECORD.value() + "\",\"state\":\"GIVEN\",\"decided_index\":1}");
    }

    private ConsentEvent given() {
        ConsentEvent given = Samples.given(log.person);
        return new ConsentEvent(EventKind.GIVEN, given.record(), given.actor(), given.position(), given.time(),
                given.terms().from(OFFICE), given.notice(), given.requestHash());
    }

    private static PermitOrder order(String requester, String claim) {
        return PermitOrder.verify(PermitOrder.sign(SOURCE, OFFICE, "0123456789abcdef", Samples.NOON, Samples.RECORD,
                Samples.REQUEST, requester, "keep-diploma-on-file",
                List.of(new CredentialCategory(Samples.QUALIFICATION, List.of(List.of(claim))))));
    }

    private Opening answer(PermitOrder order, Optional<DenyReason> denied) {
        return log.append(ExchangeEvent.of(order, given().relation(), Samples.NOON, denied));
    }

    private Opening told(SigningKey key, String issuer, long permit, Optional<String> failure) {
        Instant time = Samples.NOON;
        return log.append(ExchangeEvent.of(ExchangeOutcome.verify(ExchangeOutcome.sign(key, issuer, "fedcba9876543210",
                time, Samples.RECORD, Samples.REQUEST, permit, failure)), given().relation(), time));
    }

    @Nested
    class Fsck {
        @Test
        void fsck_ofAnExchangeAsItShouldBe_holds() throws IOException {
            answer(order("harbour-bakery", "qualification"), PERMITTED);
            told(SOURCE, OFFICE, 2, Optional.of("late"));
            told(OpenedLog.BAKERY, "harbour-bakery", 2, Optional.empty());
            answer(order("other-firm", "grades"), Optional.of(DenyReason.OTHER_REQUESTER));
            Run run = log.fsck(folder);
            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out()).contains("5 of its entries were opened", "GIVEN by entry 1");
        }

        @Test
        void fsck_whenAPermitFollowsTheWithdrawal_isTheOrdersCode() throws IOException {
            ConsentEvent withdrawn = given().withdrawn(
                    ChainPosition.first().next(log.openings.firstEntry().getValue().commitment()), Samples.NOON);
            log.append(EventSignature.sign(withdrawn, log.person));
            answer(order("harbour-bakery", "qualification"), PERMITTED);
            assertBroken("not_permitted", "entry 3: it was permitted against withdrawn");
        }

        @Test
        void fsck_whenAPermitIsWiderThanTheConsent_isTheOrdersCode() throws IOException {
            answer(order("harbour-bakery", "grades"), PERMITTED);
            assertBroken("not_permitted", "entry 2: it was permitted against wider_than_consent");
        }

        @Test
        void fsck_whenTheRequesterIsAnother_isTheOrdersCode() throws IOException {
            answer(order("other-firm", "qualification"), PERMITTED);
            assertBroken("not_permitted", "against other_requester");
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 3, 4})
        void fsck_whenADeliveryNamesNoPermit_isTheOrdersCode(long permit) throws IOException {
            answer(order("harbour-bakery", "qualification"), PERMITTED);
            answer(order("other-firm", "qualification"), Optional.of(DenyReason.OTHER_REQUESTER));
            told(OpenedLog.BAKERY, "harbour-bakery", permit, Optional.empty());
            assertBroken("no_such_permit", "entry 4");
        }

        @Test
        void fsck_whenAPermitIsUsedTwiceOrByAnother_isTheOrdersCode() throws IOException {
            answer(order("harbour-bakery", "qualification"), PERMITTED);
            told(OpenedLog.BAKERY, "harbour-bakery", 2, Optional.empty());
            told(OpenedLog.BAKERY, "harbour-bakery", 2, Optional.empty());
            assertBroken("no_such_permit", "entry 4: it tells of a permit that was not given, or was used");
            log.openings.remove(4L);
            told(OpenedLog.BAKERY, "other-firm", 2, Optional.of("late"));
            assertBroken("no_such_permit", "entry 5");
        }

        @Test
        void fsck_whenTheConsentOfAPermitIsLeftOut_isTheOrdersCode() throws IOException {
            answer(order("harbour-bakery", "qualification"), PERMITTED);
            log.openings.remove(1L);
            assertBroken("unknown_record", "entry 2");
        }

        private void assertBroken(String reason, String detail) throws IOException {
            Run run = log.fsck(folder);
            assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.ORDER);
            assertThat(run.out()).startsWith("This log holds, but not what was said").contains(reason, detail);
        }
    }

    @Nested
    class Receipts {
        @Test
        void receipt_ofAPermit_saysWhoMaySendWhatToWhom() throws IOException {
            Opening permit = answer(order("harbour-bakery", "qualification"), PERMITTED);
            assertThat(receipt(permit)).contains("This receipt holds: PERMIT of", "It permits " + OFFICE
                    + " one release to harbour-bakery for keep-diploma-on-file, begun within 5 seconds of that time:"
                    + " qualification of https://amana.example/vct/qualification.");
            assertThat(receipt(permit, "--json")).contains("\"kind\":\"PERMIT\"", "\"stated_by\":\"" + OFFICE,
                    "\"requester\":\"harbour-bakery\"");
        }

        @ParameterizedTest
        @EnumSource(DenyReason.class)
        void receipt_ofADenial_saysWhy(DenyReason reason) throws IOException {
            Opening denial = answer(order("harbour-bakery", "qualification"), Optional.of(reason));
            assertThat(receipt(denial)).contains("It denies " + OFFICE + " a release to harbour-bakery")
                    .doesNotContain("_");
            assertThat(receipt(denial, "--json")).contains("\"reason\":\"" + reason.code());
        }

        @Test
        void receipt_ofAnOutcome_saysWhoToldIt() throws IOException {
            assertThat(receipt(told(OpenedLog.BAKERY, "harbour-bakery", 17, Optional.empty())))
                    .contains("In it harbour-bakery says that it received what entry 17 permitted.");
            Opening failed = told(SOURCE, OFFICE, 17, Optional.of("register_unavailable"));
            assertThat(receipt(failed)).contains(
                    "In it " + OFFICE + " says that what entry 17 permitted came to nothing: register_unavailable.");
            assertThat(receipt(failed, "--json")).contains("\"permit\":17", "\"reason\":\"register_unavailable\"");
        }

        @Test
        void receipt_whoseOrderSteersATerminal_isShownWithoutThat() throws IOException {
            assertThat(receipt(answer(order("x\u001b[2J\u202ex", "qualification"), PERMITTED)))
                    .contains("one release to x?[2J?x for")
                    .doesNotContain("\u001b", "\u202e");
        }

        private String receipt(Opening opening, String... more) throws IOException {
            Path key = Files.writeString(folder.resolve("log.vkey"), log.signer.identity().text());
            Path file = Files.writeString(folder.resolve("receipt.json"),
                    StrictJson.write(Samples.receipt(opening, log.signer).toJson()));
            var arguments = new java.util.ArrayList<Object>(List.of("receipt", file, "--key", key));
            arguments.addAll(List.of(more));
            Run run = Run.of(arguments.toArray());
            assertThat(run.exitCode()).as(run.out()).isZero();
            return run.out();
        }
    }
}
