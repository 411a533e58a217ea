package org.amana.core.exchange;

import static org.amana.core.exchange.ExchangeFixture.DIPLOMA;
import static org.amana.core.exchange.ExchangeFixture.NOW;
import static org.amana.core.exchange.ExchangeFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Samples;
import org.amana.core.consent.Views;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReleaseRequestTest {
    private static final RecordId GUARDIANS_RECORD = new RecordId("BBBBBBBBBBBBBBBBBBBBBA");
    private final ExchangeFixture world = new ExchangeFixture();

    @Test
    void verify_ofWhatWasSigned_saysWhoAsksForWhatUnderWhat() {
        ReleaseRequest.Asked asked = world.asked();
        ReleaseRequest read = verify(sign(world.access, asked));
        assertThat(read.requester().party()).isEqualTo("harbour-municipality");
        assertThat(read.record()).isEqualTo(ExchangeFixture.RECORD);
        assertThat(read.categories()).containsExactly(DIPLOMA);
        assertThat(((ReleaseRequest.Agreed) read.ground()).answered().terms()).isEqualTo(world.terms);
        assertThat(read.ground().requestHash()).isEqualTo(ExchangeFixture.hash(request(asked)));
        assertThat(
                ((ReleaseRequest.Agreed) read.ground()).answered().keyBinding(Duration.ofMinutes(10)).transactionData())
                .containsExactly(world.terms.encode());
        assertThat(Jwks.toMinimalJson(read.replyKey())).isEqualTo(Jwks.toMinimalJson(world.reply.publicJwk()));
    }

    @Test
    void verify_whenForAnotherSourceOrTime_isRefused() {
        String signed = sign(world.access, world.asked());
        assertThatThrownBy(() -> ReleaseRequest.verify(signed, world.trust(), SOURCE + "-2", NOW))
                .hasMessageContaining("another source");
        for (Duration off : List.of(Duration.ofSeconds(61), Duration.ofSeconds(-61))) {
            assertThatThrownBy(() -> ReleaseRequest.verify(signed, world.trust(), SOURCE, NOW.plus(off)))
                    .hasMessageContaining("older than a minute");
        }
        String elsewhere = world.request(world.access, Optional.of(new ExchangeTerms("subject", SOURCE + "-2",
                List.of(DIPLOMA), world.terms.until(), Optional.empty())));
        refuse(world.asked(SOURCE, world.registration(), elsewhere, List.of(DIPLOMA)), "asked about another source");
    }

    @Test
    void verify_whenCertificatesNameTwoPartiesOrNobody_isRefused() {
        SigningKey other = world.access("LEIXG-000000AMANADEMO00078");
        assertThatThrownBy(() -> verify(sign(other, world.asked()))).hasMessageContaining("two different parties");
        refuse(world.asked(SOURCE, world.registration("LEIXG-000000AMANADEMO00078", world.use),
                request(world.asked()), List.of(DIPLOMA)), "two different parties");
        refuse(world.asked(SOURCE, "eyJ.e30.AA", request(world.asked()), List.of(DIPLOMA)), "bad_release_request");
        SigningKey stranger = new ExchangeFixture().access;
        assertThatThrownBy(() -> verify(sign(stranger, world.asked()))).hasMessageContaining("bad_release_request");
    }

    @Test
    void verify_whenTheAnsweredRequestIsNotTheRequesters_isRefused() {
        SigningKey other = world.access("LEIXG-000000AMANADEMO00078");
        refuse(asking(world.request(other, Optional.of(world.terms))), "another party's");
        refuse(asking(world.request(world.access, Optional.empty())), "not about one exchange");
        refuse(asking(""), "does not hold");
        String[] parts = request(world.asked()).split("\\.", -1);
        refuse(asking(parts[0] + "." + parts[1] + "." + parts[2].substring(0, 80) + "AAAAAA"), "does not hold");
    }

    @Test
    void verify_whenMoreIsAskedThanThePersonWasAskedOrIsRegistered_isRefused() {
        var grades = new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("grades")));
        String request = request(world.asked());
        refuse(world.asked(SOURCE, world.registration(), request, List.of(DIPLOMA, grades)),
                "than the person was asked");
        String wider = world.request(world.access, Optional.of(new ExchangeTerms("subject", SOURCE,
                List.of(DIPLOMA, grades), world.terms.until(), Optional.empty())));
        refuse(world.asked(SOURCE, world.registration(), wider, List.of(grades)), "than is registered");
        refuse(world.asked(SOURCE, world.registration(), request, List.of()), "than the person was asked");
    }

    @Test
    void verify_whenAClaimIsMissingOrWrong_isRefused() {
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(claims -> claims.remove("jti"),
                claims -> claims.put("jti", "short"), claims -> claims.remove("iat"),
                claims -> claims.put("iat", "now"),
                claims -> claims.remove("record"), claims -> claims.put("record", "?"),
                claims -> claims.remove("presentation"), claims -> claims.put("presentation", "A".repeat(70_000)),
                claims -> claims.remove("reply_key"), claims -> claims.remove("aud"),
                claims -> claims.set("reply_key", world.reply.toJwk()))) {
            ObjectNode claims = UnverifiedJws.parse(sign(world.access, world.asked()), ReleaseRequest.MAX_BYTES)
                    .claims()
                    .deepCopy();
            change.accept(claims);
            String signed = JwsSigner.sign(world.access, JwsSigner.header(ReleaseRequest.TYP, world.access), claims);
            assertThatThrownBy(() -> verify(signed)).hasMessageContaining("bad_release_request");
        }
    }

    @Test
    void verify_whenOfAnotherTypeOrChangedOrHuge_isRefused() {
        ObjectNode claims = UnverifiedJws.parse(sign(world.access, world.asked()), ReleaseRequest.MAX_BYTES).claims();
        String other = JwsSigner.sign(world.access, JwsSigner.header("JWT", world.access), claims);
        String unsigned = sign(EphemeralKey.generate().withChain(world.access.chain()), world.asked());
        for (String text : List.of(other, unsigned, "", "a.b.c", "A".repeat(300_000))) {
            assertThatThrownBy(() -> verify(text)).hasMessageContaining("bad_release_request");
        }
    }

    private ExchangeTerms childs() {
        return new ExchangeTerms("subject", SOURCE, List.of(DIPLOMA), world.terms.until(), Optional.empty(),
                Optional.of(new Represented.WithGuardian()));
    }

    /** What a person with those terms answered, and a guardian with terms made of theirs. */
    private ReleaseRequest.Asked withGuardian(ExchangeTerms child,
                                              BiFunction<ExchangeTerms, String, ExchangeTerms> of) {
        String request = world.request(world.access, Optional.of(child));
        String guardians = world.request(world.access, Optional.of(of.apply(child, request)));
        return new ReleaseRequest.Asked(SOURCE, "AAAAAAAAAAAAAAAAAAAAA1", ExchangeFixture.RECORD,
                world.registration(),
                new ReleaseRequest.Enclosed.Answer(request, "eyJ.e30.AA~eyJ.e30.AA",
                        Optional.of(new ReleaseRequest.GuardiansAnswer(GUARDIANS_RECORD, guardians, "eyJ.e30.BB~"))),
                List.of(DIPLOMA));
    }

    private static ExchangeTerms asked(ExchangeTerms child, String request) {
        return child.forGuardian("mandate", ExchangeFixture.hash(request), Views.YES, child.categories());
    }

    @Test
    void verify_ofWhatAGuardianAnsweredToo_saysSo() {
        ReleaseRequest read = verify(sign(world.access, withGuardian(childs(), ReleaseRequestTest::asked)));
        assertThat(((ReleaseRequest.Agreed) read.ground()).guardian()).hasValueSatisfying(guardian -> {
            assertThat(guardian.record()).isEqualTo(GUARDIANS_RECORD);
            assertThat(guardian.presentation()).isEqualTo("eyJ.e30.BB~");
            assertThat(guardian.answered().terms().ward().orElseThrow().request())
                    .isEqualTo(read.ground().requestHash());
        });
        assertThat(((ReleaseRequest.Agreed) verify(sign(world.access, world.asked())).ground()).guardian()).isEmpty();
    }

    @Test
    void verify_whenTheGuardianWasAskedAboutAnotherMatter_isRefused() {
        String why = "about another matter";
        refuse(withGuardian(childs(), (child, request) -> child), why);
        refuse(withGuardian(childs(), (child, request) -> world.terms), why);
        refuse(withGuardian(childs(), (child, request) -> asked(child, "another child's request")), why);
        refuse(withGuardian(world.terms, ReleaseRequestTest::asked), why);
        refuse(withGuardian(childs(), (child, request) -> new ExchangeTerms("mandate", SOURCE + "-2",
                child.categories(), child.until(), child.every(), asked(child, request).represented())), why);
        refuse(withGuardian(childs(), (child, request) -> new ExchangeTerms("mandate", SOURCE, child.categories(),
                child.until().plusSeconds(1), child.every(), asked(child, request).represented())), why);
        refuse(withGuardian(childs(), (child, request) -> new ExchangeTerms("mandate", SOURCE, child.categories(),
                child.until(), Optional.of(Period.ofMonths(1)), asked(child, request).represented())), why);
    }

    @Test
    void verify_whenTheGuardiansPartIsNotWhole_isRefused() {
        ReleaseRequest.Asked whole = withGuardian(childs(), ReleaseRequestTest::asked);
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(guardian -> guardian.remove("record"),
                guardian -> guardian.put("record", "?"), guardian -> guardian.remove("request"),
                guardian -> guardian.put("request", "eyJ.e30.AA"), guardian -> guardian.remove("presentation"),
                guardian -> guardian.put("presentation", "A".repeat(70_000)))) {
            ObjectNode claims = UnverifiedJws.parse(sign(world.access, whole), ReleaseRequest.MAX_BYTES)
                    .claims()
                    .deepCopy();
            change.accept((ObjectNode) claims.path("guardian"));
            String signed = JwsSigner.sign(world.access, JwsSigner.header(ReleaseRequest.TYP, world.access), claims);
            assertThatThrownBy(() -> verify(signed)).hasMessageContaining("bad_release_request");
        }
    }

    private ReleaseRequest.Asked asking(String request) {
        return world.asked(SOURCE, world.registration(), request, List.of(DIPLOMA));
    }

    private void refuse(ReleaseRequest.Asked asked, String why) {
        assertThatThrownBy(() -> verify(sign(world.access, asked))).hasMessageContaining("bad_release_request")
                .hasMessageContaining(why);
    }

    private ReleaseRequest verify(String compact) {
        return ReleaseRequest.verify(compact, world.trust(), SOURCE, NOW);
    }

    private String sign(SigningKey key, ReleaseRequest.Asked asked) {
        Instant at = NOW;
        return ReleaseRequest.sign(key, asked, world.reply.publicJwk(), at);
    }

    private static String request(ReleaseRequest.Asked asked) {
        return ((ReleaseRequest.Enclosed.Answer) asked.enclosed()).request();
    }
}
