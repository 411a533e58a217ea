package org.amana.ledger.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.core.merkle.EntryBundle;
import org.amana.core.merkle.TileId;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.register.TrustList;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.DevelopmentCa;
import org.amana.core.trust.TrustAnchors;
import org.amana.ledger.Caller;
import org.amana.ledger.Fixtures;
import org.amana.ledger.LedgerTest;
import org.amana.ledger.Person;
import org.amana.ledger.log.LogKey;
import org.amana.ledger.log.PublishedLog;
import org.amana.support.peer.ServiceRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

@LedgerTest
class RegisterEndpointsTest {
    private final String baseUrl;
    private final Path trustDir;
    private final PublishedLog published;
    private final LogKey log;
    private Caller registrar;

    RegisterEndpointsTest(@Value("${amana.base-url}") String baseUrl, @Value("${amana.trust.dir}") Path trustDir,
            @Autowired PublishedLog published, @Autowired LogKey log) {
        this.baseUrl = baseUrl;
        this.trustDir = trustDir;
        this.published = published;
        this.log = log;
        this.registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
    }

    @BeforeEach
    void importOnce() {
        registrar = Caller.listed("registrar", baseUrl, trustDir, ServiceRole.REGISTRAR);
        assertThat(imported(Fixtures.register("http://localhost/notices")).status()).isEqualTo(200);
    }

    @Test
    void import_whenUnchanged_addsNothingAndAChangeIsAPublicLeaf() {
        long before = published.treeSize();
        Caller.Answer again = imported(Fixtures.register("http://localhost/notices"));
        assertThat(again.json().path("added").intValue()).isZero();
        assertThat(published.treeSize()).isEqualTo(before);
        String text = "Keep your diploma " + Person.fresh();
        ObjectNode changed = Fixtures.register("http://localhost/notices");
        ((ObjectNode) changed.path("intended_uses").get(0).path("purpose")).put("en", text);
        assertThat(imported(changed).json().path("added").intValue()).isEqualTo(1);
        TileId bundle = TileId.of(TileId.ENTRIES, before / 256, published.treeSize());
        byte[] bytes = Caller.anonymous("GET", baseUrl + "/tlog/" + bundle.path(), "").bytes();
        byte[] entry = EntryBundle.parse(bytes, bundle.width()).getLast();
        assertThat(entry[0]).isEqualTo((byte) 0x02);
        assertThat(new String(entry, 1, entry.length - 1, StandardCharsets.UTF_8)).contains(text)
                .contains("\"type\":\"intended_use\"");
    }

    @Test
    void import_whenOneEntryIsWrong_isRefusedAsAWhole() {
        long before = published.treeSize();
        refuse(json -> ((ObjectNode) json.path("intended_uses").get(1)).put("party", "nobody"),
                "register_contradiction");
        refuse(json -> ((ObjectNode) json.path("intended_uses").get(1)).put("party", "other-firm"),
                "register_contradiction");
        refuse(json -> ((ObjectNode) json.path("intended_uses").get(1)).put("id", "keep-diploma-on-file"),
                "register_contradiction");
        refuse(json -> ((ObjectNode) json.path("parties").get(1)).put("anchors", "anybody"), "register_contradiction");
        refuse(json -> ((ObjectNode) json.path("parties").get(1)).put("country", "Portugal"),
                "malformed_register_entry");
        refuse(json -> ((ObjectNode) json.path("intended_uses").get(0)).put("withdrawable", false),
                "malformed_register_entry");
        assertThat(published.treeSize()).isEqualTo(before);
    }

    @Test
    void import_withoutTheRole_isRefused() {
        Caller wallet = Caller.listed("wallet-service", baseUrl, trustDir, ServiceRole.CONSENT_WRITER);
        assertThat(wallet.post("/v1/register/import", Person.fresh(), Fixtures.register("http://localhost")).status())
                .isEqualTo(403);
        assertThat(Caller.anonymous("POST", baseUrl + "/v1/register/import", "{}").status()).isEqualTo(401);
    }

    @Test
    void certificate_isForThePartyAndItsUse() {
        Caller.Answer answer = Caller.anonymous("GET",
                baseUrl + "/v1/register/intended-uses/check-right-to-work/certificate", "");
        assertThat(answer.header("Content-Type")).startsWith("application/jwt");
        RegistrationCertificate certificate = RegistrationCertificate.verify(answer.text(), new ChainValidator(),
                registrars(), Instant.now());
        assertThat(certificate.identifier()).isEqualTo("LEIXG-000000AMANADEMO00042");
        assertThat(certificate.intendedUse()).isEqualTo(Person.use("check-right-to-work"));
        assertThat(Caller.anonymous("GET", baseUrl + "/v1/register/intended-uses/none/certificate", "").status())
                .isEqualTo(404);
        assertThat(Caller.anonymous("GET", baseUrl + "/v1/register/parties/harbour-bakery", "")
                .json()
                .path("country")
                .asString()).isEqualTo("PT");
        assertThat(Caller.anonymous("GET", baseUrl + "/v1/register/parties/none", "").reason())
                .isEqualTo("not_registered");
    }

    @Test
    void trustList_namesIssuersRequestersAndThisLedger() {
        TrustList list = TrustList.verify(Caller.anonymous("GET", baseUrl + "/v1/trust-list", "").text(),
                new ChainValidator(), registrars(), Instant.now());
        assertThat(list.issuersOf(Fixtures.QUALIFICATION)).isEqualTo(anchors(KeyPurpose.ISSUER));
        assertThat(list.requesters()).isEqualTo(anchors(KeyPurpose.ACCESS));
        assertThat(list.registrars()).isEqualTo(registrars());
        assertThat(list.asking()).as("who asks people and says where; no authority that only issues")
                .singleElement()
                .satisfies(asking -> {
                    assertThat(asking.id()).isEqualTo("harbour-bakery");
                    assertThat(asking.identifier()).isEqualTo("LEIXG-000000AMANADEMO00042");
                    assertThat(asking.codeUrl()).endsWith("/codes").doesNotContain("notices");
                });
        assertThat(list.ledgers()).singleElement().satisfies(ledger -> {
            assertThat(ledger.baseUrl()).isEqualTo(baseUrl);
            assertThat(Optional.of(ledger.log())).contains(log.identity());
        });
    }

    private void refuse(Consumer<ObjectNode> change, String reason) {
        ObjectNode document = Fixtures.register("http://localhost/notices");
        change.accept(document);
        Caller.Answer answer = imported(document);
        assertThat(answer.reason()).as(StrictJson.write(document)).isEqualTo(reason);
    }

    private Caller.Answer imported(ObjectNode document) {
        return registrar.post("/v1/register/import", Person.fresh(), document);
    }

    private TrustAnchors registrars() {
        return anchors(KeyPurpose.REGISTRAR);
    }

    private TrustAnchors anchors(KeyPurpose purpose) {
        return DevelopmentCa.openOrCreate(trustDir, Clock.systemUTC()).anchors(purpose);
    }
}
