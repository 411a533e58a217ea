package org.amana.core.vp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.Problem;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.sdjwt.SdJwtVcFixture;
import org.amana.core.testing.Problems;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import tools.jackson.databind.node.ObjectNode;

/** A verifier with its access certificate, a wallet, and between them a network that remembers every call. */
public final class VpFixture {
    public static final URI REQUEST_URI = URI.create("https://verifier.example/oid4vp/requests/1");
    public static final URI RESPONSE_URI = URI.create("https://verifier.example/oid4vp/responses/1");
    public static final String STATE = "s-1";

    public final TestCa accessCa = TestCa.root("Access");
    public final SigningKey accessKey = accessCa.verifier("verifier.example",
            URI.create("urn:amana:party:harbour-bakery"));
    public final EphemeralKey encryptionKey = EphemeralKey.generate();
    public final TestClock clock = TestClock.atNoon();
    public final Network network = new Network();
    public final ReceiveAuthorizationRequest wallet = new ReceiveAuthorizationRequest(network, new ChainValidator(),
            clock,
            TestRandom.seeded(), false);

    public RequestObject requestObject() {
        return requestObject(ClientId.x509Hash(accessKey.chain().getFirst()));
    }

    public RequestObject requestObject(ClientId clientId) {
        DcqlQuery query = DcqlQuery.of(CredentialQuery.sdJwtVc("work", SdJwtVcFixture.VCT,
                List.of(ClaimPath.of("work_permission"), ClaimPath.of("given_name"))));
        return new RequestObject(clientId, RESPONSE_URI, SdJwtVcFixture.NONCE, STATE, query,
                encryptionKey.publicJwk(), List.of(VerifierInfo.registrationCertificate("eyJ.e30.AA")),
                Optional.empty(), TestClock.NOW, TestClock.NOW.plusSeconds(300), Optional.empty());
    }

    public ClientId clientId() {
        return ClientId.x509Hash(accessKey.chain().getFirst());
    }

    public String link() {
        return AuthorizationRequest.link(clientId(), REQUEST_URI, RequestUriMethod.GET);
    }

    /** A correct request object with its claims changed, signed again. */
    public String signedWith(Consumer<ObjectNode> change) {
        return signedWith(accessKey, requestObject(), _ -> {}, change);
    }

    public static String signedWith(SigningKey key, RequestObject correct, Consumer<ObjectNode> header,
                                    Consumer<ObjectNode> claims) {
        UnverifiedJws good = UnverifiedJws.parse(correct.sign(key), 100_000);
        ObjectNode changedHeader = good.header();
        ObjectNode changedClaims = good.claims();
        header.accept(changedHeader);
        claims.accept(changedClaims);
        return JwsSigner.sign(key, changedHeader, changedClaims);
    }

    /** The wallet opens the link and finds this request object behind it. */
    public ValidatedAuthorizationRequest receive(String requestObject) {
        network.serve(requestObject);
        return wallet.receive(link(), accessCa.anchors());
    }

    /** The unchanged request passes; the changed one is refused and nothing is posted. */
    public Problem problemWith(Consumer<ObjectNode> change) {
        assertThat(receive(signedWith(_ -> {}))).isNotNull();
        Problem problem = Problems.of(() -> receive(signedWith(change)));
        assertThat(nothingWasSent()).isTrue();
        return problem;
    }

    /** The unchanged link passes; this one is refused without any connection. */
    public Problem problemOfLink(String link) {
        assertThat(receive(signedWith(_ -> {}))).isNotNull();
        int before = network.questions.size();
        Problem problem = Problems.of(() -> wallet.receive(link, accessCa.anchors()));
        assertThat(network.questions).hasSize(before);
        return problem;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Nothing was posted to the verifier's response_uri, nor anywhere else than request_uri. */
    public boolean nothingWasSent() {
        return network.questions.stream().allMatch(question -> question.uri().equals(REQUEST_URI));
    }

    /** Answers what a test says and remembers what was asked. */
    public static final class Network implements HttpPeer {
        public final List<HttpQuestion> questions = new ArrayList<>();
        private HttpAnswer answer = answer(404, "text/plain", "");

        public static HttpAnswer answer(int status, String mediaType, String body) {
            return new HttpAnswer(status, Map.of("content-type", List.of(mediaType)),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        public void serve(String requestObject) {
            answer = answer(200, "application/oauth-authz-req+jwt", requestObject);
        }

        public void serve(HttpAnswer whatever) {
            answer = whatever;
        }

        @Override
        public HttpAnswer exchange(HttpQuestion question) {
            questions.add(question);
            return answer;
        }

        public HttpQuestion last() {
            return questions.getLast();
        }
    }
}
