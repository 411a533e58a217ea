package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RelationId;
import org.amana.core.exchange.PermitProof;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.note.LogSigner;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestRandom;
import org.amana.verifier.request.Token;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.ExchangeBench;
import org.amana.verifier.testing.ExchangeBench.Opened;
import org.amana.verifier.testing.TestIssuer;
import org.amana.verifier.testing.TestSource;
import org.amana.verifier.testing.TestSource.Reply;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a source may send: in each test the right answer with one thing changed. */
class ExchangeReleaseTest {
    private static final String SECRET = "Bachelor of Nursing";
    private final Bench shared = TestWorld.sharedBench();
    private final TestWorld world = shared.world;
    private final ExchangeBench bench = new ExchangeBench(shared);
    private final TestSource source = world.source;

    @BeforeEach
    void clean() {
        bench.clean();
    }

    @Nested
    class Permits {
        @Test
        void right_isStored() throws Exception {
            source.answering = source::released;
            Opened opened = bench.agreed();
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
            assertThat(bench.outcomes(opened)).singleElement()
                    .satisfies(outcome -> assertThat(outcome.kind()).isEqualTo(EventKind.DELIVERED));
        }

        @Test
        void missing_isRefused() throws Exception {
            // a receipt has to be there to be read at all: the person's own is no permit
            bench.refuses("bad_release", request -> Reply.jose(source.release(request, ConsentReceipt
                    .parse(world.ledger.receipt(
                            world.ledger.agreed(request.record(), request.ground().requestHash(),
                                    ((ReleaseRequest.Agreed) request.ground()).answered().terms()),
                            world.ledger.log)),
                    TestSource.diploma())));
        }

        @Test
        void ofAnotherLog_isRefused() throws Exception {
            LogSigner evil = LogSigner.generate("evil.example/tlog", TestRandom.seeded());
            bench.refuses("bad_release", request -> with(request,
                    source.permit(source.order(request), 3, world.clock.instant(), evil)));
        }

        @Test
        void ofALedgerThatIsTrustedForOtherSources_isRefusedAndNotSettled() throws Exception {
            Opened opened = bench.refuses("bad_release", request -> with(request,
                    source.permit(source.order(request), 3, world.clock.instant(), world.ledger.otherLog)));
            assertThat(bench.outcomes(opened)).isEmpty();
        }

        @Test
        void ofAnotherLogUnderTheSameName_isRefused() throws Exception {
            LogSigner evil = LogSigner.generate(world.ledger.log.origin(), new java.security.SecureRandom());
            bench.refuses("bad_release", request -> with(request,
                    source.permit(source.order(request), 3, world.clock.instant(), evil)));
        }

        @Test
        void forAnotherRequester_isRefused() throws Exception {
            refusesOrder(request -> source.order(request, "river-mill", "fetch-diploma", request.categories()));
        }

        @Test
        void forAnotherPurpose_isRefused() throws Exception {
            refusesOrder(request -> source.order(request, "harbour-bakery", "keep-diploma-on-file",
                    request.categories()));
        }

        @Test
        void forAnotherRecord_isRefusedAndNotSettled() throws Exception {
            Opened opened = bench.refuses("bad_release",
                    request -> with(request, fresh(PermitOrder.sign(source.office.key,
                            source.office.id, id(), world.clock.instant(),
                            new org.amana.core.consent.RecordId("B".repeat(22)),
                            request.ground().requestHash(), "harbour-bakery", "fetch-diploma", request.categories()))));
            assertThat(bench.outcomes(opened)).isEmpty();
        }

        @Test
        void ofAnotherSource_isRefused() throws Exception {
            refusesOrder(request -> PermitOrder.sign(source.office.key, "https://elsewhere.example/office", id(),
                    world.clock.instant(), request.record(), request.ground().requestHash(), "harbour-bakery",
                    "fetch-diploma", request.categories()));
        }

        @Test
        void forAnotherRequest_isRefused() throws Exception {
            refusesOrder(request -> PermitOrder.sign(source.office.key, source.office.id, id(), world.clock.instant(),
                    request.record(), org.amana.core.consent.RequestHash.of("another.request.object"),
                    "harbour-bakery", "fetch-diploma", request.categories()));
        }

        @Test
        void denied_isRefused() throws Exception {
            bench.refuses("bad_release", request -> with(request, source.receipt(ExchangeEvent.of(
                    PermitOrder.verify(source.order(request)), new RelationId(EphemeralKey.generate().kid()),
                    world.clock.instant(), Optional.of(DenyReason.WITHDRAWN)), 5, world.ledger.log)));
        }

        @Test
        void outcomeInItsPlace_isRefused() throws Exception {
            bench.refuses("bad_release", request -> with(request, source.receipt(ExchangeEvent.of(
                    ExchangeOutcome.verify(ExchangeOutcome.sign(source.office.key, source.office.id, id(),
                            world.clock.instant(), request.record(), request.ground().requestHash(), 4,
                            Optional.empty())),
                    new RelationId(EphemeralKey.generate().kid()), world.clock.instant()), 5, world.ledger.log)));
        }

        @Test
        void old_isRefusedAndSettled() throws Exception {
            Opened opened = bench.refuses("bad_release", request -> with(request, source.permit(source.order(request),
                    source.permits.getAndIncrement(),
                    world.clock.instant().minus(PermitProof.FRESH).minusSeconds(1), world.ledger.log)));
            failed(opened, "bad_release");
        }

        @Test
        void atTheLimitOfItsAge_isAccepted() throws Exception {
            source.answering = request -> with(request, source.permit(source.order(request),
                    source.permits.getAndIncrement(), world.clock.instant().minus(PermitProof.FRESH),
                    world.ledger.log));
            Opened opened = bench.agreed();
            bench.run();
            assertThat(bench.stateOf(opened)).isEqualTo("DELIVERED");
        }

        @Test
        void usedBefore_isRefused() throws Exception {
            source.answering = source::released;
            Opened first = bench.agreed();
            bench.run();
            assertThat(bench.stateOf(first)).isEqualTo("DELIVERED");
            int index = source.permits.get() - 1;

            Opened opened = bench.refuses("permit_used",
                    request -> with(request, source.permit(source.order(request), index,
                            world.clock.instant(), world.ledger.log)));
            assertThat(bench.outcomes(opened)).as("it counts for the first").isEmpty();
            assertThat(bench.outcomes(first)).hasSize(1);
        }

        @Test
        void ofAFailure_isUsedUp() throws Exception {
            int index = source.permits.get();
            Opened broken = bench.refuses("bad_release",
                    request -> Reply.jose(source.release(request, source.permit(request), List.of())));
            failed(broken, "bad_release");
            bench.refuses("permit_used", request -> with(request, source.permit(source.order(request), index,
                    world.clock.instant(), world.ledger.log)));
        }

        private void refusesOrder(Ordering ordering) throws Exception {
            bench.refuses("bad_release", request -> with(request, fresh(ordering.of(request))));
        }
    }

    @Nested
    class Contents {
        @Test
        void widerThanThePermit_isRefusedAndSettled() throws Exception {
            Opened opened = bench.refuses("bad_release", request -> with(request,
                    fresh(source.order(request, "harbour-bakery", "fetch-diploma", List.of(new CredentialCategory(
                            TestIssuer.QUALIFICATION, List.of(List.of("qualification"))))))));
            failed(opened, "bad_release");
        }

        @Test
        void widerThanWhatWasAsked_isRefused() throws Exception {
            refusesData(List.of(new Release.Data(TestIssuer.QUALIFICATION,
                    TestSource.diploma().getFirst().claims().put("grades", "very good"))),
                    new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("qualification"),
                            List.of("given_name"), List.of("family_name"), List.of("grades"))));
        }

        @Test
        void anotherType_isRefused() throws Exception {
            refusesData(List.of(new Release.Data(TestIssuer.RIGHT_TO_WORK, StrictJson.object().put("a", 1))),
                    new CredentialCategory(TestIssuer.RIGHT_TO_WORK, List.of(List.of("a"))));
            refusesData(List.of(new Release.Data(TestIssuer.RIGHT_TO_WORK, StrictJson.object())),
                    new CredentialCategory(TestIssuer.RIGHT_TO_WORK, List.of(List.of("a"))));
        }

        @Test
        void nothing_isRefused() throws Exception {
            bench.refuses("bad_release",
                    request -> Reply.jose(source.release(request, source.permit(request), List.of())));
        }

        private void refusesData(List<Release.Data> data, CredentialCategory permitted) throws Exception {
            bench.refuses("bad_release", request -> Reply.jose(source.release(request,
                    fresh(source.order(request, "harbour-bakery", "fetch-diploma", List.of(permitted))), data)));
        }
    }

    @Nested
    class Envelopes {
        @Test
        void signedByAnother_isRefused() throws Exception {
            bench.refuses("bad_release", request -> Reply.jose(source.release(request, source.permit(request),
                    TestSource.diploma(), world.issuer.key)));
            bench.refuses("bad_release", request -> Reply.jose(source.release(request, source.permit(request),
                    TestSource.diploma(), source.office.ca.issuer("https://elsewhere.example/office"))));
        }

        @Test
        void toAnother_isRefused() throws Exception {
            bench.refuses("bad_release", request -> Reply.jose(new Release(source.office.id, "river-mill", request.id(),
                    world.clock.instant(), source.permit(request), TestSource.diploma())
                    .seal(source.office.key, request.replyKey())));
        }

        @Test
        void answerToAnotherRequest_isRefused() throws Exception {
            bench.refuses("bad_release", request -> Reply.jose(new Release(source.office.id, "harbour-bakery", id(),
                    world.clock.instant(), source.permit(request), TestSource.diploma())
                    .seal(source.office.key, request.replyKey())));
        }

        @Test
        void encryptedToAnotherKey_isRefused() throws Exception {
            bench.refuses("bad_release",
                    request -> Reply.jose(new Release(source.office.id, "harbour-bakery", request.id(),
                            world.clock.instant(), source.permit(request), TestSource.diploma())
                            .seal(source.office.key, EphemeralKey.generate().publicJwk())));
        }

        @Test
        void garbage_isRefused() throws Exception {
            for (String body : List.of("", "{}", "<html>" + SECRET + "</html>", "a.b.c.d.e", SECRET,
                    "[".repeat(50_000)))
                bench.refuses("bad_release", request -> Reply.jose(body));
        }

        @Test
        void tooLarge_isRefused() throws Exception {
            bench.refuses("too_large", request -> Reply.jose("a".repeat(Release.MAX_BYTES + 1)));
        }

        @Test
        void damaged_isRefused() throws Exception {
            bench.refuses("bad_release", request -> {
                String jwe = source.released(request).body();
                return Reply.jose(jwe.substring(0, jwe.length() - 2) + "AA");
            });
        }
    }

    /** Makes the order of a permit. */
    @FunctionalInterface
    interface Ordering {
        String of(ReleaseRequest request);
    }

    private Reply with(ReleaseRequest request, ConsentReceipt permit) {
        return Reply.jose(source.release(request, permit, TestSource.diploma()));
    }

    private ConsentReceipt fresh(String order) {
        return source.permit(order, source.permits.getAndIncrement(), world.clock.instant(), world.ledger.log);
    }

    private static String id() {
        return Token.fresh(new java.security.SecureRandom());
    }

    private void failed(Opened opened, String reason) {
        assertThat(bench.outcomes(opened)).singleElement().satisfies(outcome -> {
            assertThat(outcome.kind()).isEqualTo(EventKind.FAILED);
            assertThat(outcome.reason()).contains(reason);
        });
    }
}
