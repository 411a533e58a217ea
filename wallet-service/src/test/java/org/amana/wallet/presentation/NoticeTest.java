package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.Notice;
import org.amana.core.consent.SignedConsentEvent;
import org.amana.core.json.StrictJson;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;

/** What the person read, what the receipt keeps and what the event's hash covers are one text without codes. */
@WalletTest
class NoticeTest {

    private final TestHolder holder;

    NoticeTest(@Value("${amana.base-url}") String baseUrl) {
        this.holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    private static String plain(String text) {
        return text.replace("\u2068", "").replace("\u2069", "");
    }

    private String keptAndHashed(Answer screen) {
        String notice = screen.text("notice");
        Answer shown = holder.approve(screen.text("request_id"));
        assertThat(shown.status()).isEqualTo(200);
        Answer kept = holder.api().get("receipts/" + shown.text("receipt"));
        assertThat(kept.text("notice")).isEqualTo(notice);
        byte[] event = ConsentReceipt.parse(kept.json().path("receipt")).opening().event();
        assertThat(new String(event, StandardCharsets.UTF_8)).contains(Notice.of(notice, "en").hash());
        assertThat(notice).doesNotContain("eu-gdpr").doesNotContainPattern("P\\d");
        return plain(notice);
    }

    @Test
    void dutyByLaw_isSaidInWords_andKeptAsItWasRead() {
        holder.receive(World.ISSUER.offer("right-to-work"));
        Answer screen = holder.open(World.VERIFIER.request(FakeVerifier.CHECK, World.WORK,
                List.of("portrait", "family_name", "work_permission", "given_name")).link());
        assertThat(keptAndHashed(screen).lines()).contains("On what ground: a law asks for it (Art. 6(1)(c) GDPR)",
                "The law behind it: http://data.europa.eu/eli/dir/2009/52/oj", "How long: They do not keep it.",
                "What they see of the card Right to work: Permission to work, Given name, Family name, Portrait");
        assertThat(screen.json()
                .path("options")
                .get(0)
                .path("what")
                .valueStream()
                .map(claim -> claim.path("label").stringValue())).endsWith("Given name", "Family name", "Portrait");
    }

    @Test
    void consent_inArabic_isSaidInWords_andKeptAsItWasRead() {
        holder.receive(World.ISSUER.offer("qualification"));
        Answer screen = holder.api()
                .with("Accept-Language", "ar")
                .post("requests", StrictJson.object().put("request", World.VERIFIER.keepDiploma().link()));
        assertThat(keptAndHashed(screen).lines()).contains(
                "على أي أساس: موافقتك (المادة 6(1)(a) من اللائحة العامة لحماية البيانات)",
                "مدة الحفظ: يحتفظون بها مدة 6 أشهر.");
        ConsentEvent given = ((SignedConsentEvent) World.LEDGER.events().getLast()).event();
        assertThat(given.notice()).isEqualTo(Notice.of(screen.text("notice"), "ar"));
    }

    @Test
    void unregistered_hasNoGroundAndNoTimeToSay() {
        holder.receive(World.ISSUER.offer("right-to-work"));
        String notice = keptAndHashed(holder.open(World.VERIFIER.check().info("eyJhbGciOiJFUzI1NiJ9.e30.AAAA").link()));
        assertThat(notice.lines()).contains("Not registered").noneMatch(line -> line.startsWith("How long"));
    }
}
