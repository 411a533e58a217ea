package org.amana.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.trust.X5c;
import org.amana.verifier.receipt.CheckReceipt;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Bench.Asked;
import org.amana.verifier.testing.TestDesk;
import org.amana.verifier.testing.TestLedger;
import org.amana.verifier.testing.TestWallet;
import org.amana.verifier.testing.TestWorld;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** The desk API and the request it hands to wallets. */
class DeskTest {
    private final Bench bench = TestWorld.sharedBench();
    private final TestWorld world = bench.world;

    @Nested
    class Requests {
        @Test
        void request_isSignedByTheOrganisationAndSaysItsRegisteredUse() throws Exception {
            Asked asked = bench.ask();

            var jws = UnverifiedJws.parse(asked.request().jwt(), 64 * 1024);
            var leaf = X5c.parse(jws.header().get("x5c")).getFirst();
            jws.verify((ECPublicKey) leaf.getPublicKey(), "oauth-authz-req+jwt");
            assertThat(asked.request().text("client_id")).isEqualTo("x509_hash:" + X5c.x509Hash(leaf));
            assertThat(X5c.sans(leaf).uris()).contains(URI.create("urn:amana:party:harbour-bakery"));
            String certificate = asked.request().claims().at("/verifier_info/0/data").asString();
            assertThat(UnverifiedJws.parse(certificate, RegistrationCertificate.MAX_BYTES)
                    .claims()
                    .get("intended_use_id")
                    .asString())
                    .isEqualTo("check-right-to-work");
            assertThat(asked.request().query().credentials()).singleElement()
                    .satisfies(query -> assertThat(query.claims()).hasSize(4));
        }

        @Test
        void requestUri_canBeFetchedAgainUntilItIsAnswered() throws Exception {
            Asked asked = bench.ask();
            URI uri = TestWallet.requestUri(asked.begun().get("request").asString());

            var again = get(uri);
            assertThat(again.body()).isEqualTo(asked.request().jwt());
            assertThat(again.headers().firstValue("content-type")).hasValue("application/oauth-authz-req+jwt");
            assertThat(again.headers().firstValue("cache-control")).hasValue("no-store");
            bench.present(asked, bench.wallet.present(bench.card(), asked.request()));
            assertThat(get(uri).statusCode()).isEqualTo(404);
        }

        @Test
        void requestUri_withWalletNonce_carriesItAndIsAnsweredByItsOwnHash() throws Exception {
            Asked asked = bench.ask();
            URI uri = TestWallet.requestUri(asked.begun().get("request").asString());

            var request = new TestWallet.Request(
                    bench.wallet.postForm(uri.toString(), "wallet_nonce=n-0S6_WzA2Mj&wallet_metadata=%7B%7D").body());
            assertThat(request.text("wallet_nonce")).isEqualTo("n-0S6_WzA2Mj");
            assertThat(request.text("state")).isNotEqualTo(asked.request().text("state"));
            assertThat(bench.wallet.answer(request, bench.card()).statusCode()).isEqualTo(200);
            assertThat(world.bean(JdbcClient.class)
                    .sql("select request_hash from presentation_check where check_id = ?")
                    .param(asked.begun().get("check_id").asString())
                    .query(String.class)
                    .single())
                    .isEqualTo(org.amana.core.vp.RequestObject.hash(request.jwt()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"wallet_nonce=%20", "wallet_nonce=%C3%A4"})
        void requestUri_withAMalformedNonce_isRefused(String form) throws Exception {
            URI uri = TestWallet.requestUri(bench.ask().begun().get("request").asString());
            assertThat(bench.wallet.postForm(uri.toString(), form).statusCode()).isEqualTo(404);
        }

        @Test
        void eachCheck_hasItsOwnNonceStateAndKey() throws Exception {
            var one = bench.ask().request();
            var other = bench.ask().request();
            assertThat(one.text("nonce")).isNotEqualTo(other.text("nonce"));
            assertThat(one.text("state")).isNotEqualTo(other.text("state"));
            assertThat(one.encryption().key().getKeyID()).isNotEqualTo(other.encryption().key().getKeyID());
        }
    }

    @Nested
    class Questions {
        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "no json", "{\"job\":\"Baker\"}",
                "{\"job\":\"Baker\",\"hours_per_week\":200,\"start_date\":\"2026-12-01\"}",
                "{\"job\":\"Baker\",\"hours_per_week\":20,\"start_date\":\"soon\"}"})
        void ask_whenTheQuestionIsWrong_isRefused(String body) throws Exception {
            assertThat(bench.desk.post("checks", body).statusCode()).isEqualTo(400);
        }

        @Test
        void ask_underTheUseOfAnother_isRefused() throws Exception {
            refusesUse("{\"intended_use\":\"keep-diploma-on-file\"", 400, "wrong_intended_use");
            refusesUse("{\"intended_use\":\"not-registered\"", 422, "intended_use_not_registered");
            refusesUse("{\"intended_use\":\"../../trust-list\"", 422, "intended_use_not_registered");
        }

        @Test
        void ask_whenTheCertificateSpeaksForSomebodyElse_isRefused() throws Exception {
            world.ledger.certify("another-check", TestLedger.party("harbour-bakery", "LEIXG-SOMEBODYELSE"),
                    renamed("another-check", "harbour-bakery"));
            refusesUse("{\"intended_use\":\"another-check\"", 422, "intended_use_not_registered");
            world.ledger.certify("their-check", TestLedger.party("river-mill", "LEIXG-000000AMANADEMO00042"),
                    renamed("their-check", "river-mill"));
            refusesUse("{\"intended_use\":\"their-check\"", 422, "intended_use_not_registered");
        }

        private org.amana.core.register.IntendedUse renamed(String id, String party) {
            ObjectNode use = TestLedger.checkRightToWork().toJson().put("id", id).put("party", party);
            return org.amana.core.register.IntendedUse.parse(use);
        }

        private void refusesUse(String start, int status, String reason) throws Exception {
            var answer = bench.desk.post("checks",
                    start + ",\"job\":\"Baker\",\"hours_per_week\":20,\"start_date\":\"2026-12-01\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(reason);
        }
    }

    @Nested
    class Matches {
        @Test
        void match_whenItIsThePerson_givesAnswerAndReceiptWithoutIdentity() throws Exception {
            Asked asked = matching();
            ObjectNode answer = bench.desk.match(asked.begun(), true);

            String path = "checks/" + asked.begun().get("check_id").asString() + "/receipt";
            assertThat(answer.get("receipt").asString()).endsWith(path);
            String compact = bench.desk.get(path).body();
            var receipt = UnverifiedJws.parse(compact, 32 * 1024);
            receipt.verify((ECPublicKey) X5c.parse(receipt.header().get("x5c")).getFirst().getPublicKey(),
                    CheckReceipt.TYP);
            ObjectNode claims = receipt.claims();
            assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iss", "iat", "organisation", "intended_use",
                    "legal_basis",
                    "law_reference", "question", "answer", "sentence", "person_matched", "request_hash");
            assertThat(claims.get("request_hash").asString())
                    .isEqualTo(org.amana.core.vp.RequestObject.hash(asked.request().jwt()));
            assertThat(claims.get("law_reference").asString()).isEqualTo("http://data.europa.eu/eli/dir/2009/52/oj");
            assertThat(StrictJson.write(claims)).doesNotContain("Tesfay", "Habte", "RTW-", "image/jpeg");
        }

        @Test
        void receipt_asPdf_saysTheSameAndCarriesTheSignedForm() throws Exception {
            Asked asked = matching();
            bench.desk.match(asked.begun(), true);
            String path = "checks/" + asked.begun().get("check_id").asString() + "/receipt";
            byte[] pdf = bench.desk.getBytes(path + ".pdf");

            try (var document = Loader.loadPDF(pdf)) {
                String text = new PDFTextStripper().getText(document);
                assertThat(text)
                        .contains("Harbour Bakery", "Yes: this person may do this job until 31 May 2027.",
                                "Baker, night shift",
                                "eu-gdpr:A6-1-c")
                        .doesNotContain("Tesfay", "Habte");
                var attached = document.getDocumentCatalog()
                        .getNames()
                        .getEmbeddedFiles()
                        .getNames()
                        .values()
                        .iterator()
                        .next()
                        .getEmbeddedFile()
                        .toByteArray();
                assertThat(new String(attached, StandardCharsets.US_ASCII)).isEqualTo(bench.desk.get(path).body());
            }
            assertThat(new ByteArrayInputStream(pdf).readNBytes(5))
                    .isEqualTo("%PDF-".getBytes(StandardCharsets.US_ASCII));
        }

        @Test
        void match_whenItIsSomebodyElse_releasesNothing() throws Exception {
            Asked asked = matching();
            ObjectNode answer = bench.desk.match(asked.begun(), false);

            assertThat(answer.at("/answer/verdict").asString()).isEqualTo("no");
            assertThat(answer.at("/answer/reasons/0/code").asString()).isEqualTo("not_the_same_person");
            assertThat(answer.has("receipt")).isFalse();
            ObjectNode state = bench.desk.state(asked.begun());
            assertThat(Bench.reasons(state)).containsExactly("person_not_matched");
            assertThat(state.toString()).doesNotContain("2027", "Tesfay");
            assertThat(bench.desk.get("checks/" + asked.begun().get("check_id").asString() + "/receipt").statusCode())
                    .isEqualTo(404);
        }

        @Test
        void match_twice_isRefused() throws Exception {
            Asked asked = matching();
            bench.desk.match(asked.begun(), true);
            assertThat(bench.desk
                    .post("checks/" + asked.begun().get("check_id").asString() + "/match", "{\"same_person\":true}")
                    .statusCode())
                    .isEqualTo(409);
            assertThat(bench.desk
                    .post("checks/" + bench.ask().begun().get("check_id").asString() + "/match",
                            "{\"same_person\":true}")
                    .statusCode()).isEqualTo(409);
        }

        @Test
        void person_isNowhereInTheDatabase_beforeAndAfterTheMatch() throws Exception {
            Asked asked = matching();
            assertThat(dump()).doesNotContain("Tesfay", "Habte", "image/jpeg", "may_work");
            bench.desk.match(asked.begun(), true);
            assertThat(dump()).doesNotContain("Tesfay", "Habte", "image/jpeg", "may_work");
            assertThat(world.bean(JdbcClient.class)
                    .sql("select count(*) from person_to_match where check_id = ?")
                    .param(asked.begun().get("check_id").asString())
                    .query(Long.class)
                    .single()).isZero();
        }

        private Asked matching() throws Exception {
            Asked asked = bench.ask();
            assertThat(bench.present(asked, bench.wallet.present(bench.card(), asked.request())).statusCode())
                    .isEqualTo(200);
            return asked;
        }

        private String dump() {
            return String.join("\n", List.of("presentation_check", "person_to_match", "request_object")
                    .stream()
                    .flatMap(table -> world.bean(JdbcClient.class)
                            .sql("select row_to_json(t)::text from " + table + " t")
                            .query(String.class)
                            .list()
                            .stream())
                    .toList());
        }
    }

    @Nested
    class Tenancy {
        @ParameterizedTest
        @ValueSource(strings = {"checks/x", "kept", "checks/x/receipt", "checks/x/receipt.pdf"})
        void anotherOrganisationsDesk_isForbidden(String path) throws Exception {
            assertThat(bench.desk.getFrom("river-mill", path).statusCode()).isEqualTo(403);
        }

        @ParameterizedTest
        @ValueSource(strings = {"checks", "diplomas", "checks/x/match"})
        void askingForAnotherOrganisation_isForbidden(String path) throws Exception {
            assertThat(bench.desk.postTo("river-mill", path, TestDesk.QUESTION).statusCode()).isEqualTo(403);
        }

        @Test
        void anotherOrganisationsCheck_doesNotExistHere() throws Exception {
            ObjectNode begun = bench.ask().begun();
            var miller = new TestDesk(world, "river-mill", "miller");
            assertThat(miller.get("checks/" + begun.get("check_id").asString()).statusCode()).isEqualTo(404);
            assertThat(miller.post("checks/" + begun.get("check_id").asString() + "/match", "{\"same_person\":true}")
                    .statusCode()).isEqualTo(404);
        }

        @Test
        void withoutAnAccount_nothingIsReached() throws Exception {
            assertThat(get(URI.create(world.baseUrl + "/harbour-bakery/desk/api/kept")).statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
