package org.amana.verifier;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.amana.verifier.testing.Forger.ALL;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.core.testing.TestClock;
import org.amana.verifier.testing.Bench;
import org.amana.verifier.testing.Forger;
import org.amana.verifier.testing.TestWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Who issued it, for how long, and by what right, at response_uri. */
class IssuerRefusalsTest {
    private final Bench bench = TestWorld.sharedBench();
    private final Forger forger = bench.forger;
    private final TestCa ca = bench.world.issuer.ca;
    private final String id = bench.world.issuer.id;

    @Test
    void unchanged_isAccepted() throws Exception {
        bench.accepts(request -> forger.present(forger.payload(ALL), ALL, request));
    }

    @Test
    void n016_expired_isRefused() throws Exception {
        long past = bench.world.clock.instant().minus(Duration.ofMinutes(2)).getEpochSecond();
        bench.refuses("credential_expired",
                request -> forger.present(forger.payload(ALL).put("exp", past), ALL, request));
    }

    @Test
    void n016_notYetValid_isRefused() throws Exception {
        long future = bench.world.clock.instant().plus(Duration.ofMinutes(2)).getEpochSecond();
        bench.refuses("not_yet_valid", request -> forger.present(forger.payload(ALL).put("nbf", future), ALL, request));
    }

    @Test
    void n022_hmacWithThePublicKey_isRefused() throws Exception {
        byte[] publicKey = bench.world.issuer.key.publicJwk().toECPublicKey().getEncoded();
        ObjectNode header = forger.header().put("alg", "HS256");
        String input = Base64Url.encode(StrictJson.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + Base64Url.encode(StrictJson.write(forger.payload(ALL)).getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
        String jwt = input + "." + Base64Url.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        bench.refuses("algorithm_not_allowed", request -> forger.bind(Forger.join(jwt, ALL), request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "vc+sd-jwt", "kb+jwt"})
    void n029_anotherTyp_isRefused(String typ) throws Exception {
        ObjectNode header = forger.header().put("typ", typ);
        bench.refuses("wrong_typ",
                request -> forger.present(header, forger.payload(ALL), ALL, bench.world.issuer.key, request));
    }

    @ParameterizedTest
    @MethodSource("hostileKids")
    void n034_hostileKid_isNeverLookedUp(String kid) throws Exception {
        ObjectNode header = JwsSigner.header("dc+sd-jwt").put("kid", kid);
        bench.refuses("untrusted_issuer",
                request -> forger.present(header, forger.payload(ALL), ALL, bench.world.issuer.key, request));
    }

    @Test
    void n162_keysAtAnAddressTheCardNames_areNeverFetched() throws Exception {
        String address = bench.world.peers.baseUrl();
        EphemeralKey own = EphemeralKey.generate();
        String keys = "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address + "/keys\",\"keys\":["
                + StrictJson.write(Jwks.toMinimalJson(own.publicJwk())) + "]}";
        bench.world.peers.stubFor(any(urlPathMatching("/(keys|\\.well-known/.*)")).willReturn(okJson(keys)));
        for (String iss : List.of(address, "http://169.254.169.254", "https://other.example")) {
            ObjectNode header = JwsSigner.header("dc+sd-jwt").put("kid", own.kid()).put("jku", address + "/keys");
            ObjectNode payload = forger.payload(ALL).put("iss", iss);
            bench.refuses("untrusted_issuer", request -> forger.present(header, payload, ALL, own, request));
        }

        bench.world.peers.verify(0, anyRequestedFor(urlPathMatching("/(keys|\\.well-known/.*)")));
    }

    static Stream<String> hostileKids() {
        return Stream.of("../../../etc/passwd", "' or 1=1 --", "k".repeat(10_000));
    }

    @Test
    void n035_leafNotSignedByTheNext_isRefused() throws Exception {
        EphemeralKey own = EphemeralKey.generate();
        TestCa other = TestCa.root("Somebody else");
        bench.refuses("untrusted_issuer", signedBy(own.withChain(Stream.concat(
                other.leaf(leaf())
                        .chain()
                        .stream()
                        .map(any -> leaf().signedBy(own, other.rootCertificate(), own.publicKey())),
                ca.intermediate("Regional office").issuer(id).chain().stream().skip(1)).toList())));
    }

    @Test
    void n036_chainToAnUnknownRoot_isRefused() throws Exception {
        bench.refuses("untrusted_issuer", signedBy(TestCa.root("Issuers").leaf(leaf())));
    }

    @Test
    void n036_selfSignedLeaf_isRefused() throws Exception {
        EphemeralKey own = EphemeralKey.generate();
        bench.refuses("untrusted_issuer", signedBy(own.withChain(List.of(leaf().selfSigned(own)))));
    }

    @Test
    void n037_trustAnchorInX5c_isRefused() throws Exception {
        EphemeralKey key = ca.leaf(leaf());
        bench.refuses("trust_anchor_in_x5c",
                signedBy(key.withChain(Stream.concat(key.chain().stream(), Stream.of(ca.rootCertificate())).toList())));
    }

    @Test
    void n038_expiredLeaf_isRefused() throws Exception {
        bench.refuses("certificate_expired",
                signedBy(ca.leaf(leaf().valid(TestClock.NOW.minus(Duration.ofDays(9)),
                        TestClock.NOW.minus(Duration.ofDays(1))))));
    }

    @Test
    void n039_intermediateThatIsNoAuthority_isRefused() throws Exception {
        bench.refuses("bad_chain",
                signedBy(ca.intermediate(TestCertificate.authority("No authority").notAnAuthority()).leaf(leaf())));
    }

    @Test
    void n039_unknownCriticalExtension_isRefused() throws Exception {
        bench.refuses("bad_chain", signedBy(ca.leaf(leaf().unknownCriticalExtension())));
    }

    @Test
    void n040_issNotInTheCertificate_isRefused() throws Exception {
        bench.refuses("issuer_name_mismatch",
                request -> forger.present(forger.payload(ALL).put("iss", "https://issuer.example/another-office"), ALL,
                        request));
    }

    @Test
    void n041_certificateForAnotherPurpose_isRefused() throws Exception {
        bench.refuses("wrong_key_usage", signedBy(
                ca.leaf(TestCertificate.leaf("Reader").extendedKeyUsage("1.0.18013.5.1.6").uri(URI.create(id)))));
    }

    @Test
    void anotherIssuersType_isRefused() throws Exception {
        ObjectNode payload = forger.payload(ALL).put("vct", "https://amana.example/vct/age-assessment");
        bench.refuses("untrusted_issuer", request -> forger.present(payload, ALL, request));
    }

    private TestCertificate leaf() {
        return TestCertificate.leaf("Issuer").extendedKeyUsage("1.0.18013.5.1.2").uri(URI.create(id));
    }

    private Bench.Presenting signedBy(SigningKey key) {
        return request -> forger.present(JwsSigner.header("dc+sd-jwt", key), forger.payload(ALL), ALL, key, request);
    }
}
