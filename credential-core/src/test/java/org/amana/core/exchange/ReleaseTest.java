package org.amana.core.exchange;

import static org.amana.core.exchange.ExchangeFixture.DIPLOMA;
import static org.amana.core.exchange.ExchangeFixture.NOW;
import static org.amana.core.exchange.ExchangeFixture.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.Samples;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogIdentity;
import org.amana.core.note.LogSigner;
import org.amana.core.register.CredentialCategory;
import org.amana.core.testing.TestRandom;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    private static final String CLAIMS = "{\"given_name\":\"Selam\",\"qualification\":{\"title\":\"Baker\"}}";
    private static final String MORE = "{\"birth_date\":\"1990-01-01\",\"given_name\":\"Selam\"}";
    private final ExchangeFixture world = new ExchangeFixture();
    private final ECKey reply = EphemeralKey.generate().publicJwk();

    @Test
    void open_ofWhatWasSealed_isTheSameAndItsPermitIsFound() {
        Release sent = world.release(world.permit(), CLAIMS);
        Release opened = open(sent.seal(world.source, world.reply.publicJwk()));
        assertThat(opened.data()).isEqualTo(sent.data());
        assertThat(opened.source()).isEqualTo(SOURCE);
        PermitProof proof = PermitProof.require(opened, logs(world.log), world.expected(), NOW);
        assertThat(proof.index()).isEqualTo(1);
        assertThat(proof.log()).isEqualTo(world.log.origin());
        assertThat(proof.categories()).containsExactly(DIPLOMA);
    }

    @Test
    void open_whenEncryptedToAnotherOrSignedByAnother_isRefused() {
        Release release = world.release(world.permit(), CLAIMS);
        assertRefused(release.seal(world.source, reply));
        SigningKey neighbour = world.issuers.issuer("https://issuer.example/labour-office");
        assertRefused(release.seal(neighbour, world.reply.publicJwk()));
        assertRefused(release.seal(new ExchangeFixture().source, world.reply.publicJwk()));
        assertRefused(release.seal(EphemeralKey.generate().withChain(world.source.chain()), world.reply.publicJwk()));
        for (String text : List.of("", "a.b.c.d.e", "{}", "A".repeat(2_000_000))) {
            assertRefused(text);
        }
    }

    @Test
    void open_whenItAnswersAnotherRequest_isRefused() {
        String sealed = world.release(world.permit(), CLAIMS).seal(world.source, world.reply.publicJwk());
        for (String[] other : new String[][]{{"another-party", "AAAAAAAAAAAAAAAAAAAAA1"},
                {"harbour-municipality", "AAAAAAAAAAAAAAAAAAAAA2"}}) {
            assertThatThrownBy(
                    () -> Release.open(sealed, world.reply.privateJwk(), trust(), SOURCE, other[0], other[1], NOW))
                    .hasMessageContaining("not the answer to this request");
        }
    }

    @Test
    void require_whenMoreWasSentThanWasPermitted_isRefused() {
        refuse(world.release(world.permit(), MORE), "more was sent");
        var title = new CredentialCategory(Samples.QUALIFICATION, List.of(List.of("given_name")));
        refuse(world.release(permit(world.order(world.source, SOURCE, title)), CLAIMS), "more was sent");
        var elsewhere = new CredentialCategory("https://amana.example/vct/other", DIPLOMA.claims());
        refuse(world.release(permit(world.order(world.source, SOURCE, elsewhere)), CLAIMS), "more was sent");
    }

    @Test
    void require_whenThePermitIsForAnotherExchange_isRefused() {
        refuse(world.release(permit(world.order(world.source, SOURCE + "-2", DIPLOMA)), CLAIMS), "another exchange");
        refuse(world.release(permit(world.order(world.source, SOURCE, new RecordId("BBBBBBBBBBBBBBBBBBBBBB"),
                "harbour-municipality", DIPLOMA)), CLAIMS), "another exchange");
        refuse(world.release(permit(world.order(world.source, SOURCE, ExchangeFixture.RECORD, "other-firm", DIPLOMA)),
                CLAIMS), "another exchange");
    }

    @Test
    void require_whenThereIsNoPermitInATrustedLog_isRefused() {
        var order = world.order(world.source, SOURCE, DIPLOMA);
        LogSigner other = LogSigner.generate("ledger.example/tlog", new java.util.Random(99));
        refuse(world.release(world.permit(order, other, NOW, Optional.empty()), CLAIMS), "no ledger");
        refuse(world.release(world.permit(order, world.log, NOW, Optional.of(DenyReason.WITHDRAWN)), CLAIMS),
                "no ledger");
        EphemeralKey person = EphemeralKey.generate();
        refuse(world.release(Samples.receipt(Opening.make(EventSignature.sign(Samples.given(person), person),
                TestRandom.seeded()), world.log), CLAIMS), "no ledger");
        assertThatThrownBy(() -> PermitProof.require(world.release(world.permit(), CLAIMS), List.of(),
                world.expected(), NOW)).hasMessageContaining("no ledger");
    }

    @Test
    void require_whenThePermitIsOld_isRefused() {
        var order = world.order(world.source, SOURCE, DIPLOMA);
        for (Duration off : List.of(Duration.ofSeconds(-121), Duration.ofSeconds(121))) {
            refuse(world.release(world.permit(order, world.log, NOW.plus(off), Optional.empty()), CLAIMS), "old one");
        }
    }

    private ConsentReceipt permit(org.amana.core.consent.PermitOrder order) {
        return world.permit(order, world.log, NOW, Optional.empty());
    }

    private void refuse(Release release, String why) {
        assertThatThrownBy(() -> PermitProof.require(release, logs(world.log), world.expected(), NOW))
                .hasMessageContaining("bad_release")
                .hasMessageContaining(why);
    }

    private void assertRefused(String sealed) {
        assertThatThrownBy(() -> open(sealed)).hasMessageContaining("bad_release");
    }

    private Release open(String sealed) {
        return Release.open(sealed, world.reply.privateJwk(), trust(), SOURCE, "harbour-municipality",
                "AAAAAAAAAAAAAAAAAAAAA1", NOW);
    }

    private Release.Trust trust() {
        return new Release.Trust(world.chains, world.issuers.anchors());
    }

    private static List<LogIdentity> logs(LogSigner log) {
        return List.of(log.identity());
    }
}
