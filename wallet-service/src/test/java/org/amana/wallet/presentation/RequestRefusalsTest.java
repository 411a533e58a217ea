package org.amana.wallet.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.vp.ClientId;
import org.amana.wallet.Api.Answer;
import org.amana.wallet.TestHolder;
import org.amana.wallet.WalletTest;
import org.amana.wallet.world.FakeVerifier.Request;
import org.amana.wallet.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is wrong in one place: the person sees why it stopped, nothing is posted anywhere, and nothing is entered
 * in the ledger. The unchanged request is shown by the same wallet.
 */
@WalletTest
class RequestRefusalsTest {

    private final TestHolder holder;

    RequestRefusalsTest(@Value("${amana.base-url}") String baseUrl) {
        holder = TestHolder.withServerKeyring(baseUrl);
    }

    @BeforeEach
    void calm() {
        World.calm();
    }

    /** @param check the word of the check that failed */
    private void assertStops(String link, String check) {
        int entries = World.LEDGER.size();
        Answer refused = holder.open(link);
        assertThat(refused.text("reason")).as(check).isEqualTo("request_refused");
        assertThat(refused.json().path("findings").get(0).stringValue()).isEqualTo(check);
        assertThat(refused.json().path("shared").booleanValue()).isFalse();
        assertThat(World.VERIFIER.posts()).as("posted to response_uri").isEmpty();
        assertThat(World.LEDGER.size()).isEqualTo(entries);
        assertThat(holder.api().get("history").json().get(0).path("kind").stringValue()).isEqualTo("failed");
        assertThat(holder.open(World.VERIFIER.check().link()).status()).as("unchanged request").isEqualTo(201);
    }

    private void assertStops(Consumer<ObjectNode> change, String check) {
        assertStops(World.VERIFIER.check().change(change).link(), check);
    }

    private static void query(ObjectNode claims, String dcql) {
        claims.set("dcql_query", StrictJson.parseObject(dcql.replace('\'', '"'), 10_000));
    }

    @Test
    void n042_clientIdIsNotTheHashOfTheLeaf_stops() {
        String other = ClientId
                .x509Hash(World.key(CertificateProfile.of(KeyPurpose.ACCESS, "Other")).chain().getFirst())
                .toString();
        assertStops(World.VERIFIER.check().linkSays(other).change(claims -> claims.put("client_id", other)).link(),
                "certificate_hash_mismatch");
    }

    @Test
    void n043_dnsNameIsNotInTheCertificate_stops() {
        assertStops(World.VERIFIER.check()
                .linkSays("x509_san_dns:bakery.example")
                .change(claims -> claims.put("client_id", "x509_san_dns:bakery.example"))
                .link(), "dns_name_mismatch");
    }

    @Test
    void n044_responseUriOnAnotherHost_stops() {
        assertStops(World.VERIFIER.check()
                .linkSays("x509_san_dns:bakery.test")
                .change(claims -> claims.put("client_id", "x509_san_dns:bakery.test"))
                .link(),
                "response_uri_host_mismatch");
    }

    @Test
    void n062_malformedDcqlQueries_stop() {
        for (String dcql : new String[]{"{'credentials':[]}",
                "{'credentials':[{'id':'a b','format':'dc+sd-jwt','meta':{'vct_values':['x']}}]}",
                "{'credentials':[{'id':'a','format':'dc+sd-jwt','meta':{'vct_values':['x']}},"
                        + "{'id':'a','format':'dc+sd-jwt','meta':{'vct_values':['x']}}]}",
                "{'credentials':[{'id':'a','format':'dc+sd-jwt','meta':{'vct_values':['x']},'claim_sets':[['c']]}]}",
                "{'credentials':[{'id':'a','format':'dc+sd-jwt','meta':{'vct_values':['x']}}],"
                        + "'credential_sets':[{'options':[['b']]}]}"}) {
            World.calm();
            assertStops(claims -> query(claims, dcql), "invalid_query");
        }
    }

    @Test
    void n063_malformedClaimPaths_stop() {
        for (String path : new String[]{"[-1]", "[true]", "[]"}) {
            World.calm();
            assertStops(claims -> query(claims, "{'credentials':[{'id':'a','format':'dc+sd-jwt',"
                    + "'meta':{'vct_values':['x']},'claims':[{'path':" + path + "}]}]}"), "invalid_query");
        }
    }

    @Test
    void n064_queryAndScopeOrNeither_stops() {
        assertStops(claims -> claims.put("scope", "work"), "query_missing");
        World.calm();
        assertStops(claims -> claims.remove("dcql_query"), "query_missing");
    }

    @Test
    void n065_formatsWeDoNotHold_stop() {
        assertStops(claims -> {
            ObjectNode metadata = (ObjectNode) claims.path("client_metadata");
            metadata.putObject("vp_formats_supported").putObject("ldp_vc");
        }, "vp_formats_not_supported");
    }

    @Test
    void n066_transactionData_stops() {
        assertStops(claims -> claims.putArray("transaction_data").add("eyJ0eXBlIjoieCJ9"),
                "transaction_data_not_supported");
    }

    @Test
    void n068_unsignedRequest_stops() {
        assertStops(
                "openid4vp://?client_id=x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk&response_type=vp_token"
                        + "&nonce=n&response_mode=direct_post.jwt",
                "unsigned_request");
    }

    @Test
    void n069_redirectUriPrefix_stops() {
        assertStops(World.VERIFIER.check().linkSays("redirect_uri:https://bakery.test/r").link(),
                "redirect_uri_prefix");
    }

    @Test
    void n070_originPrefix_stops() {
        assertStops(World.VERIFIER.check().linkSays("origin:https://bakery.test").link(), "origin_prefix");
    }

    @Test
    void n071_unknownPrefix_stops() {
        assertStops(World.VERIFIER.check().linkSays("foo:bar").link(), "unsupported_client_id");
    }

    @Test
    void n072_clientIdDiffersInsideAndOutside_stops() {
        String other = ClientId
                .x509Hash(World.key(CertificateProfile.of(KeyPurpose.ACCESS, "Other")).chain().getFirst())
                .toString();
        assertStops(World.VERIFIER.check().linkSays(other).link(), "client_id_mismatch");
    }

    @Test
    void n073_parametersOnlyOutside_areIgnored() {
        Answer shown = holder.open(World.VERIFIER.check().link()
                + "&response_uri=https%3A%2F%2Felsewhere.example%2Fr&nonce=other&state=other");
        assertThat(shown.status()).isEqualTo(201);
        assertThat(shown.text("nonce")).startsWith("nonce-");
    }

    @Test
    void n074_wrongMediaTypeOrTyp_stops() {
        assertStops(World.VERIFIER.check().changeHeader(header -> header.put("typ", "JWT")).link(),
                "wrong_request_object_type");
        World.calm();
        assertStops(World.VERIFIER.check().changeHeader(header -> header.remove("typ")).link(),
                "wrong_request_object_type");
        World.calm();
        World.VERIFIER.serveRequestsAs("application/json");
        Answer refused = holder.open(World.VERIFIER.check().link());
        assertThat(refused.text("reason")).isEqualTo("request_refused");
        assertThat(World.VERIFIER.posts()).isEmpty();
    }

    @Test
    void n075_requestUriMethodInUpperCaseOrUnknown_stops() {
        assertStops(World.VERIFIER.check().link() + "&request_uri_method=POST", "invalid_request_uri_method");
        World.calm();
        assertStops(World.VERIFIER.check().link() + "&request_uri_method=put", "invalid_request_uri_method");
    }

    @Test
    void n076_walletNonceDoesNotComeBack_stops() {
        assertStops(World.VERIFIER.check().link() + "&request_uri_method=post", "wallet_nonce_mismatch");
        World.calm();
        assertStops(World.VERIFIER.check().change(claims -> claims.put("wallet_nonce", "other")).link()
                + "&request_uri_method=post", "wallet_nonce_mismatch");
    }

    @Test
    void n077_requestUriOverHttpOrNotThere_stops() {
        String client = "openid4vp://?client_id=x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk&request_uri=";
        assertStops(client + "http%3A%2F%2Fbakery.example%2Frequest", "invalid_request_uri");
        World.calm();
        assertStops(client + World.VERIFIER.url("/requests/none"), "request_not_fetched");
    }

    @Test
    void n078_redirectUriBesideDirectPostOrNoResponseUri_stops() {
        assertStops(claims -> claims.put("redirect_uri", "https://bakery.test/r"), "redirect_uri_present");
        World.calm();
        assertStops(claims -> claims.remove("response_uri"), "invalid_response_uri");
    }

    @Test
    void n079_nonceMissingEmptyOrUnsafe_stops() {
        assertStops(claims -> claims.remove("nonce"), "invalid_nonce");
        World.calm();
        assertStops(claims -> claims.put("nonce", ""), "invalid_nonce");
        World.calm();
        assertStops(claims -> claims.put("nonce", "not safe!"), "invalid_nonce");
    }

    @Test
    void n080_audIsNotSelfIssuedOrExpPassed_stops() {
        assertStops(claims -> claims.put("aud", "https://wallet.example"), "wrong_audience");
        World.calm();
        assertStops(claims -> claims.put("exp", World.now().minusSeconds(120).getEpochSecond()), "request_expired");
    }

    @Test
    void n082_noUsableEncryptionKey_stops() {
        assertStops(claims -> ((ObjectNode) claims.path("client_metadata")).remove("jwks"), "no_encryption_key");
        World.calm();
        assertStops(claims -> ((ObjectNode) claims.path("client_metadata").path("jwks").path("keys").get(0)).put("use",
                "sig"), "no_encryption_key");
        World.calm();
        assertStops(
                claims -> ((ObjectNode) claims.path("client_metadata").path("jwks").path("keys").get(0)).remove("alg"),
                "no_encryption_key");
    }

    @Test
    void n159_requestUriAtAnInternalAddress_isRefusedWithoutConnection() {
        String client = "openid4vp://?client_id=x509_hash%3AUvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk&request_uri=";
        for (String address : new String[]{"https%3A%2F%2F10.0.0.1%2Fr", "https%3A%2F%2F169.254.169.254%2Fr",
                "https%3A%2F%2F%5Bfd00%3A%3A1%5D%2Fr"}) {
            World.calm();
            assertStops(client + address, "request_not_fetched");
        }
        for (String address : new String[]{"http%3A%2F%2F10.0.0.1%2Fr", "file%3A%2F%2F%2Fetc%2Fpasswd"}) {
            World.calm();
            assertStops(client + address, "invalid_request_uri");
        }
    }

    @Test
    void signatureByAnotherKey_stops() {
        Request request = World.VERIFIER.check();
        var certified = World.key(CertificateProfile.of(KeyPurpose.ACCESS, "Other"));
        // the certificate of the bakery, the signature of somebody else
        assertStops(request.signWith(EphemeralKey.generate().withChain(World.VERIFIER.key().chain())).link(),
                "invalid_request_object");
        World.calm();
        assertStops(World.VERIFIER.check().signWith(certified).link(), "certificate_hash_mismatch");
    }
}
